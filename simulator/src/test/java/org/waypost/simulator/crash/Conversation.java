package org.waypost.simulator.crash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.waypost.simulator.ledger.Question;
import org.waypost.simulator.ledger.Question.Kind;
import org.waypost.simulator.smsc.ShortMessage;

/**
 * What one subscriber asks, one text after the other. No two replies of one are alike in short code and length.
 *
 * @param steps in order
 */
record Conversation(List<Step> steps) {
    /** At once, with consent, with an ID ending, in two parts, of two products, withdrawn. */
    static final List<Conversation> ALL = List.of(
            of(new Step("10010", Kind.DISCLOSING, Marker.DISCLOSURE, List.of("CXMYD#1234"))),
            of(
                    new Step("10001", Kind.PLAIN, Marker.CONSENT, List.of("CXMYD#1234")),
                    new Step("10001", Kind.DISCLOSING, Marker.DISCLOSURE, List.of("Y"))),
            of(
                    new Step("10086", Kind.PLAIN, Marker.ENDING, List.of("CXMYD")),
                    new Step("10086", Kind.DISCLOSING, Marker.DISCLOSURE, List.of("1234"))),
            of(new Step("10010", Kind.DISCLOSING, Marker.DISCLOSURE, List.of("CXMYD", "#1234"))),
            of(
                    new Step("10000", Kind.DISCLOSING, Marker.DISCLOSURE, List.of("XCK")),
                    new Step("10010", Kind.DISCLOSING, Marker.DISCLOSURE, List.of("CXMYD#1234")),
                    new Step("10001", Kind.PLAIN, Marker.HELP, List.of("帮助"))),
            of(
                    new Step("10010", Kind.DISCLOSING, Marker.DISCLOSURE, List.of("CXMYD#1234")),
                    new Step("10001", Kind.WITHDRAWING, Marker.WITHDRAWAL, List.of("TD"))));

    private static Conversation of(Step... steps) {
        return new Conversation(List.of(steps));
    }

    /** What each kind of reply says, and no other. */
    private static final class Marker {
        static final String DISCLOSURE = "根据您的授权查询";
        static final String CONSENT = "回复Y即授权";
        static final String ENDING = "后四位，即视为授权";
        static final String HELP = "查询本机行程请发送";
        static final String WITHDRAWAL = "已撤回您的授权";
    }

    /**
     * One text.
     *
     * @param pieces in which it is handed over
     */
    record Step(String shortCode, Question.Kind kind, String marker, List<String> pieces) {
        ShortMessage part(String sender, int number) {
            byte[] characters = pieces.get(number - 1).getBytes(StandardCharsets.UTF_16BE);
            if (pieces.size() == 1) {
                return new ShortMessage(sender, shortCode, 8, false, characters);
            }
            byte[] octets = new byte[6 + characters.length];
            System.arraycopy(new byte[] {5, 0, 3, 77, (byte) pieces.size(), (byte) number}, 0, octets, 0, 6);
            System.arraycopy(characters, 0, octets, 6, characters.length);
            return new ShortMessage(sender, shortCode, 8, true, octets);
        }

        int parts() {
            return pieces.size();
        }
    }
}
