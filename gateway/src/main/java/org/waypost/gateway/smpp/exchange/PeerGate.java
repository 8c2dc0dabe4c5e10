package org.waypost.gateway.smpp.exchange;

import java.util.function.LongSupplier;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.session.BindDecision;
import org.waypost.gateway.smpp.session.Gatekeeper;
import org.waypost.gateway.smpp.session.Remote;

/**
 * Lets peers in that prove themselves. Whatever is wrong, the answer is the same and so is the work done for it: a stranger
 * learns neither which system_id exists nor what else was amiss.
 */
final class PeerGate implements Gatekeeper {
    private static final BindDecision REFUSED = new BindDecision.Refused(CommandStatus.BIND_FAILED);

    private final PeerLinks peers;
    private final Intake intake;
    private final LongSupplier nanoTime;
    private final PeerLink nobody;

    /** @param nanoTime a monotonic clock */
    PeerGate(PeerLinks peers, Intake intake, LongSupplier nanoTime) {
        this.peers = peers;
        this.intake = intake;
        this.nanoTime = nanoTime;
        this.nobody = new PeerLink(PeerProfile.of("", "", Password.of(new byte[0])), nanoTime);
    }

    @Override
    public BindDecision admit(Pdu.Bind bind, Remote remote) {
        PeerLink known = peers.withSystemId(bind.systemId());
        PeerLink link = known == null ? nobody : known;
        boolean proven = link.profile().access().password().matches(bind.password());
        boolean fromHere = link.allows(remote.address());
        boolean certified = link.profile().access().acceptsCertificate(remote.certificate(), bind.systemId());
        boolean thisWay = link.profile().access().bindTypes().contains(bind.type());
        boolean place = link.hasPlaceForSession();
        return known != null && proven && certified && fromHere && thisWay && place
                ? new BindDecision.Accepted(
                        known.profile().session(),
                        new PeerSession(
                                known,
                                intake,
                                bind.interfaceVersion(),
                                bind.type().receives(),
                                nanoTime))
                : REFUSED;
    }
}
