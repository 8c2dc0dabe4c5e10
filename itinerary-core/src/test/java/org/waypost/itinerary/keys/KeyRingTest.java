package org.waypost.itinerary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;

class KeyRingTest {
    private static final Msisdn NUMBER = Msisdn.ofDigits("8613800138000");
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
        assertThat(new KeyRing(keys).subscriber(NUMBER))
                .isEqualTo(SubscriberKey.of(Arrays.copyOf(whole, SubscriberKey.LENGTH)));
    }

    @Test
    void pseudonymsDifferByNumberByRingAndByPurpose() {
        SubscriberKey own = ring.subscriber(NUMBER);
        assertThat(ring.subscriber(NUMBER)).isEqualTo(own);
        assertThat(ring.subscriber(Msisdn.ofDigits("8613800138001"))).isNotEqualTo(own);
        assertThat(KeyRing.random().subscriber(NUMBER)).isNotEqualTo(own);
        assertThat(ring.auditSubject(NUMBER)).isNotEqualTo(own.bytes());
    }

    @Test
    void equalEndingsOfTwoPeopleLookDifferent() {
        SubscriberKey one = ring.subscriber(NUMBER);
        SubscriberKey other = ring.subscriber(Msisdn.ofDigits("8613800138001"));
        assertThat(ring.ending(one, "123X")).isEqualTo(ring.ending(one, "123X")).hasSize(16);
        assertThat(ring.ending(one, "123X")).isNotEqualTo(ring.ending(other, "123X"));
        assertThat(ring.ending(one, "123X")).isNotEqualTo(ring.ending(one, "1234"));
    }

    @Test
    void repeatsAreToldApartByWhereTheirPartsEnd() {
        assertThat(ring.repeat(bytes("ab"), bytes("c"))).isEqualTo(ring.repeat(bytes("ab"), bytes("c")));
        assertThat(ring.repeat(bytes("ab"), bytes("c"))).isNotEqualTo(ring.repeat(bytes("a"), bytes("bc")));
        assertThat(ring.repeat(bytes("ab"))).isNotEqualTo(ring.repeat(bytes("ab"), bytes("")));
    }

    @Test
    void opensWhatItSealed() throws Exception {
        byte[] sealed = ring.seal(bytes("长沙"), CONTEXT);
        assertThat(ring.open(sealed, CONTEXT)).isEqualTo(bytes("长沙"));
        assertThat(ring.open(ring.seal(new byte[0], CONTEXT), CONTEXT)).isEmpty();
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(seen.add(HexFormat.of().formatHex(ring.seal(bytes("长沙"), CONTEXT))))
                    .isTrue();
        }
    }

    @Test
    void refusesToOpenWhatWasChangedAnywhereOrMoved() {
        byte[] sealed = ring.seal(bytes("长沙"), CONTEXT);
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
        String fingerprint = new KeyRing(fixedKeys()).fingerprint();
        assertThat(fingerprint).matches("[0-9a-f]{16}").isEqualTo(new KeyRing(fixedKeys()).fingerprint());
        Set<String> fingerprints = new HashSet<>(Set.of(fingerprint));
        for (KeyRing.Purpose purpose : KeyRing.Purpose.values()) {
            Map<KeyRing.Purpose, byte[]> other = fixedKeys();
            other.get(purpose)[31] ^= 1;
            assertThat(fingerprints.add(new KeyRing(other).fingerprint()))
                    .as(purpose.name())
                    .isTrue();
        }
        String shown = ring.toString();
        for (KeyRing.Purpose purpose : KeyRing.Purpose.values()) {
            assertThat(shown)
                    .doesNotContain(HexFormat.of().formatHex(ring.key(purpose)))
                    .doesNotContain(Base64.getEncoder().encodeToString(ring.key(purpose)));
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
    void chainsAuditPages() {
        byte[] first = ring.auditMac(new byte[32], bytes("page 1"));
        assertThat(ring.auditMac(first, bytes("page 2"))).isNotEqualTo(ring.auditMac(new byte[32], bytes("page 2")));
        assertThat(KeyRing.same(first, first.clone())).isTrue();
        assertThat(KeyRing.same(first, ring.auditMac(first, bytes("page 1")))).isFalse();
    }
}
