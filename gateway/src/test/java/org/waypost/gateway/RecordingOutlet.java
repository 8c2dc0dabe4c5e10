package org.waypost.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.waypost.gateway.message.Outlet;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.sms.UserData;

/** An outlet that keeps what it is given until a test settles it. */
public final class RecordingOutlet implements Outlet {
    /** One transmission on its way. */
    public record Sent(Transmission transmission, Consumer<List<Settlement>> settled) {
        public String text() {
            return transmission.segments().stream().map(UserData::text).collect(Collectors.joining());
        }

        /** Settles every segment alike. */
        public void settle(Settlement settlement) {
            settled.accept(transmission.segments().stream().map(s -> settlement).toList());
        }
    }

    private final List<Sent> sent = new ArrayList<>();
    private int room = 100;

    public void room(int segments) {
        room = segments;
    }

    /** What was sent since the last call. */
    public List<Sent> take() {
        List<Sent> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    @Override
    public int room(String peer) {
        return room;
    }

    @Override
    public void send(Transmission transmission, Consumer<List<Settlement>> settled) {
        sent.add(new Sent(transmission, settled));
    }
}
