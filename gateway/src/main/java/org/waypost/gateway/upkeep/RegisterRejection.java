package org.waypost.gateway.upkeep;

/** Why a line of a register file is refused. */
public enum RegisterRejection {
    BAD_LINE("the line has not as many fields as the header"),
    BAD_NUMBER("msisdn is no mobile number"),
    BAD_ENDING("id_suffix is not three digits and a digit or X"),
    BAD_DAY("active_from is no day as 2019-05-01"),
    BAD_LANGUAGE("language is neither zh nor en"),
    BAD_STATUS("status is neither active nor inactive");

    private final String explanation;

    RegisterRejection(String explanation) {
        this.explanation = explanation;
    }

    public String explanation() {
        return explanation;
    }
}
