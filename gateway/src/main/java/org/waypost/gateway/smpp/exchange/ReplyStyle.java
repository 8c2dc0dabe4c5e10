package org.waypost.gateway.smpp.exchange;

/**
 * How replies to a peer are written.
 *
 * @param sourceTon type of number of the short code
 * @param sourceNpi numbering plan of the short code
 * @param destinationTon type of number of the subscriber, whose number is written in international form without a plus
 * @param destinationNpi numbering plan of the subscriber
 * @param body where the text stands
 * @param parts how a text of several parts says so; without effect where one message carries it all
 * @param receipts whether the peer is asked to report what becomes of each
 */
public record ReplyStyle(
        int sourceTon,
        int sourceNpi,
        int destinationTon,
        int destinationNpi,
        Body body,
        Parts parts,
        boolean receipts) {
    private static final int INTERNATIONAL = 1;
    private static final int ISDN = 1;

    public static final ReplyStyle DEFAULT =
            new ReplyStyle(0, ISDN, INTERNATIONAL, ISDN, Body.SHORT_MESSAGE, Parts.UDH, false);

    /** Where the text of a reply stands. */
    public enum Body {
        /** Each part in the field made for it. */
        SHORT_MESSAGE,
        /** The whole text in one message, in the parameter message_payload (SMPP 3.4, clause 5.3.2.32). */
        MESSAGE_PAYLOAD
    }

    /** How parts name the whole they belong to. */
    public enum Parts {
        /** In a user data header before the text (3GPP 23.040, clause 9.2.3.24). */
        UDH,
        /** In the sar_ parameters (SMPP 3.4, clauses 5.3.2.22 to 5.3.2.24). */
        SAR
    }

    /** Whether a peer that knows no optional parameters can read it. */
    boolean needsNoTlv() {
        return body == Body.SHORT_MESSAGE && parts == Parts.UDH;
    }

    public ReplyStyle withSource(int ton, int npi) {
        return new ReplyStyle(ton, npi, destinationTon, destinationNpi, body, parts, receipts);
    }

    public ReplyStyle withDestination(int ton, int npi) {
        return new ReplyStyle(sourceTon, sourceNpi, ton, npi, body, parts, receipts);
    }

    public ReplyStyle withBody(Body replacement) {
        return new ReplyStyle(sourceTon, sourceNpi, destinationTon, destinationNpi, replacement, parts, receipts);
    }

    public ReplyStyle withParts(Parts replacement) {
        return new ReplyStyle(sourceTon, sourceNpi, destinationTon, destinationNpi, body, replacement, receipts);
    }

    public ReplyStyle withReceipts(boolean asked) {
        return new ReplyStyle(sourceTon, sourceNpi, destinationTon, destinationNpi, body, parts, asked);
    }
}
