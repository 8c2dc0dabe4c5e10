package org.waypost.gateway.sms;

/** How the octets of a short message spell characters. */
public enum Alphabet {
    /** GSM 7-bit default alphabet with its extension table, one septet an octet (3GPP 23.038, clause 6.2.1). */
    GSM7,
    /** Seven-bit ASCII (IA5). */
    ASCII,
    /** ISO 8859-1. */
    LATIN1,
    /** UTF-8, by agreement with a peer. */
    UTF8,
    /** UCS-2, big-endian; surrogate pairs are read as UTF-16 (3GPP 23.038, clause 6.2.3). */
    UCS2,
    /** Eight-bit data, or a coding nobody here reads. */
    BINARY
}
