package org.waypost.itinerary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

class KeyRingTest {
    private static final Msisdn NUMBER = Msisdn.ofDigits("8613800138000");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-24T16:00:00Z");
    private static final byte[] CONTEXT = bytes("question 7");

    private final KeyRing ring = KeyRing.random();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<KeyRing.Purpose, byte[]> fixedKeys() {
        Map<KeyRing.Purpose, byte[]> keys = new EnumMap<>(KeyRing.Purpose.class);
        for (KeyRing.Purpose purpose : KeyRing.Purpose.values()) {
            byte[] key = new byte[KeyRing.KEY_LENGTH];
            Arrays.fill(key, (byte) purpose.name().charAt(0));
            keys.put(purpose, key);
        }
        return keys;
    }

    @Test
    void aPseudonymIsTheFirstSixteenBytesOfTheHmacOfTheDigits() throws Exception {
        Map<KeyRing.Purpose, byte[]> keys = fixedKeys();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys.get(KeyRing.Purpose.SUBSCRIBER), "HmacSHA256"));
        byte[] whole = mac.doFinal(bytes("8613800138000"));
        assertThat(new KeyRing(keys).oldest().subscriber(NUMBER))
                .isEqualTo(SubscriberKey.of(Arrays.copyOf(whole, SubscriberKey.LENGTH)));
    }

    @Test
    void pseudonymsDifferByNumberByRingAndByPurpose() {
        SubscriberKey own = ring.oldest().subscriber(NUMBER);
        assertThat(ring.oldest().subscriber(NUMBER)).isEqualTo(own);
        assertThat(ring.oldest().subscriber(Msisdn.ofDigits("8613800138001"))).isNotEqualTo(own);
        assertThat(KeyRing.random().oldest().subscriber(NUMBER)).isNotEqualTo(own);
        assertThat(ring.auditSubject(NUMBER)).isNotEqualTo(own.bytes());
    }

    @Test
    void equalEndingsOfTwoPeopleLookDifferent() {
        SubscriberKey one = ring.oldest().subscriber(NUMBER);
        SubscriberKey other = ring.oldest().subscriber(Msisdn.ofDigits("8613800138001"));
        assertThat(ring.oldest().ending(one, "123X"))
                .isEqualTo(ring.oldest().ending(one, "123X"))
                .hasSize(16);
        assertThat(ring.oldest().ending(one, "123X")).isNotEqualTo(ring.oldest().ending(other, "123X"));
        assertThat(ring.oldest().ending(one, "123X")).isNotEqualTo(ring.oldest().ending(one, "1234"));
    }

    @Test
    void repeatsAreToldApartByWhereTheirPartsEnd() {
        assertThat(ring.oldest().repeat(bytes("ab"), bytes("c")))
                .isEqualTo(ring.oldest().repeat(bytes("ab"), bytes("c")));
        assertThat(ring.oldest().repeat(bytes("ab"), bytes("c")))
                .isNotEqualTo(ring.oldest().repeat(bytes("a"), bytes("bc")));
        assertThat(ring.oldest().repeat(bytes("ab"))).isNotEqualTo(ring.oldest().repeat(bytes("ab"), bytes("")));
    }

    @Test
    void opensWhatItSealed() throws Exception {
        byte[] sealed = ring.oldest().seal(bytes("长沙"), CONTEXT);
        assertThat(ring.open(sealed, CONTEXT)).isEqualTo(bytes("长沙"));
        assertThat(ring.open(ring.oldest().seal(new byte[0], CONTEXT), CONTEXT)).isEmpty();
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(seen.add(HexFormat.of().formatHex(ring.oldest().seal(bytes("长沙"), CONTEXT))))
                    .isTrue();
        }
    }

    @Test
    void refusesToOpenWhatWasChangedAnywhereOrMoved() {
        byte[] sealed = ring.oldest().seal(bytes("长沙"), CONTEXT);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> ring.open(changed, CONTEXT)).isInstanceOf(UnreadableSealException.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> ring.open(cut, CONTEXT)).isInstanceOf(UnreadableSealException.class);
        }
        assertThatThrownBy(() -> ring.open(sealed, bytes("question 8"))).isInstanceOf(UnreadableSealException.class);
        assertThatThrownBy(() -> KeyRing.random().open(sealed, CONTEXT)).isInstanceOf(UnreadableSealException.class);
    }

    @Test
    void theFingerprintChangesWithAnyKeyAndTellsNone() {
        String fingerprint = new KeyRing(fixedKeys()).oldest().fingerprint();
        assertThat(fingerprint)
                .matches("[0-9a-f]{16}")
                .isEqualTo(new KeyRing(fixedKeys()).oldest().fingerprint());
        Set<String> fingerprints = new HashSet<>(Set.of(fingerprint));
        for (KeyRing.Purpose purpose : KeyRing.Purpose.values()) {
            Map<KeyRing.Purpose, byte[]> other = fixedKeys();
            other.get(purpose)[31] ^= 1;
            assertThat(fingerprints.add(new KeyRing(other).oldest().fingerprint()))
                    .as(purpose.name())
                    .isTrue();
        }
        String shown = ring.toString();
        for (KeyRing.Purpose purpose : KeyRing.Purpose.values()) {
            byte[] key = purpose.rotates() ? ring.oldest().key(purpose) : ring.auditKey();
            assertThat(shown)
                    .doesNotContain(HexFormat.of().formatHex(key))
                    .doesNotContain(Base64.getEncoder().encodeToString(key));
        }
    }

    @Test
    void refusesARingThatLacksAKeyOrHasAShortOne() {
        Map<KeyRing.Purpose, byte[]> keys = fixedKeys();
        keys.remove(KeyRing.Purpose.AUDIT);
        assertThatThrownBy(() -> new KeyRing(keys)).hasMessage("key for AUDIT of 0 bytes (expected 32)");
        keys.put(KeyRing.Purpose.AUDIT, new byte[31]);
        assertThatThrownBy(() -> new KeyRing(keys)).hasMessage("key for AUDIT of 31 bytes (expected 32)");
    }

    @Test
    void eachVersionIsInForceUntilTheNextOne() { // P3
        KeyRing three = ring.withNext(MIDNIGHT).withNext(MIDNIGHT.plusSeconds(86_400));
        assertThat(three.inForce(Instant.EPOCH.minusSeconds(1)).number()).isEqualTo(1);
        assertThat(three.inForce(MIDNIGHT.minusNanos(1)).number()).isEqualTo(1);
        assertThat(three.inForce(MIDNIGHT).number()).isEqualTo(2);
        assertThat(three.inForce(Instant.MAX).number()).isEqualTo(3);
        assertThat(numbers(three.inForceBetween(MIDNIGHT, MIDNIGHT.plusSeconds(1))))
                .containsExactly(2);
        assertThat(numbers(three.inForceBetween(MIDNIGHT.minusSeconds(1), MIDNIGHT)))
                .containsExactly(1, 2);
        assertThat(three.oldest().subscriber(NUMBER))
                .isEqualTo(ring.oldest().subscriber(NUMBER))
                .isNotEqualTo(three.newest().subscriber(NUMBER));
    }

    private static List<Integer> numbers(List<KeyVersion> versions) {
        return versions.stream().map(KeyVersion::number).toList();
    }

    @Test
    void aNumberHasAPseudonymUnderEveryVersionSomebodyMayHaveWrittenUnder() { // P3, D8
        KeyRing two = ring.withNext(MIDNIGHT);
        SubscriberKey old = two.oldest().subscriber(NUMBER);
        SubscriberKey young = two.newest().subscriber(NUMBER);
        Pseudonyms longBefore = two.pseudonyms(NUMBER, MIDNIGHT.minusSeconds(301));
        assertThat(longBefore.alone()).isTrue();
        assertThat(longBefore.current()).isEqualTo(old);
        Pseudonyms justBefore = two.pseudonyms(NUMBER, MIDNIGHT.minusSeconds(300));
        assertThat(justBefore.current()).isEqualTo(old);
        assertThat(justBefore.contested()).containsExactly(old, young);
        Pseudonyms at = two.pseudonyms(NUMBER, MIDNIGHT);
        assertThat(at.current()).isEqualTo(young);
        assertThat(at.version()).isEqualTo(2);
        assertThat(at.contested()).containsExactly(old, young);
        Pseudonyms longAfter = two.pseudonyms(NUMBER, MIDNIGHT.plusSeconds(300));
        assertThat(longAfter.keys()).containsExactly(old, young);
        assertThat(longAfter.contested()).containsExactly(young);
        assertThat(ring.pseudonyms(NUMBER, MIDNIGHT)).isEqualTo(Pseudonyms.alone(old, 1));
    }

    @Test
    void opensWhatAnyVersionSealedUntilThatIsDestroyed() throws Exception { // P1, P3
        KeyRing two = ring.withNext(MIDNIGHT);
        byte[] old = two.oldest().seal(bytes("长沙"), CONTEXT);
        byte[] young = two.newest().seal(bytes("株洲"), CONTEXT);
        assertThat(two.open(old, CONTEXT)).isEqualTo(bytes("长沙"));
        assertThat(two.open(young, CONTEXT)).isEqualTo(bytes("株洲"));
        KeyRing one = two.without(1);
        assertThat(one.open(young, CONTEXT)).isEqualTo(bytes("株洲"));
        assertThatThrownBy(() -> one.open(old, CONTEXT))
                .hasMessage("sealed text of key version 1 (the key ring holds 2 to 2)");
    }

    @Test
    void opensWhatWasSealedBeforeThereWereVersions() throws Exception { // P3
        byte[] iv = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(ring.oldest().key(KeyRing.Purpose.REPLY), "AES"),
                new GCMParameterSpec(128, iv));
        cipher.updateAAD(CONTEXT);
        byte[] text = cipher.doFinal(bytes("长沙"));
        byte[] sealed = ByteBuffer.allocate(1 + iv.length + text.length)
                .put((byte) 1)
                .put(iv)
                .put(text)
                .array();
        assertThat(ring.withNext(MIDNIGHT).open(sealed, CONTEXT)).isEqualTo(bytes("长沙"));
    }

    @Test
    void takesOverTheSameRingOnly() { // P3
        KeyRing held = new KeyRing(fixedKeys());
        KeyRing more = new KeyRing(fixedKeys()).withNext(MIDNIGHT);
        held.take(more);
        assertThat(numbers(held.versions())).containsExactly(1, 2);
        held.take(more.without(1));
        assertThat(numbers(held.versions())).containsExactly(2);
        assertThatThrownBy(() -> held.take(KeyRing.random())).hasMessageContaining("another key for AUDIT");
        assertThatThrownBy(() -> held.take(new KeyRing(fixedKeys()).withNext(MIDNIGHT)))
                .hasMessageContaining("in place of KeyVersion[2");
        assertThatThrownBy(() -> held.withNext(MIDNIGHT)).hasMessageContaining("expected the next number");
    }

    @Test
    void aDatabaseKnowsWhichVersionsItNeeds() { // P3
        KeyRing one = new KeyRing(fixedKeys());
        KeyRing two = new KeyRing(fixedKeys()).withNext(MIDNIGHT);
        Map<String, String> settings = new HashMap<>(new BoundKeys(Map.of("zone", "+08:00")).missing(one));
        assertThat(settings)
                .containsExactly(Map.entry("key-fingerprint", one.oldest().fingerprint()));
        BoundKeys bound = new BoundKeys(settings);
        assertThat(bound.refusal(two)).isEmpty();
        settings.putAll(bound.missing(two));
        assertThat(settings)
                .containsEntry("key-fingerprint-2", two.newest().fingerprint() + " from 2026-11-24T16:00:00Z");
        assertThat(new BoundKeys(settings).refusal(one))
                .hasValue(
                        "key version 2 with fingerprint %s from 2026-11-24T16:00:00Z (this key file has none, but version 1 to 1)"
                                .formatted(two.newest().fingerprint()));
        settings.put("key-fingerprint", BoundKeys.destroyed(MIDNIGHT));
        BoundKeys destroyed = new BoundKeys(settings);
        assertThat(destroyed.refusal(two)).isEmpty();
        assertThat(destroyed.left(two)).containsExactly(1);
        assertThat(destroyed.refusal(two.without(1))).isEmpty();
        assertThat(destroyed.missing(two)).isEmpty();
    }

    @Test
    void chainsAuditPages() {
        byte[] first = ring.auditMac(new byte[32], bytes("page 1"));
        assertThat(ring.auditMac(first, bytes("page 2"))).isNotEqualTo(ring.auditMac(new byte[32], bytes("page 2")));
        assertThat(KeyRing.same(first, first.clone())).isTrue();
        assertThat(KeyRing.same(first, ring.auditMac(first, bytes("page 1")))).isFalse();
    }
}
