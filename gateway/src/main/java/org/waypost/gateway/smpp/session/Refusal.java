package org.waypost.gateway.smpp.session;

import java.util.List;
import org.waypost.gateway.smpp.codec.Decoded;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;

/** What a peer is told whose request is not taken: every request with a readable header is owed a response. */
final class Refusal {
    private Refusal() {}

    /** Of a body that cannot be read; a response of that kind is only counted. */
    static List<Action> unreadable(Decoded.Unreadable unreadable) {
        int commandId = unreadable.header().commandId();
        int sequence = unreadable.header().sequence();
        Action count = new Action.Count(Tally.UNREADABLE);
        if (CommandId.isResponse(commandId)) {
            return List.of(count);
        }
        CommandId command = CommandId.of(commandId);
        Pdu.Response refusal = command == null
                ? new Pdu.GenericNack(sequence, unreadable.status())
                : Pdu.refusal(command, sequence, unreadable.status());
        return List.of(count, new Action.Write(refusal));
    }

    /** Of what the peer may not send in this state. */
    static List<Action> outOfState(Pdu.Request request, SessionState state) {
        boolean secondBind = request instanceof Pdu.Bind && state != SessionState.OPEN;
        return refuse(
                request,
                secondBind ? CommandStatus.ALREADY_BOUND : CommandStatus.INVALID_BIND_STATUS,
                Tally.OUT_OF_STATE);
    }

    /** Of an operation of SMPP that is not served. */
    static List<Action> notServed(Pdu.Request request) {
        CommandStatus status = switch (request.command()) {
            case QUERY_SM -> CommandStatus.QUERY_FAILED;
            case CANCEL_SM -> CommandStatus.CANCEL_FAILED;
            case REPLACE_SM -> CommandStatus.REPLACE_FAILED;
            case SUBMIT_MULTI -> CommandStatus.SUBMIT_FAILED;
            case BROADCAST_SM -> CommandStatus.BROADCAST_FAILED;
            case QUERY_BROADCAST_SM -> CommandStatus.BROADCAST_QUERY_FAILED;
            case CANCEL_BROADCAST_SM -> CommandStatus.BROADCAST_CANCEL_FAILED;
            default -> CommandStatus.INVALID_COMMAND_ID;
        };
        return refuse(request, status, Tally.NOT_SERVED);
    }

    /** Of a message that comes too fast, or too late. */
    static List<Action> throttled(Pdu.MessageRequest request) {
        return refuse(request, CommandStatus.THROTTLED, Tally.THROTTLED);
    }

    private static List<Action> refuse(Pdu.Request request, CommandStatus status, Tally tally) {
        Pdu.Response refusal = Pdu.refusal(request.command(), request.sequence(), status);
        return List.of(new Action.Count(tally), new Action.Write(refusal));
    }
}
