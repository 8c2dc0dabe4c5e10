package org.waypost.gateway;

import java.util.function.Consumer;
import org.waypost.gateway.delivery.Receipts;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.reception.Reception;

/** Hands on what a bearer tells: parts to {@link Reception}, receipts to {@link Receipts}. */
record ProductIntake(Reception reception, Receipts receipts) implements Intake {
    @Override
    public void accept(InboundPart part, Consumer<Verdict> answer) {
        reception.accept(part, answer);
    }

    @Override
    public void confirmed(long question) {
        reception.confirmed(question);
    }

    @Override
    public void receivable(String peer) {
        reception.receivable(peer);
    }

    @Override
    public void taken(String peer, String messageId, long question) {
        receipts.taken(peer, messageId, question);
    }

    @Override
    public void receipt(String peer, Receipt receipt) {
        receipts.receipt(peer, receipt);
    }
}
