package org.waypost.gateway.ops;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.ReplyNote;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * Open replies as operators see and handle them: numbers masked, texts never. What is done to one stands in the audit before
 * it is done.
 */
public final class ReplyRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyRoutes.class);
    private static final int MOST = 1000;
    private static final int USUAL = 50;
    private static final int HEXADECIMAL = 16;

    private final GatewayStore store;
    private final Runnable wake;
    private final Clock clock;

    /** @param wake tells the courier that there is something to do */
    public ReplyRoutes(GatewayStore store, Runnable wake, Clock clock) {
        this.store = store;
        this.wake = wake;
        this.clock = clock;
    }

    /** What there is to ask for. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/replies", this::list),
                Route.get("/v1/replies/{reply}", this::show),
                Route.post("/v1/replies/{reply}/requeue", this::requeue).by(StaffAction.CHANGE_REPLY),
                Route.post("/v1/replies/{reply}/cancel", this::cancel).by(StaffAction.CHANGE_REPLY));
    }

    private Answer list(Asked asked) throws StoreUnavailableException, RefusedRequestException {
        long after =
                asked.parameters().containsKey("after") ? id(asked.parameters().get("after")) : 0;
        int most = most(asked);
        List<ReplyNote> notes = store.notes(after, most);
        return Answer.json(JsonText.array(json -> {
            for (ReplyNote note : notes) {
                json.writeStartObject();
                write(json, note);
                json.writeEndObject();
            }
        }));
    }

    private static int most(Asked asked) throws RefusedRequestException {
        String text = asked.parameter("most").orElse(String.valueOf(USUAL));
        try {
            int most = Integer.parseInt(text);
            if (most >= 1 && most <= MOST) {
                return most;
            }
        } catch (NumberFormatException e) {
            // The same message as for a number out of its range.
        }
        throw new RefusedRequestException(400, "most (expected a number from 1 to %d)".formatted(MOST));
    }

    private static long id(String text) throws RefusedRequestException {
        try {
            return Long.parseUnsignedLong(text, HEXADECIMAL);
        } catch (NumberFormatException e) {
            throw new RefusedRequestException(400, "reply (expected up to 16 hexadecimal digits, as in the list)");
        }
    }

    private ReplyNote note(long question) throws StoreUnavailableException, RefusedRequestException {
        return store.notes(question - 1, 1).stream()
                .filter(note -> note.question() == question)
                .findFirst()
                .orElseThrow(() -> new RefusedRequestException(404, "no open reply has this id"));
    }

    private Answer show(Asked asked) throws StoreUnavailableException, RefusedRequestException {
        ReplyNote note = note(id(asked.variable("reply")));
        return Answer.json(JsonText.object(json -> write(json, note)));
    }

    private Answer requeue(Asked asked) throws StoreUnavailableException, RefusedRequestException {
        ReplyNote note = note(id(asked.variable("reply")));
        audit(note, AuditEntry.Event.REPLY_REQUEUED, asked.operator());
        boolean requeued = store.requeue(note.question(), clock.instant());
        wake.run();
        return done(requeued, "requeued", note);
    }

    private Answer cancel(Asked asked) throws StoreUnavailableException, RefusedRequestException {
        ReplyNote note = note(id(asked.variable("reply")));
        audit(note, AuditEntry.Event.REPLY_CANCELED, asked.operator());
        return done(store.cancel(note.question()), "canceled", note);
    }

    private void audit(ReplyNote note, AuditEntry.Event event, String operator) throws StoreUnavailableException {
        store.audit(note.to(), List.of(AuditEntry.staff(event, null, written(note), operator)), clock.instant());
    }

    private static Answer done(boolean done, String what, ReplyNote note) throws RefusedRequestException {
        if (!done) {
            throw new RefusedRequestException(
                    409, "the reply is on its way to the peer, or has just ended: nothing was done");
        }
        LOG.info("reply {} was {} by an operator", written(note), what);
        return Answer.json(JsonText.object(json -> {
            json.writeStringField("reply", written(note));
            json.writeStringField("done", what);
        }));
    }

    private static String written(ReplyNote note) {
        return "%016x".formatted(note.question());
    }

    private static void write(JsonGenerator json, ReplyNote note) throws IOException {
        json.writeStringField("reply", written(note));
        json.writeStringField("peer", note.peer());
        json.writeStringField("from", note.shortCode());
        json.writeStringField("to", note.to().toString());
        json.writeStringField("reason", note.reason());
        json.writeStringField("state", note.state().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("attempts", note.attempts());
        json.writeNumberField("unknowns", note.unknowns());
        json.writeStringField("received", note.received().toString());
        json.writeStringField("due", note.due().toString());
        json.writeStringField("expires", note.expires().toString());
    }
}
