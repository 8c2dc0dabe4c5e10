package org.waypost.gateway.upkeep;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waypost.gateway.store.AuditMark;
import org.waypost.gateway.store.AuditSeals;

/**
 * Where each chain of the audit ended at a moment, in a form that can be signed and kept outside the database: lines of words,
 * the last of them the MAC over the others.
 *
 * @param begun when the first of these was written, each of which goes on from the one before
 * @param at when this one was
 * @param ends by chain
 */
record AuditHeads(Instant begun, Instant at, Map<Long, AuditMark> ends) {
    private static final String TITLE = "waypost audit heads 1";

    AuditHeads {
        ends = Map.copyOf(ends);
    }

    static AuditHeads none(Instant now) {
        return new AuditHeads(now, now, Map.of());
    }

    AuditHeads with(Instant now, Collection<AuditMark> marks) {
        Map<Long, AuditMark> all = new LinkedHashMap<>(ends);
        marks.forEach(mark -> all.put(mark.chain(), mark));
        return new AuditHeads(begun, now, all);
    }

    String signed(AuditSeals seals) {
        StringBuilder text = new StringBuilder(TITLE + "\n");
        text.append("begun ").append(begun).append('\n');
        text.append("at ").append(at).append('\n');
        ends.values().stream()
                .map(AuditMark::toString)
                .sorted()
                .forEach(mark -> text.append("head ").append(mark).append('\n'));
        String mac = HexFormat.of().formatHex(seals.heads(text.toString()));
        return text.append("mac ").append(mac).append('\n').toString();
    }

    /** What {@link #signed} made; empty if it was not, or was changed since. */
    static Optional<AuditHeads> read(String text, AuditSeals seals) {
        int last = text.lastIndexOf("mac ");
        if (last < 0) {
            return Optional.empty();
        }
        String mac = text.substring(last + 4).strip();
        String before = text.substring(0, last);
        byte[] right = HexFormat.of().formatHex(seals.heads(before)).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(right, mac.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(before.lines().toList()));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static AuditHeads parse(List<String> lines) {
        Map<Long, AuditMark> ends = new LinkedHashMap<>();
        for (String line : new ArrayList<>(lines.subList(3, lines.size()))) {
            String[] words = line.split(" ", -1);
            long chain = Long.parseUnsignedLong(words[1], 16);
            ends.put(
                    chain,
                    new AuditMark(
                            chain, Long.parseLong(words[2]), HexFormat.of().parseHex(words[3])));
        }
        return new AuditHeads(
                Instant.parse(lines.get(1).substring("begun ".length())),
                Instant.parse(lines.get(2).substring("at ".length())),
                ends);
    }
}
