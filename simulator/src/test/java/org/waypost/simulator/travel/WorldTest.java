package org.waypost.simulator.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @Test
    void makesTheSameTravellersFromTheSameSeed() {
        World one = new World(7, 300, 16, TODAY, Noise.CALM);
        World other = new World(7, 300, 16, TODAY, Noise.CALM);
        for (int i = 0; i < 300; i++) {
            assertThat(other.traveller(i)).isEqualTo(one.traveller(i));
        }
    }

    @Test
    void makesOtherTravellersFromAnotherSeed() {
        assertThat(new World(8, 1, 16, TODAY, Noise.CALM).traveller(0).journey())
                .isNotEqualTo(
                        new World(7, 1, 16, TODAY, Noise.CALM).traveller(0).journey());
    }

    @Test
    void aLargerWorldHoldsTheSmallerOne() {
        assertThat(new World(7, 900, 16, TODAY, Noise.CALM).traveller(299))
                .isEqualTo(new World(7, 300, 16, TODAY, Noise.CALM).traveller(299));
    }

    @Test
    void beginsWithOneOfEachKind() {
        World world = new World(7, 100, 16, TODAY, Noise.CALM);
        List<Kind> kinds = List.of(Kind.values());
        for (int i = 0; i < kinds.size(); i++) {
            assertThat(world.traveller(i).kind()).isEqualTo(kinds.get(i));
        }
    }

    @Test
    void sharesOfKindsAddUpToAHundred() {
        assertThat(List.of(Kind.values()).stream().mapToInt(kind -> kind.share).sum())
                .isEqualTo(100);
    }

    @Test
    void everyNumberIsADifferentMobileNumberOfChina() throws Exception {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        World world = new World(7, 500, 16, TODAY, Noise.CALM);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            String number = world.traveller(i).number();
            assertThat(numbers.getNumberType(numbers.parse(number, null))).isEqualTo(PhoneNumberType.MOBILE);
            assertThat(seen.add(number)).isTrue();
        }
    }

    @Test
    void everyEndingIsThreeDigitsAndADigitOrX() {
        World world = new World(7, 500, 16, TODAY, Noise.CALM);
        int withX = 0;
        for (int i = 0; i < 500; i++) {
            String ending = world.traveller(i).idSuffix();
            assertThat(ending).matches("[0-9]{3}[0-9X]");
            withX += ending.endsWith("X") ? 1 : 0;
        }
        assertThat(withX).isPositive();
        assertThat(world.traveller(0).idSuffix()).isEqualTo("1234");
    }

    @Test
    void dwellsFollowOneAnotherWithinTheDaysOfTheWorld() {
        for (int days : new int[] {8, 16, 40}) {
            World world = new World(days, 500, days, TODAY, Noise.CALM);
            for (int i = 0; i < 500; i++) {
                long now = World.midnight(world.firstDay());
                for (Dwell dwell : world.traveller(i).journey().dwells()) {
                    assertThat(dwell.arrival()).isGreaterThanOrEqualTo(now);
                    now = dwell.departure();
                }
                assertThat(now).isLessThanOrEqualTo(World.midnight(TODAY));
            }
        }
    }

    @Test
    void theFormerOwnerOfANumberIsGoneOnTheFirstDayOfTheNext() {
        World world = new World(7, 100, 16, TODAY, Noise.CALM);
        Traveller traveller = world.traveller(List.of(Kind.values()).indexOf(Kind.NEW_NUMBER));
        long change = World.midnight(traveller.activeFrom());
        assertThat(traveller.journey().formerOwner()).isNotEmpty().allMatch(dwell -> dwell.departure() <= change);
        assertThat(traveller.journey().dwells()).isNotEmpty().allMatch(dwell -> dwell.arrival() > change);
    }

    @Test
    void refusesAWorldTooShortOrTooLarge() {
        assertThatThrownBy(() -> new World(1, 1, 7, TODAY, Noise.CALM)).hasMessage("days 7 (expected 8 to 366)");
        assertThatThrownBy(() -> new World(1, 0, 16, TODAY, Noise.CALM))
                .hasMessage("subscribers 0 (expected 1 to 99999999)");
    }
}
