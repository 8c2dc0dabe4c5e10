package org.waypost.gateway.sms;

import org.jspecify.annotations.Nullable;

/**
 * A language for which 3GPP 23.038 has tables in place of the default ones (clause 6.2.1.2.4 and annex A). Those of India and
 * Pakistan are not read.
 */
public enum NationalLanguage {
    /** None: the default alphabet and its extension table (clauses 6.2.1 and 6.2.1.1). */
    DEFAULT(
            0,
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
            ""),
    TURKISH(
            1,
            "@£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BŞşßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§çabcdefghijklmnopqrstuvwxyzäöñüà",
            "GĞIİSŞcçgğiısş"),
    /** Has no locking shift table: where one is announced the default alphabet stays. */
    SPANISH(2, DEFAULT.locking, "\tçAÁIÍOÓUÚaáiíoóuú"),
    PORTUGUESE(
            3,
            "@£$¥êéúíóç\nÔô\rÁáΔ_ªÇÀ∞^\\€Ó|\u001BÂâÊÉ !\"#º%&'()*+,-./0123456789:;<=>?"
                    + "ÍABCDEFGHIJKLMNOPQRSTUVWXYZÃÕÚÜ§~abcdefghijklmnopqrstuvwxyzãõ`üà",
            "\u0005ê\tç\u000BÔ\fô\u000EÁ\u000Fá\u0012Φ\u0013Γ\u0015Ω\u0016Π\u0017Ψ\u0018Σ\u0019Θ\u001FÊ"
                    + "AÀIÍOÓUÚ[Ã\\ÕaÂiíoóuú{ã|õ\u007Fâ");

    private static final int SEPTETS = 128;

    /** What the single shift tables have in common, in the form of {@code own} below. */
    private static final String EXTENSION = "\n\f\u0014^({)}/\\<[=~>]@|e€";

    private final int identifier;
    private final String locking;
    private final String single;

    /**
     * @param own what its single shift table has beyond the others: by turns a septet, written as the ASCII character of that
     *     number, and what it spells behind an escape
     */
    NationalLanguage(int identifier, String locking, String own) {
        this.identifier = identifier;
        this.locking = locking;
        char[] escaped = new char[SEPTETS];
        String pairs = EXTENSION + own;
        for (int i = 0; i < pairs.length(); i += 2) {
            escaped[pairs.charAt(i)] = pairs.charAt(i + 1);
        }
        this.single = new String(escaped);
    }

    /** The language with this identifier; null for one that is not read. */
    static @Nullable NationalLanguage of(int identifier) {
        for (NationalLanguage language : values()) {
            if (language.identifier == identifier) {
                return language;
            }
        }
        return null;
    }

    /** What a septet spells. */
    char locking(int septet) {
        return locking.charAt(septet);
    }

    /** What a septet spells behind an escape; 0 for nothing. */
    char single(int septet) {
        return single.charAt(septet);
    }
}
