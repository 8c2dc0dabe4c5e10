package org.waypost.gateway.smpp.session;

import java.util.List;
import org.waypost.gateway.smpp.pdu.InterfaceVersion;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.Tlv;

/**
 * The version a peer has bound with, and what it can be told accordingly.
 *
 * @param octet interface_version as the peer wrote it, whatever that is
 */
record PeerVersion(int octet) {
    /** What is taken for granted of a message centre that we dial. */
    static final PeerVersion V3_4 = new PeerVersion(InterfaceVersion.V3_4);

    private static final int PERCENT = 100;

    /** What a bind is answered with. A peer older than 3.4 does not know optional parameters (SMPP 3.4, clause 3.4.1). */
    List<Tlv> bindTlvs() {
        if (octet < InterfaceVersion.V3_4) {
            return List.of();
        }
        int ours = octet < InterfaceVersion.V5_0 ? InterfaceVersion.V3_4 : InterfaceVersion.V5_0;
        return List.of(Tlv.ofOctet(Tlv.SC_INTERFACE_VERSION, ours));
    }

    /** The response with how much of the peer's window is used, in percent, if that is understood (SMPP 5.0, clause 4.8.4.18). */
    Pdu.MessageResp withCongestion(Pdu.MessageResp response, int unanswered, int window) {
        return octet < InterfaceVersion.V5_0
                ? response
                : response.withTlvs(
                        List.of(Tlv.ofOctet(Tlv.CONGESTION_STATE, Math.min(PERCENT, unanswered * PERCENT / window))));
    }
}
