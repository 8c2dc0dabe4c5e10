package org.waypost.gateway.smpp.pdu;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What submit_sm, deliver_sm and data_sm have in common (SMPP 3.4, clauses 4.4.1, 4.6.1, 4.7.1). A data_sm has neither
 * protocol id, priority, times, replacement, default message nor short_message: there they are 0 and empty.
 *
 * <p>{@link #toString()} hides addresses and text.
 *
 * @param schedule when to deliver, empty for at once
 * @param validity until when, empty for the default
 * @param defaultMessageId sm_default_msg_id, a canned message of the SMSC
 * @param text short_message, at most 255 octets; not to be changed
 * @param tlvs in the order they came
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; copying each text would double the garbage
public record ShortMessage(
        String serviceType,
        Address source,
        Address destination,
        EsmClass esmClass,
        int protocolId,
        int priority,
        String schedule,
        String validity,
        int registeredDelivery,
        int replaceIfPresent,
        DataCoding dataCoding,
        int defaultMessageId,
        byte[] text,
        List<Tlv> tlvs) {
    public ShortMessage {
        tlvs = List.copyOf(tlvs);
    }

    /** A message with every other field at its default. */
    public static ShortMessage of(
            Address source, Address destination, EsmClass esmClass, DataCoding dataCoding, byte[] text) {
        return new ShortMessage("", source, destination, esmClass, 0, 0, "", "", 0, 0, dataCoding, 0, text, List.of());
    }

    public ShortMessage withValidity(String replacement) {
        return new ShortMessage(
                serviceType,
                source,
                destination,
                esmClass,
                protocolId,
                priority,
                schedule,
                replacement,
                registeredDelivery,
                replaceIfPresent,
                dataCoding,
                defaultMessageId,
                text,
                tlvs);
    }

    public ShortMessage withRegisteredDelivery(int replacement) {
        return new ShortMessage(
                serviceType,
                source,
                destination,
                esmClass,
                protocolId,
                priority,
                schedule,
                validity,
                replacement,
                replaceIfPresent,
                dataCoding,
                defaultMessageId,
                text,
                tlvs);
    }

    public ShortMessage withTlvs(List<Tlv> replacement) {
        return new ShortMessage(
                serviceType,
                source,
                destination,
                esmClass,
                protocolId,
                priority,
                schedule,
                validity,
                registeredDelivery,
                replaceIfPresent,
                dataCoding,
                defaultMessageId,
                text,
                replacement);
    }

    /** The first TLV with this tag, or null. */
    public @Nullable Tlv tlv(int tag) {
        return Tlv.find(tlvs, tag);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ShortMessage that && fields().equals(that.fields()) && Arrays.equals(text, that.text);
    }

    @Override
    public int hashCode() {
        return 31 * fields().hashCode() + Arrays.hashCode(text);
    }

    private List<Object> fields() {
        return List.of(
                serviceType,
                source,
                destination,
                esmClass,
                protocolId,
                priority,
                schedule,
                validity,
                registeredDelivery,
                replaceIfPresent,
                dataCoding,
                defaultMessageId,
                tlvs);
    }

    @Override
    public String toString() {
        return "ShortMessage[%s to %s, esm_class 0x%02X, data_coding 0x%02X, %d octets, %s]"
                .formatted(source, destination, esmClass.value(), dataCoding.value(), text.length, tlvs);
    }
}
