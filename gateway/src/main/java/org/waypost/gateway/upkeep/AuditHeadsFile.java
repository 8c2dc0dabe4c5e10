package org.waypost.gateway.upkeep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.store.AuditMark;
import org.waypost.gateway.store.AuditPage;
import org.waypost.gateway.store.AuditSeals;
import org.waypost.gateway.store.AuditState;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * The file outside the database that says where each chain of the audit ended, written every minute and at the stop.
 *
 * <p>How it works: a chain alone cannot tell that its end is gone. The file can, as long as it never takes back what it said: a
 * head moves on only if the page it named before is still there, with the MAC it had, or was purged with a checkpoint. Otherwise
 * the old head stays and {@link AuditProof} goes on finding what is missing.
 */
public final class AuditHeadsFile {
    private static final Logger LOG = LoggerFactory.getLogger(AuditHeadsFile.class);

    private final Path file;
    private final AuditSeals seals;
    private final Clock clock;

    public AuditHeadsFile(Path file, AuditSeals seals, Clock clock) {
        this.file = file;
        this.seals = seals;
        this.clock = clock;
    }

    Path file() {
        return file;
    }

    /** What the file says; empty if it was changed. */
    Optional<AuditHeads> read() throws IOException {
        return AuditHeads.read(Files.readString(file, StandardCharsets.UTF_8), seals);
    }

    /**
     * Writes where the chains end now; leaves the file alone where somebody changed it who has not the key.
     *
     * @throws IOException if it cannot be written
     */
    public synchronized void sign(GatewayStore store) throws IOException, StoreUnavailableException {
        Instant now = clock.instant();
        AuditHeads before;
        try {
            Optional<AuditHeads> signed = read();
            if (signed.isEmpty()) {
                LOG.error("{} was changed and is left as it is: 'waypost audit verify'", file);
                return;
            }
            before = signed.get();
        } catch (NoSuchFileException e) {
            LOG.info("{} begins", file);
            before = AuditHeads.none(now);
        }
        List<AuditMark> moved = new ArrayList<>();
        for (AuditState state : store.auditStates()) {
            AuditMark head = before.ends().get(state.chain());
            AuditMark end = end(state);
            if (end == null || (head != null && head.number() == end.number())) {
                continue;
            }
            if (head == null || continues(store, head, state, end)) {
                moved.add(end);
            } else {
                LOG.error(
                        "chain {} of the audit does not go on from where it was: 'waypost audit verify'", head.name());
            }
        }
        write(before.with(now, moved).signed(seals));
    }

    /** The last page, or what stands for it. */
    private static @Nullable AuditMark end(AuditState state) {
        return state.last() == null ? state.checkpoint() : state.last();
    }

    private static boolean continues(GatewayStore store, AuditMark head, AuditState state, AuditMark end)
            throws StoreUnavailableException {
        AuditMark checkpoint = state.checkpoint();
        if (checkpoint != null && checkpoint.number() >= head.number()) {
            return true;
        }
        if (end.number() < head.number()) {
            return false;
        }
        List<AuditPage> named = store.auditPages(head.chain(), head.number() - 1, 1);
        return !named.isEmpty()
                && named.get(0).number() == head.number()
                && MessageDigest.isEqual(named.get(0).mac(), head.mac());
    }

    private void write(String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, ".audit-heads", ".new");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
