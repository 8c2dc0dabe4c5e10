package org.waypost.itinerary.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrackTest {
    private static final int ROUNDS = 500;

    private final Random random = new Random(20261124);

    @Test
    void unionIsCommutativeAssociativeAndIdempotent() {
        for (int round = 0; round < ROUNDS; round++) {
            Track a = Tracks.random(random, 30);
            Track b = Tracks.random(random, 30);
            Track c = Tracks.random(random, 30);
            assertThat(a.union(b)).isEqualTo(b.union(a)).hasSameHashCodeAs(b.union(a));
            assertThat(a.union(b).union(c)).isEqualTo(a.union(b.union(c)));
            assertThat(a.union(a)).isEqualTo(a);
            assertThat(a.union(Track.EMPTY)).isEqualTo(a);
        }
    }

    @Test
    void decodesWhatItEncodes() {
        for (int round = 0; round < ROUNDS; round++) {
            Track track = Tracks.random(random, 1 + random.nextInt(300));
            assertThat(Track.decode(track.encode())).isEqualTo(track);
        }
    }

    @Test
    void holdsExactlyWhatAMapOfBitSetsHolds() {
        for (int round = 0; round < ROUNDS; round++) {
            TreeMap<String, BitSet> expected = new TreeMap<>();
            Track track = Track.EMPTY;
            for (int i = 0; i < 100; i++) {
                Track one = Tracks.randomSighting(random);
                track = track.union(one);
                String layer = one.place(0) + " " + one.kind(0);
                expected.computeIfAbsent(layer, key -> new BitSet()).set(one.nextMinute(0));
            }
            TreeMap<String, BitSet> found = new TreeMap<>();
            Track decoded = Track.decode(track.encode());
            for (int layer = 0; layer < decoded.layerCount(); layer++) {
                BitSet minutes = new BitSet();
                for (int minute = 0; minute < Track.MINUTES_PER_DAY; minute++) {
                    minutes.set(minute, decoded.contains(layer, minute));
                }
                found.put(decoded.place(layer) + " " + decoded.kind(layer), minutes);
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void equalSetsHaveEqualBytesWhateverTheOrder() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Track> sightings = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                sightings.add(Tracks.randomSighting(random));
            }
            byte[] bytes = sightings.stream().reduce(Track.EMPTY, Track::union).encode();
            sightings.addAll(sightings.subList(0, 20));
            java.util.Collections.shuffle(sightings, random);
            assertThat(sightings.stream().reduce(Track.EMPTY, Track::union).encode())
                    .isEqualTo(bytes);
        }
    }

    @Test
    void refusesBytesThatEncodingWouldNotHaveWritten() {
        int accepted = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Tracks.random(random, 6).encode();
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) random.nextInt(256);
            byte[] damaged = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 3)) : bytes;
            try {
                assertThat(Track.decode(damaged).encode()).isEqualTo(damaged);
                accepted++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("encoded track of " + damaged.length + " bytes");
            }
        }
        assertThat(accepted).isPositive();
    }

    @Test
    void refusesAnotherVersion() {
        byte[] bytes = Track.of(0, 430100, SightingKind.STRONG).encode();
        bytes[0] = 2;
        assertThatThrownBy(() -> Track.decode(bytes)).hasMessageContaining("expected form version 1");
    }

    @Test
    void theStoredFormNeverChanges() {
        Track track = Track.of(0, 430100, SightingKind.STRONG)
                .union(Track.of(1, 430100, SightingKind.STRONG))
                .union(Track.of(1439, 430200, SightingKind.BORDER_HOME));
        assertThat(track.encode()).isEqualTo(new byte[] {1, 2, -68, -32, 78, 1, 1, -83, 2, 1, -4, 44});
    }

    @Test
    void anOrdinaryDayOfFourHundredEventsTakesAtMostOneHundredAndFiftyBytes() {
        double bytes = 0;
        for (int day = 0; day < 200; day++) {
            bytes += Tracks.bursty(random, 400).encode().length;
        }
        assertThat(bytes / 200).isLessThan(150);
    }

    @Test
    void aFullDayFitsTheColumn() {
        Track track = Track.EMPTY;
        for (int minute = 0; minute < Track.MINUTES_PER_DAY; minute++) {
            for (int place = 0; place < 20; place++) {
                track = track.union(Track.of(minute, 430000 + place, SightingKind.of((minute + place) % 3)));
            }
        }
        assertThat(track.encode().length).isLessThan(1_000_000);
        assertThat(Track.decode(track.encode())).isEqualTo(track);
    }

    @Test
    void countsSightingsWithoutTheNeighborsOfABorderCell() {
        Track track = Track.of(7, 430100, SightingKind.BORDER_HOME)
                .union(Track.of(7, 430200, SightingKind.BORDER_NEIGHBOR))
                .union(Track.of(8, 430200, SightingKind.STRONG));
        assertThat(track.sightings()).isEqualTo(2);
    }

    @Test
    void refusesAMinuteOutsideTheDay() {
        assertThatThrownBy(() -> Track.of(1440, 430100, SightingKind.STRONG))
                .hasMessage("minute 1440 (expected 0 to 1439)");
    }

    @Test
    void saysNothingAboutWhereAndWhen() {
        assertThat(Track.of(7, 430100, SightingKind.STRONG)).hasToString("Track[1 sightings]");
    }
}
