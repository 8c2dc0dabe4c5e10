package org.waypost.gateway.smpp.pdu;

import java.util.List;

/**
 * A protocol data unit of SMPP 3.4 (clause 4).
 *
 * <p>{@code sequence} is the sequence_number, any 32 bits: what a peer chose is answered with the same number, legal or not.
 */
public sealed interface Pdu {
    CommandId command();

    int sequence();

    /** Wants an answer. */
    sealed interface Request extends Pdu {}

    /** Answers the request with the same sequence. */
    sealed interface Response extends Pdu {
        CommandStatus status();
    }

    /** A request that carries a message. */
    sealed interface MessageRequest extends Request {
        ShortMessage message();
    }

    /**
     * bind_receiver, bind_transmitter or bind_transceiver.
     *
     * @param interfaceVersion as the peer wrote it, 0x34 for SMPP 3.4
     */
    record Bind(
            BindType type,
            int sequence,
            String systemId,
            String password,
            String systemType,
            int interfaceVersion,
            Address addressRange)
            implements Request {
        @Override
        public CommandId command() {
            return type.command();
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Bind[%s, sequence %d, system_id %s, interface_version 0x%02X]"
                    .formatted(type, sequence, systemId, interfaceVersion);
        }
    }

    /** @param systemId empty unless bound */
    record BindResp(BindType type, int sequence, CommandStatus status, String systemId, List<Tlv> tlvs)
            implements Response {
        public BindResp {
            tlvs = List.copyOf(tlvs);
        }

        @Override
        public CommandId command() {
            return type.command().response();
        }
    }

    record Outbind(int sequence, String systemId, String password) implements Request {
        @Override
        public CommandId command() {
            return CommandId.OUTBIND;
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Outbind[sequence %d, system_id %s]".formatted(sequence, systemId);
        }
    }

    record Unbind(int sequence) implements Request {
        @Override
        public CommandId command() {
            return CommandId.UNBIND;
        }
    }

    record UnbindResp(int sequence, CommandStatus status) implements Response {
        @Override
        public CommandId command() {
            return CommandId.UNBIND_RESP;
        }
    }

    record EnquireLink(int sequence) implements Request {
        @Override
        public CommandId command() {
            return CommandId.ENQUIRE_LINK;
        }
    }

    record EnquireLinkResp(int sequence, CommandStatus status) implements Response {
        @Override
        public CommandId command() {
            return CommandId.ENQUIRE_LINK_RESP;
        }
    }

    record GenericNack(int sequence, CommandStatus status) implements Response {
        @Override
        public CommandId command() {
            return CommandId.GENERIC_NACK;
        }
    }

    record SubmitSm(int sequence, ShortMessage message) implements MessageRequest {
        @Override
        public CommandId command() {
            return CommandId.SUBMIT_SM;
        }
    }

    record DeliverSm(int sequence, ShortMessage message) implements MessageRequest {
        @Override
        public CommandId command() {
            return CommandId.DELIVER_SM;
        }
    }

    record DataSm(int sequence, ShortMessage message) implements MessageRequest {
        @Override
        public CommandId command() {
            return CommandId.DATA_SM;
        }
    }

    /**
     * Answers any {@link MessageRequest}.
     *
     * @param command submit_sm_resp, deliver_sm_resp or data_sm_resp
     * @param messageId empty where there is none; always so in deliver_sm_resp (SMPP 3.4, clause 4.6.2)
     */
    record MessageResp(CommandId command, int sequence, CommandStatus status, String messageId, List<Tlv> tlvs)
            implements Response {
        public MessageResp {
            tlvs = List.copyOf(tlvs);
        }

        /** The answer to this request. */
        public static MessageResp to(MessageRequest request, CommandStatus status, String messageId) {
            return new MessageResp(request.command().response(), request.sequence(), status, messageId, List.of());
        }

        public MessageResp withTlvs(List<Tlv> replacement) {
            return new MessageResp(command, sequence, status, messageId, replacement);
        }
    }

    /** A request of SMPP that this gateway does not serve; its body is not looked at. */
    record OtherRequest(CommandId command, int sequence) implements Request {}

    /** The response to an {@link OtherRequest}; without a body. */
    record OtherResp(CommandId command, int sequence, CommandStatus status) implements Response {}

    /** A refusal of this request in the form that belongs to it. */
    static Response refusal(CommandId request, int sequence, CommandStatus status) {
        return switch (request) {
            case BIND_RECEIVER -> new BindResp(BindType.RECEIVER, sequence, status, "", List.of());
            case BIND_TRANSMITTER -> new BindResp(BindType.TRANSMITTER, sequence, status, "", List.of());
            case BIND_TRANSCEIVER -> new BindResp(BindType.TRANSCEIVER, sequence, status, "", List.of());
            case UNBIND -> new UnbindResp(sequence, status);
            case ENQUIRE_LINK -> new EnquireLinkResp(sequence, status);
            case SUBMIT_SM, DELIVER_SM, DATA_SM -> new MessageResp(request.response(), sequence, status, "", List.of());
            default ->
                request.response() == CommandId.GENERIC_NACK
                        ? new GenericNack(sequence, status)
                        : new OtherResp(request.response(), sequence, status);
        };
    }
}
