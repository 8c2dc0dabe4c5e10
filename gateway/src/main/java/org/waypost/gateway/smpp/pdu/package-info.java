/**
 * SMPP 3.4 as values: the sealed {@link org.waypost.gateway.smpp.pdu.Pdu} records and the fields they are made of. Unknown
 * statuses, data codings and TLVs are kept as they came. Nothing here knows bytes on a wire (that is {@code smpp.codec}) or
 * what is allowed when (that is {@code smpp.session}). Addresses, texts and passwords never appear in a {@code toString}.
 */
@NullMarked
package org.waypost.gateway.smpp.pdu;

import org.jspecify.annotations.NullMarked;
