package org.waypost.simulator.crash;

import java.util.function.Consumer;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.message.Verdict;

/** Passes everything on, but for what a subclass does otherwise. */
abstract class WrappedIntake implements Intake {
    private final Intake real;

    WrappedIntake(Intake real) {
        this.real = real;
    }

    @Override
    public void accept(InboundPart part, Consumer<Verdict> answer) {
        real.accept(part, answer);
    }

    @Override
    public void confirmed(long question) {
        real.confirmed(question);
    }

    @Override
    public void receivable(String peer) {
        real.receivable(peer);
    }

    @Override
    public void taken(String peer, String messageId, long question) {
        real.taken(peer, messageId, question);
    }

    @Override
    public void receipt(String peer, Receipt receipt) {
        real.receipt(peer, receipt);
    }
}
