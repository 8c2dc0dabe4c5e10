package org.waypost.gateway.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the process lives, and whether it can take questions now. Says why not, without a number, a name or an address:
 * anybody who reaches the endpoint may ask.
 */
public final class Health {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final StoreWatch stores;
    private final BooleanSupplier breakerOpen;
    private volatile boolean listening;
    private volatile boolean stopping;

    /** @param breakerOpen whether questions are refused because the store fails or the disk is nearly full */
    public Health(StoreWatch stores, BooleanSupplier breakerOpen) {
        this.stores = stores;
        this.breakerOpen = breakerOpen;
    }

    /** SMPP is listened for. */
    public void listening() {
        listening = true;
    }

    /** Nothing new is taken from now on. */
    public void stopping() {
        stopping = true;
    }

    /** The reasons why questions cannot be taken; none if they can. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (stopping) {
            reasons.add("stopping");
        } else if (!listening) {
            reasons.add("not listening yet");
        }
        @Nullable String fault = stores.fault();
        if (fault != null) {
            reasons.add("store: " + fault);
        }
        if (breakerOpen.getAsBoolean()) {
            reasons.add("questions are refused: the store failed just now, or the disk is nearly full");
        }
        return reasons;
    }

    Answer live() {
        return answer(true, List.of());
    }

    Answer ready() {
        List<String> reasons = reasons();
        return answer(reasons.isEmpty(), reasons);
    }

    private static Answer answer(boolean well, List<String> reasons) {
        return Answer.json(well ? OK : UNAVAILABLE, JsonText.object(json -> {
            json.writeStringField("status", well ? "up" : "down");
            json.writeArrayFieldStart("reasons");
            for (String reason : reasons) {
                json.writeString(reason);
            }
            json.writeEndArray();
        }));
    }
}
