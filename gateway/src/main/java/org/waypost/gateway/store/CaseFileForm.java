package org.waypost.gateway.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.CityOverride;
import org.waypost.gateway.authorization.CityOverrides;
import org.waypost.gateway.authorization.Consent;
import org.waypost.gateway.authorization.Digest;
import org.waypost.gateway.authorization.OpenDialogue;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.authorization.Tally;
import org.waypost.gateway.query.Language;

/**
 * The bytes of a case file in its row, a version first. The registration is not among them: it has a table of its own.
 * Times are milliseconds.
 */
final class CaseFileForm {
    private static final int VERSION = 3;
    /** Before it there were no overrides. */
    private static final int WITH_OVERRIDES = 2;

    private static final int FIRST_VERSION = 1;

    private static final long NO_TIME = Long.MIN_VALUE;

    private CaseFileForm() {}

    static byte[] write(CaseFile file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writeConsents(out, file.consents());
            writeDialogue(out, file.dialogue());
            writeTally(out, file.tally());
            writeLast(out, file.last());
            writeOverrides(out, file.overrides());
            writeAcknowledged(out, file.acknowledged());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static CaseFile read(byte[] body, @Nullable Registration registration) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            int version = in.readUnsignedByte();
            if (version < FIRST_VERSION || version > VERSION) {
                throw new IllegalStateException("case file of version %d (expected %d): written by a newer Waypost?"
                        .formatted(version, VERSION));
            }
            return new CaseFile(
                    registration,
                    readConsents(in),
                    readDialogue(in),
                    readTally(in),
                    readLast(in),
                    version < WITH_OVERRIDES ? CityOverrides.NONE : readOverrides(in),
                    version < VERSION ? List.of() : readAcknowledged(in));
        } catch (IOException e) {
            throw new UncheckedIOException("case file of %d bytes is damaged".formatted(body.length), e);
        }
    }

    private static void writeOverrides(DataOutputStream out, CityOverrides overrides) throws IOException {
        out.writeByte(overrides.all().size());
        for (CityOverride override : overrides.all()) {
            out.writeLong(override.id());
            out.writeUTF(override.city());
            out.writeLong(override.first().toEpochDay());
            out.writeLong(override.last().toEpochDay());
        }
    }

    private static CityOverrides readOverrides(DataInputStream in) throws IOException {
        List<CityOverride> overrides = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            overrides.add(new CityOverride(
                    in.readLong(),
                    in.readUTF(),
                    LocalDate.ofEpochDay(in.readLong()),
                    LocalDate.ofEpochDay(in.readLong())));
        }
        return new CityOverrides(overrides);
    }

    private static void writeAcknowledged(DataOutputStream out, List<CaseFile.Acknowledged> requests)
            throws IOException {
        out.writeByte(requests.size());
        for (CaseFile.Acknowledged request : requests) {
            out.writeByte(request.digest().bytes().length);
            out.write(request.digest().bytes());
            out.writeLong(request.question());
            out.writeLong(request.received().toEpochMilli());
        }
    }

    private static List<CaseFile.Acknowledged> readAcknowledged(DataInputStream in) throws IOException {
        List<CaseFile.Acknowledged> requests = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            Digest digest = Digest.of(in.readNBytes(in.readUnsignedByte()));
            requests.add(new CaseFile.Acknowledged(digest, in.readLong(), Instant.ofEpochMilli(in.readLong())));
        }
        return requests;
    }

    private static void writeConsents(DataOutputStream out, Map<String, Consent> consents) throws IOException {
        out.writeByte(consents.size());
        for (Consent consent : consents.values()) {
            out.writeUTF(consent.service());
            out.writeLong(consent.at().toEpochMilli());
            out.writeUTF(consent.channel());
            out.writeUTF(consent.wording());
        }
    }

    private static Map<String, Consent> readConsents(DataInputStream in) throws IOException {
        Map<String, Consent> consents = new HashMap<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            String service = in.readUTF();
            consents.put(
                    service, new Consent(service, Instant.ofEpochMilli(in.readLong()), in.readUTF(), in.readUTF()));
        }
        return consents;
    }

    private static void writeDialogue(DataOutputStream out, @Nullable OpenDialogue dialogue) throws IOException {
        out.writeBoolean(dialogue != null);
        if (dialogue != null) {
            out.writeUTF(dialogue.peer());
            out.writeUTF(dialogue.service());
            out.writeUTF(dialogue.shortCode());
            out.writeUTF(dialogue.step().name());
            out.writeUTF(dialogue.language().tag());
            out.writeLong(dialogue.expires().toEpochMilli());
        }
    }

    private static @Nullable OpenDialogue readDialogue(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        return new OpenDialogue(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                OpenDialogue.Step.valueOf(in.readUTF()),
                Language.of(in.readUTF()).orElse(Language.CHINESE),
                Instant.ofEpochMilli(in.readLong()));
    }

    private static void writeTally(DataOutputStream out, Tally tally) throws IOException {
        out.writeByte(tally.recentReplies().size());
        for (Instant at : tally.recentReplies()) {
            out.writeLong(at.toEpochMilli());
        }
        writeDay(out, tally.replyDay());
        out.writeInt(tally.repliesOnDay());
        writeTime(out, tally.lastHelp());
        out.writeByte(tally.perPeer().size());
        for (Map.Entry<String, Tally.PeerTally> peer : tally.perPeer().entrySet()) {
            out.writeUTF(peer.getKey());
            writeDay(out, peer.getValue().day());
            out.writeInt(peer.getValue().itineraries());
            out.writeInt(peer.getValue().wrongEndings());
            writeTime(out, peer.getValue().lastWrong());
        }
    }

    private static Tally readTally(DataInputStream in) throws IOException {
        List<Instant> recent = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            recent.add(Instant.ofEpochMilli(in.readLong()));
        }
        LocalDate replyDay = readDay(in);
        int replies = in.readInt();
        Instant lastHelp = readTime(in);
        Map<String, Tally.PeerTally> perPeer = new HashMap<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            String peer = in.readUTF();
            LocalDate day = readDay(in);
            perPeer.put(
                    peer,
                    new Tally.PeerTally(day == null ? LocalDate.EPOCH : day, in.readInt(), in.readInt(), readTime(in)));
        }
        return new Tally(recent, replyDay, replies, lastHelp, perPeer);
    }

    private static void writeLast(DataOutputStream out, CaseFile.@Nullable LastMessage last) throws IOException {
        out.writeBoolean(last != null);
        if (last != null) {
            out.writeByte(last.digest().length);
            out.write(last.digest());
            out.writeLong(last.question());
            out.writeLong(last.at().toEpochMilli());
            out.writeLong(last.start());
            out.writeBoolean(last.repeatable());
        }
    }

    private static CaseFile.@Nullable LastMessage readLast(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        byte[] digest = in.readNBytes(in.readUnsignedByte());
        return new CaseFile.LastMessage(
                digest, in.readLong(), Instant.ofEpochMilli(in.readLong()), in.readLong(), in.readBoolean());
    }

    private static void writeTime(DataOutputStream out, @Nullable Instant at) throws IOException {
        out.writeLong(at == null ? NO_TIME : at.toEpochMilli());
    }

    private static @Nullable Instant readTime(DataInputStream in) throws IOException {
        long at = in.readLong();
        return at == NO_TIME ? null : Instant.ofEpochMilli(at);
    }

    private static void writeDay(DataOutputStream out, @Nullable LocalDate day) throws IOException {
        out.writeLong(day == null ? NO_TIME : day.toEpochDay());
    }

    private static @Nullable LocalDate readDay(DataInputStream in) throws IOException {
        long day = in.readLong();
        return day == NO_TIME ? null : LocalDate.ofEpochDay(day);
    }
}
