package org.waypost.gateway.smpp.session;

import org.waypost.gateway.smpp.pdu.Pdu;

/** Decides who may bind. Called on event loops; returns at once and takes the same time whatever is wrong. */
public interface Gatekeeper {
    BindDecision admit(Pdu.Bind bind, Remote remote);
}
