package org.waypost.gateway.smpp.pdu;

import java.util.Arrays;

/** The data_coding octet (SMPP 3.4, clause 5.2.19; 3GPP 23.038, clause 4). Reserved values are kept. */
public record DataCoding(int value) {
    /** The default alphabet of the peer. */
    public static final DataCoding DEFAULT = new DataCoding(0);
    /** UCS-2, big-endian. */
    public static final DataCoding UCS2 = new DataCoding(8);

    private static final DataCoding[] ALL = new DataCoding[256];

    static {
        Arrays.setAll(ALL, DataCoding::new);
    }

    /** @param value 0 to 255 */
    public static DataCoding of(int value) {
        return ALL[value];
    }
}
