package org.waypost.itinerary.stay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;

/** What one question costs without the database: 15 days of 180 minutes, decoded, and their presences found. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StayBench {
    private static final StayRules RULES = StayRules.longerThan(Duration.ofHours(4));

    private final List<byte[]> days = new ArrayList<>();

    public StayBench() {
        Random random = new Random(1);
        for (int day = 0; day < 15; day++) {
            Track track = Track.EMPTY;
            for (int i = 0; i < 60; i++) {
                int start = random.nextInt(Track.MINUTES_PER_DAY - 3);
                int place = start < 480 || start > 1080 ? 430100 : 430200;
                for (int minute = start; minute < start + 3; minute++) {
                    track = track.union(Track.of(minute, place, SightingKind.STRONG));
                }
            }
            days.add(track.encode());
        }
    }

    @Benchmark
    public List<Presence> presences() {
        List<DayTrack> tracks = new ArrayList<>();
        for (byte[] day : days) {
            tracks.add(new DayTrack(20_000 + tracks.size(), Track.decode(day)));
        }
        return StayDetector.presences(tracks, RULES);
    }
}
