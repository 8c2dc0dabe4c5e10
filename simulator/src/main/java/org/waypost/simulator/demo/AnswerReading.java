package org.waypost.simulator.demo;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Chinese answer as an employer would: which places does it list? */
public final class AnswerReading {
    /** {@code 前14天（…）停留超过4小时的地方：长沙、株洲。} */
    private static final Pattern LIST = Pattern.compile("天（[^）]*）[^：。；]*：([^。；]+)[。；]");

    private AnswerReading() {}

    /** The places in the order of the text; empty if it is no answer with places. */
    public static Optional<List<String>> places(String text) {
        Matcher list = LIST.matcher(text);
        return list.find() ? Optional.of(List.of(list.group(1).split("、", -1))) : Optional.empty();
    }
}
