package org.waypost.gateway.smpp.pdu;

import java.util.Arrays;

/** The esm_class octet: messaging mode, message type and GSM network features (SMPP 3.4, clause 5.2.12). */
public record EsmClass(int value) {
    public static final EsmClass DEFAULT = new EsmClass(0);
    /** short_message begins with a user data header. */
    public static final EsmClass WITH_USER_DATA_HEADER = new EsmClass(0x40);

    private static final int TYPE = 0x3C;
    private static final int RECEIPT = 0x04;
    private static final int INTERMEDIATE_NOTIFICATION = 0x20;
    private static final int USER_DATA_HEADER_INDICATOR = 0x40;

    private static final EsmClass[] ALL = new EsmClass[256];

    static {
        Arrays.setAll(ALL, EsmClass::new);
    }

    /** @param value 0 to 255 */
    public static EsmClass of(int value) {
        return ALL[value];
    }

    public boolean hasUserDataHeader() {
        return (value & USER_DATA_HEADER_INDICATOR) != 0;
    }

    /** Whether the message is a person's, not a receipt or an acknowledgement about another message. */
    public boolean isOrdinary() {
        return (value & TYPE) == 0;
    }

    /** Whether the message is a network's report on an earlier one: a delivery receipt or an intermediate notification. */
    public boolean isReport() {
        int type = value & TYPE;
        return type == RECEIPT || type == INTERMEDIATE_NOTIFICATION;
    }
}
