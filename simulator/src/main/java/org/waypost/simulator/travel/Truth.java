package org.waypost.simulator.travel;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.waypost.simulator.travel.Dwell.Coverage;
import org.waypost.simulator.travel.Journey.Silence;

/**
 * What the right answer to a question would be, told from the journey alone.
 *
 * <p>How it works. Dwells that follow one another in one place are one presence. It counts with what lies between the day
 * before the window (or the first day the number was the traveller's) and the window's last midnight, and only if it
 * reaches into the window. That is the truth. What the network can see of it is less: up to an update period at each end is
 * missing, the phone being off for longer than {@link #TOLERATED_SILENCE} parts a presence in two, and border cells may
 * mean two cities. A case is clear when none of this can change the answer.
 */
public final class Truth {
    /** A longer silence parts a presence. */
    public static final Duration TOLERATED_SILENCE = Duration.ofHours(12);

    /** Nearer to the threshold than this, a right answer hangs on when the phone happened to report; and one minute of rounding. */
    public static final Duration MARGIN = Duration.ofSeconds(2L * Signals.LONGEST_UPDATE_PERIOD + 60);

    private static final long MARGIN_SECONDS = MARGIN.toSeconds();
    private static final long PROMPT_SECONDS = 60;

    private Truth() {}

    /**
     * A question, as a product defines it.
     *
     * @param firstDay first day of the window
     * @param lastDay last day of the window, inclusive
     * @param threshold length of a stay that counts
     * @param inclusive whether exactly the threshold counts
     */
    public record Question(LocalDate firstDay, LocalDate lastDay, Duration threshold, boolean inclusive) {
        /** The cities of the 14 days before today with a stay longer than four hours. */
        public static Question ofCity14(LocalDate today) {
            return new Question(today.minusDays(14), today.minusDays(1), Duration.ofHours(4), false);
        }

        boolean passes(long seconds) {
            return inclusive ? seconds >= threshold.toSeconds() : seconds > threshold.toSeconds();
        }
    }

    /**
     * The right answer.
     *
     * @param places without repetition, the place of the last counting presence first
     * @param seen whether the network saw the phone at all in the window
     * @param near whether a real stay is so near to the threshold, or to the window's beginning, that the answer hangs on
     *     when the phone happened to report
     * @param hidden whether the phone was off for so much of a real stay that what lies between its first and its last
     *     sighting there may be too short, or too long ago, to count: no rule can tell it from a short visit
     * @param clear whether the network's view must lead to this answer
     */
    public record Answer(List<Locality> places, boolean seen, boolean near, boolean hidden, boolean clear) {
        public Answer {
            places = List.copyOf(places);
        }
    }

    private record Piece(Locality where, long from, long until, boolean border) {
        long seconds() {
            return until - from;
        }
    }

    public static Answer answer(Traveller traveller, Question question) {
        long opens = World.midnight(question.firstDay());
        long closes = World.midnight(question.lastDay().plusDays(1));
        long readFrom =
                Math.max(World.midnight(question.firstDay().minusDays(1)), World.midnight(traveller.activeFrom()));
        List<Piece> real = clipped(presences(traveller.journey()), readFrom, closes);
        List<Piece> visible = clipped(pieces(traveller.journey()), readFrom, closes);
        List<Locality> places = places(real, question, opens);
        boolean seen = visible.stream().anyMatch(piece -> piece.until() > opens);
        boolean near = real.stream().anyMatch(piece -> near(piece, question, opens));
        boolean clear = places(visible, question, opens).equals(places)
                && visible.stream().noneMatch(piece -> piece.border() || near(piece, question, opens));
        boolean hidden = real.stream()
                .filter(piece -> piece.until() > opens && counts(piece, question))
                .anyMatch(piece -> hidden(piece, traveller.journey().silences(), question, opens));
        return new Answer(places, seen, near, hidden, clear);
    }

    private static List<Locality> places(List<Piece> pieces, Question question, long opens) {
        LinkedHashSet<Locality> places = new LinkedHashSet<>();
        for (int i = pieces.size() - 1; i >= 0; i--) {
            Piece piece = pieces.get(i);
            if (piece.until() > opens && counts(piece, question)) {
                places.add(piece.where());
            }
        }
        return new ArrayList<>(places);
    }

    private static boolean counts(Piece piece, Question question) {
        return piece.where() instanceof Locality.Country || question.passes(piece.seconds());
    }

    private static boolean near(Piece piece, Question question, long opens) {
        if (piece.until() <= opens) {
            return false;
        }
        boolean anySighting = anySighting(piece, question);
        long threshold = anySighting ? 0 : question.threshold().toSeconds();
        // The first event after an arrival is at most a minute late: for "any sighting" that is all that must be seen.
        long margin = anySighting ? PROMPT_SECONDS : MARGIN_SECONDS;
        if (Math.abs(piece.seconds() - threshold) <= margin) {
            return true;
        }
        boolean leavesJustAfterOpening = piece.from() < opens && piece.until() - opens <= MARGIN_SECONDS;
        return piece.seconds() > threshold && leavesJustAfterOpening;
    }

    private static boolean hidden(Piece stay, List<Silence> silences, Question question, long opens) {
        long first = stay.from();
        long last = stay.until();
        for (Silence silence : silences) {
            if (silence.from() <= first && silence.until() > first) {
                first = silence.until();
            }
            if (silence.from() < last && silence.until() >= last) {
                last = silence.from();
            }
        }
        if (anySighting(stay, question)) {
            return last - Math.max(first, opens) <= PROMPT_SECONDS;
        }
        boolean mayBeShort = last - first <= question.threshold().toSeconds() + MARGIN_SECONDS;
        return (mayBeShort || last - opens <= MARGIN_SECONDS) && (first > stay.from() || last < stay.until());
    }

    private static boolean anySighting(Piece piece, Question question) {
        return piece.where() instanceof Locality.Country || question.threshold().isZero();
    }

    private static List<Piece> presences(Journey journey) {
        List<Piece> presences = new ArrayList<>();
        for (Dwell dwell : journey.dwells()) {
            append(
                    presences,
                    new Piece(dwell.where(), dwell.arrival(), dwell.departure(), dwell.coverage() != Coverage.INNER));
        }
        return presences;
    }

    private static List<Piece> pieces(Journey journey) {
        List<Piece> pieces = presences(journey);
        for (Silence silence : journey.silences()) {
            part(pieces, silence);
        }
        return pieces;
    }

    private static List<Piece> clipped(List<Piece> pieces, long from, long until) {
        List<Piece> clipped = new ArrayList<>();
        for (Piece piece : pieces) {
            long start = Math.max(piece.from(), from);
            long end = Math.min(piece.until(), until);
            if (start < end) {
                clipped.add(new Piece(piece.where(), start, end, piece.border()));
            }
        }
        return clipped;
    }

    private static void append(List<Piece> pieces, Piece next) {
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last != null && last.where().equals(next.where()) && tolerated(next.from() - last.until())) {
            boolean border = last.border() || next.border();
            pieces.set(pieces.size() - 1, new Piece(last.where(), last.from(), next.until(), border));
        } else {
            pieces.add(next);
        }
    }

    /** Takes a silence out of every piece it touches; one that is short and inside a piece does no harm. */
    private static void part(List<Piece> pieces, Silence silence) {
        List<Piece> parted = new ArrayList<>();
        for (Piece piece : pieces) {
            boolean apart = silence.until() <= piece.from() || silence.from() >= piece.until();
            boolean within = silence.from() > piece.from() && silence.until() < piece.until();
            if (apart || (within && tolerated(silence.until() - silence.from() + Signals.LONGEST_UPDATE_PERIOD))) {
                parted.add(piece);
                continue;
            }
            if (silence.from() > piece.from()) {
                parted.add(new Piece(piece.where(), piece.from(), silence.from(), piece.border()));
            }
            if (silence.until() < piece.until()) {
                parted.add(new Piece(piece.where(), silence.until(), piece.until(), piece.border()));
            }
        }
        pieces.clear();
        pieces.addAll(parted);
    }

    private static boolean tolerated(long seconds) {
        return seconds <= TOLERATED_SILENCE.toSeconds();
    }
}
