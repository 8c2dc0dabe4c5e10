package org.waypost.gateway.upkeep;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.store.AuditMark;
import org.waypost.gateway.store.AuditPage;
import org.waypost.gateway.store.AuditSeals;
import org.waypost.gateway.store.AuditState;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * Proves the audit: every page has the MAC it must have, none is missing from the first one or the checkpoint to where the
 * heads file saw the chain end. What was written after the file, within a minute, and dropped again is not found. One use, one thread.
 */
public final class AuditProof {
    private static final int PAGES_AT_ONCE = 200;
    private static final int FAULTS_KEPT = 100;
    /** The file is written every minute, and takes its time on a busy machine. */
    private static final Duration LATEST = Duration.ofMinutes(3);

    private final GatewayStore store;
    private final AuditSeals seals;
    private final AuditHeadsFile file;
    private final List<AuditFault> faults = new ArrayList<>();
    private Map<Long, AuditMark> heads = Map.of();
    private @Nullable Instant oldest;
    private @Nullable Instant newest;
    private long chains;
    private long pages;
    private long entries;
    private long found;

    public AuditProof(GatewayStore store, AuditSeals seals, AuditHeadsFile file) {
        this.store = store;
        this.seals = seals;
        this.file = file;
    }

    /** Looks at everything. The file is read first: what is written meanwhile can only be more. */
    public AuditReport look() throws StoreUnavailableException {
        Optional<AuditHeads> signed = signed();
        heads = new HashMap<>(signed.map(AuditHeads::ends).orElse(Map.of()));
        for (AuditState state : store.auditStates()) {
            look(state);
        }
        heads.values().forEach(head -> found(AuditFault.Kind.CHAIN_MISSING, head.name()));
        signed.ifPresent(this::compareTimes);
        return new AuditReport(chains, pages, entries, faults, found);
    }

    private Optional<AuditHeads> signed() {
        try {
            Optional<AuditHeads> signed = file.read();
            if (signed.isEmpty()) {
                found(AuditFault.Kind.HEADS_CHANGED, file.file().toString());
            }
            return signed;
        } catch (NoSuchFileException e) {
            found(AuditFault.Kind.HEADS_MISSING, file.file().toString());
        } catch (IOException e) {
            found(AuditFault.Kind.HEADS_CHANGED, file.file().toString());
        }
        return Optional.empty();
    }

    private void compareTimes(AuditHeads signed) {
        if (newest != null && newest.isAfter(signed.at().plus(LATEST))) {
            found(AuditFault.Kind.HEADS_OLD, file.file().toString());
        }
        if (oldest != null && oldest.isBefore(signed.begun().minus(LATEST))) {
            found(AuditFault.Kind.HEADS_YOUNG, file.file().toString());
        }
    }

    private void look(AuditState state) throws StoreUnavailableException {
        chains++;
        AuditMark at = begin(state);
        AuditMark head = heads.remove(state.chain());
        if (head != null && head.number() <= at.number()) {
            // Purged since, or exactly up to there.
            head = null;
        }
        boolean first = true;
        List<AuditPage> some = store.auditPages(state.chain(), 0, PAGES_AT_ONCE);
        while (!some.isEmpty()) {
            for (AuditPage page : some) {
                look(page, at, first);
                first = false;
                at = new AuditMark(page.chain(), page.number(), page.mac());
                if (head != null && head.number() == page.number() && !MessageDigest.isEqual(head.mac(), page.mac())) {
                    found(AuditFault.Kind.HEAD_DIFFERS, name(page));
                }
            }
            some = store.auditPages(state.chain(), at.number(), PAGES_AT_ONCE);
        }
        if (head != null && at.number() < head.number()) {
            found(AuditFault.Kind.DROPPED_END, "%s page %d of %d".formatted(at.name(), at.number(), head.number()));
        }
    }

    /** Where the chain's first page must follow. */
    private AuditMark begin(AuditState state) {
        AuditMark checkpoint = state.checkpoint();
        byte[] seal = state.seal();
        if (checkpoint == null || seal == null) {
            return seals.beginning(state.chain());
        }
        if (!MessageDigest.isEqual(seal, seals.checkpoint(checkpoint))) {
            found(AuditFault.Kind.CHECKPOINT_FORGED, checkpoint.name());
            return seals.beginning(state.chain());
        }
        return checkpoint;
    }

    private void look(AuditPage page, AuditMark before, boolean first) {
        pages++;
        entries += page.entries();
        boolean follows = page.number() == before.number() + 1;
        if (!follows) {
            found(first ? AuditFault.Kind.CUT_BEGINNING : AuditFault.Kind.MISSING, name(page));
        } else if (!MessageDigest.isEqual(page.mac(), seals.page(before.mac(), page.body()))) {
            found(AuditFault.Kind.CHANGED, name(page));
        } else if (!dated(page)) {
            found(AuditFault.Kind.MISDATED, name(page));
        }
        if (oldest == null || page.written().isBefore(oldest)) {
            oldest = page.written();
        }
        if (newest == null || page.written().isAfter(newest)) {
            newest = page.written();
        }
    }

    /** By these two columns pages are purged and counted; the MAC is over the body alone. */
    private static boolean dated(AuditPage page) {
        try {
            List<AuditLine> lines = AuditLine.read(page);
            return lines.size() == page.entries()
                    && !lines.isEmpty()
                    && lines.get(lines.size() - 1).at().equals(page.written());
        } catch (IOException e) {
            return false;
        }
    }

    private static String name(AuditPage page) {
        return "%016x page %d".formatted(page.chain(), page.number());
    }

    private void found(AuditFault.Kind kind, String where) {
        found++;
        if (faults.size() < FAULTS_KEPT) {
            faults.add(new AuditFault(kind, where));
        }
    }
}
