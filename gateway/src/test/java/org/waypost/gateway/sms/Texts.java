package org.waypost.gateway.sms;

import java.util.Random;

/** Texts for property tests, of one alphabet or mixed. */
final class Texts {
    private static final String[] PLAIN = "a b Z 0 9 @ £ Δ \n é ü # ?".split(" ", -1);
    private static final String[] ESCAPED = "€ [ ] { } ~ ^ | \\".split(" ", -1);
    private static final String[] CHINESE = "长 沙 、 （ ） ， ＃ \uD83D\uDE00 \uD840\uDC0B".split(" ", -1);

    private Texts() {}

    static String any(Random random, int characters) {
        String[][] sets = random.nextBoolean() ? new String[][] {PLAIN, ESCAPED} : new String[][] {PLAIN, CHINESE};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            String[] set = sets[random.nextInt(sets.length)];
            text.append(set[random.nextInt(set.length)]);
        }
        return text.toString();
    }
}
