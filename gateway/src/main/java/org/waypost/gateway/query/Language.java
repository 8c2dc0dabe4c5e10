package org.waypost.gateway.query;

import java.util.Arrays;
import java.util.Optional;

/** The languages a reply is written in. */
public enum Language {
    CHINESE("zh"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The ISO 639-1 code, as it stands in the register and in file names. */
    public String tag() {
        return tag;
    }

    /** The language of an ISO 639-1 code; empty for one we do not write. */
    public static Optional<Language> of(String tag) {
        return Arrays.stream(values()).filter(l -> l.tag.equals(tag)).findFirst();
    }
}
