package org.waypost.gateway.smpp.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.pdu.CommandId;

/**
 * What we sent and wait to have answered, oldest first. Gives out the sequence numbers: 1 to 0x7FFFFFFF, then 1 again,
 * passing over those still in use (SMPP 3.4, clause 5.1.4).
 */
final class PendingRequests {
    private static final int LAST_SEQUENCE = 0x7FFFFFFF;

    private final Map<Integer, Pending> bySequence = new LinkedHashMap<>();
    private final int last;
    private int next;
    private int messages;

    /**
     * @param settled who hears of a message; null for enquire_link, bind and unbind
     * @param sentAt nanoseconds
     */
    record Pending(CommandId command, @Nullable Consumer<Outcome> settled, long sentAt) {}

    /** @param first the first sequence number to give out */
    PendingRequests(int first) {
        this(first, LAST_SEQUENCE);
    }

    /** @param last after which 1 comes again */
    PendingRequests(int first, int last) {
        this.next = first;
        this.last = last;
    }

    /** How many messages are on their way; what is sent about the session itself does not count. */
    int messages() {
        return messages;
    }

    /** Registers a request and returns its sequence number. */
    int add(CommandId command, @Nullable Consumer<Outcome> settled, long now) {
        while (bySequence.containsKey(next)) {
            advance();
        }
        int sequence = next;
        advance();
        bySequence.put(sequence, new Pending(command, settled, now));
        if (settled != null) {
            messages++;
        }
        return sequence;
    }

    private void advance() {
        next = next == last ? 1 : next + 1;
    }

    /** Takes out what this response answers; null where nothing waits for it. */
    @Nullable
    Pending answered(int sequence, CommandId response) {
        Pending pending = bySequence.get(sequence);
        if (pending == null || (response != CommandId.GENERIC_NACK && response != pending.command.response())) {
            return null;
        }
        bySequence.remove(sequence);
        forget(pending);
        return pending;
    }

    /** Takes out everything sent at least so many nanoseconds ago. */
    List<Pending> expired(long now, long nanoseconds) {
        List<Pending> expired = List.of();
        Iterator<Pending> oldestFirst = bySequence.values().iterator();
        while (oldestFirst.hasNext()) {
            Pending pending = oldestFirst.next();
            if (now - pending.sentAt < nanoseconds) {
                break;
            }
            oldestFirst.remove();
            forget(pending);
            expired = expired.isEmpty() ? new ArrayList<>() : expired;
            expired.add(pending);
        }
        return expired;
    }

    /** Takes out everything. */
    List<Pending> all() {
        List<Pending> all = List.copyOf(bySequence.values());
        bySequence.clear();
        messages = 0;
        return all;
    }

    private void forget(Pending pending) {
        if (pending.settled != null) {
            messages--;
        }
    }
}
