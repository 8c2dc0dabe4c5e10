package org.waypost.gateway.smpp.exchange;

import java.net.InetAddress;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.session.BindDecision;
import org.waypost.gateway.smpp.session.Gatekeeper;

/**
 * Lets peers in that prove themselves. Whatever is wrong, the answer is the same and so is the work done for it: a stranger
 * learns neither which system_id exists nor what else was amiss.
 */
final class PeerGate implements Gatekeeper {
    private static final BindDecision REFUSED = new BindDecision.Refused(CommandStatus.BIND_FAILED);

    private final PeerLinks peers;
    private final Intake intake;
    private final PeerLink nobody;

    PeerGate(PeerLinks peers, Intake intake) {
        this.peers = peers;
        this.intake = intake;
        this.nobody = new PeerLink(PeerProfile.of("", "", Password.of(new byte[0])));
    }

    @Override
    public BindDecision admit(Pdu.Bind bind, InetAddress remote) {
        PeerLink known = peers.withSystemId(bind.systemId());
        PeerLink link = known == null ? nobody : known;
        boolean proven = link.profile().password().matches(bind.password());
        boolean fromHere = link.allows(remote);
        boolean thisWay = link.profile().bindTypes().contains(bind.type());
        boolean place = link.hasPlaceForSession();
        return known != null && proven && fromHere && thisWay && place
                ? new BindDecision.Accepted(known.profile().session(), new PeerSession(known, intake, bind))
                : REFUSED;
    }
}
