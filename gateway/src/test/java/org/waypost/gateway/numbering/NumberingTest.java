package org.waypost.gateway.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.itinerary.model.Msisdn;

class NumberingTest {
    private static final int E164 = 1;
    private static final Msisdn CANONICAL = Msisdn.ofDigits("8613800138000");

    private final Numbering numbering = new Numbering();

    // M16
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+8613800138000",
                "8613800138000",
                "008613800138000",
                "13800138000",
                "013800138000",
                "+86 138 0013 8000",
                "+86-138-0013-8000",
                "(+86)13800138000",
                "＋８６１３８００１３８０００",
                "１３８００１３８０００",
                "\uFEFF138\u200B0013\u00A08000",
                "\u202A+8613800138000\u202C",
                " 13800138000 ",
            })
    void everySpellingIsOneNumber(String spelling) {
        assertThat(numbering.parse(spelling)).contains(CANONICAL);
        for (int typeOfNumber = 0; typeOfNumber <= 2; typeOfNumber++) {
            assertThat(numbering.parse(typeOfNumber, E164, spelling)).contains(CANONICAL);
        }
    }

    // M18
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 99, 255, -1})
    void toleratesATypeNobodyKnows(int typeOfNumber) {
        assertThat(numbering.parse(typeOfNumber, 0, "8613800138000")).contains(CANONICAL);
        assertThat(numbering.parse(typeOfNumber, 200, "8613800138000")).contains(CANONICAL);
    }

    // M12
    @ParameterizedTest
    @CsvSource({"3", "4", "5", "6"})
    void refusesWhatIsDeclaredNoWholeNumber(int typeOfNumber) {
        assertThat(numbering.parse(typeOfNumber, E164, "13800138000")).isEmpty();
        assertThat(numbering.parse(typeOfNumber, 0, "8613800138000")).isEmpty();
    }

    // M12
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "0",
                "00",
                "0086",
                "86",
                "10001",
                "10086",
                "106575550123",
                "95588",
                "12306",
                "1069123456789",
                "Bank",
                "CHINA13800138000",
                "13800138000;ext=1",
                "13800138000x1",
                "1380013800O",
                "138001380001",
                "1380013800",
                "12800138000",
                "17911234567",
                "+8612345678901",
                "+861012345678",
                "01012345678",
                "+0",
                "++8613800138000",
                "138+00138000",
                "+00138000138000",
                "=13800138000",
                "${jndi:x}",
                "'13800138000",
                "٠١٣٨٠٠١٣٨٠٠٠",
                "１",
                "999999999999999999999",
                "+999123456789",
                "13800138000\n13800138001",
                "13800138000,13800138001",
            })
    void refusesWhatIsNoMobileNumber(String address) {
        for (int typeOfNumber = 0; typeOfNumber <= 2; typeOfNumber++) {
            assertThat(numbering.parse(typeOfNumber, E164, address)).isEmpty();
        }
    }

    // M12
    @Test
    void refusesAnImsiAndAnEndlessAddress() {
        assertThat(numbering.parse(1, 6, "8613800138000")).isEmpty();
        assertThat(numbering.parse("460001234567890")).isEmpty();
        assertThat(numbering.parse(" ".repeat(100_000) + "13800138000")).isEmpty();
        assertThat(numbering.parse("1".repeat(100_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+85291234567, 85291234567",
        "0085291234567, 85291234567",
        "+85366123456, 85366123456",
        "+886912345678, 886912345678",
        "+14155552671, 14155552671",
        "+447400123456, 447400123456",
        "+4915123456789, 4915123456789",
    })
    void readsForeignMobileNumbers(String spelling, String digits) {
        assertThat(numbering.parse(spelling)).contains(Msisdn.ofDigits(digits));
        assertThat(numbering.parse(1, E164, digits)).contains(Msisdn.ofDigits(digits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+862012345678", "+493012345678", "+85221234567", "+80012345678", "+442079460000"})
    void refusesForeignAndHomeLandLines(String spelling) {
        assertThat(numbering.parse(spelling)).isEmpty();
    }

    @Test
    void anInternationalNumberWrittenLikeAHomeNumberIsTheForeignOne() {
        assertThat(numbering.parse(1, E164, "13802345678")).contains(Msisdn.ofDigits("13802345678"));
        assertThat(numbering.parse(0, E164, "13802345678")).contains(Msisdn.ofDigits("8613802345678"));
        assertThat(numbering.parse(2, E164, "13802345678")).contains(Msisdn.ofDigits("8613802345678"));
    }

    @Test
    void aRangeTheLibraryDoesNotListYetIsAHomeNumberAllTheSame() {
        assertThat(numbering.parse("14100000000")).contains(Msisdn.ofDigits("8614100000000"));
        assertThat(numbering.parse("+86 194 0000 0000")).contains(Msisdn.ofDigits("8619400000000"));
    }

    // M16
    @Test
    void theShortWayAndTheLibraryAgree() {
        Random random = new Random(164);
        String[] prefixes = {"", "86", "+86", "0086"};
        int recognized = 0;
        for (int round = 0; round < 6_000; round++) {
            String dialed = prefixes[random.nextInt(prefixes.length)]
                    + "1" + (random.nextInt(100) < 90 ? 3 + random.nextInt(7) : random.nextInt(10))
                    + digits(random, 9 + (random.nextInt(20) == 0 ? random.nextInt(5) - 2 : 0));
            boolean international = random.nextInt(4) == 0;
            Msisdn home = Numbering.home(dialed, international);
            if (home != null) {
                assertThat(numbering.library(dialed, international)).contains(home);
                recognized++;
            }
        }
        assertThat(recognized).isGreaterThan(3_000);
    }

    @Test
    void aCanonicalNumberIsReadAsItself() {
        Random random = new Random(16);
        for (int round = 0; round < 2_000; round++) {
            String address = (random.nextBoolean() ? "+" : "") + digits(random, 5 + random.nextInt(12));
            Optional<Msisdn> read = numbering.parse(random.nextInt(3), E164, address);
            read.ifPresent(msisdn -> {
                assertThat(numbering.parse("+" + msisdn.digits())).contains(msisdn);
                assertThat(numbering.parse(1, E164, msisdn.digits())).contains(msisdn);
            });
        }
    }

    private static String digits(Random random, int length) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
