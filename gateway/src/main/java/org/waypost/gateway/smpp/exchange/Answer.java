package org.waypost.gateway.smpp.exchange;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.session.SmppSession;

/** The response owed to one message of a peer. The first verdict is sent, on any thread; any other is ignored. */
final class Answer implements Consumer<Verdict> {
    private final SmppSession session;
    private final Pdu.MessageRequest request;
    private final Intake intake;
    private final boolean idInDeliverResp;
    private final AtomicBoolean given = new AtomicBoolean();

    Answer(SmppSession session, Pdu.MessageRequest request, Intake intake, boolean idInDeliverResp) {
        this.session = session;
        this.request = request;
        this.intake = intake;
        this.idInDeliverResp = idInDeliverResp;
    }

    @Override
    public void accept(Verdict verdict) {
        if (verdict instanceof Verdict.Accepted accepted) {
            give(CommandStatus.OK, accepted.messageId(), () -> intake.confirmed(accepted.question()));
        } else {
            give(StatusTable.status((Verdict.Refused) verdict));
        }
    }

    void give(CommandStatus status) {
        give(status, "", Answer::nobodyWaits);
    }

    private void give(CommandStatus status, String messageId, Runnable confirmed) {
        if (given.compareAndSet(false, true)) {
            boolean carriesId = idInDeliverResp || request.command() != CommandId.DELIVER_SM;
            session.respond(Pdu.MessageResp.to(request, status, carriesId ? messageId : ""), confirmed);
        }
    }

    private static void nobodyWaits() {}
}
