package org.waypost.gateway.smpp.session;

import java.util.EnumMap;
import java.util.Map;
import org.waypost.gateway.smpp.pdu.CommandId;

/**
 * Which side may issue which request in which state (SMPP 3.4, clause 2.3). Responses are not in it: one that nothing waits
 * for is dropped in any state.
 */
public final class OperationMatrix {
    private static final SessionState[] COLUMNS = {
        SessionState.OPEN, SessionState.BOUND_TX, SessionState.BOUND_RX, SessionState.BOUND_TRX, SessionState.UNBINDING
    };

    /** E: the ESME; S: the SMSC; B: both; a dot: nobody. */
    private static final String TABLE = """
            operation               OPEN  TX  RX  TRX  UNBINDING
            bind_receiver           E     .   .   .    .
            bind_transmitter        E     .   .   .    .
            bind_transceiver        E     .   .   .    .
            outbind                 S     .   .   .    .
            unbind                  .     B   B   B    B
            submit_sm               .     E   .   E    .
            submit_multi            .     E   .   E    .
            deliver_sm              .     .   S   S    .
            data_sm                 .     E   S   B    .
            query_sm                .     E   .   E    .
            cancel_sm               .     E   .   E    .
            replace_sm              .     E   .   E    .
            broadcast_sm            .     E   .   E    .
            query_broadcast_sm      .     E   .   E    .
            cancel_broadcast_sm     .     E   .   E    .
            enquire_link            B     B   B   B    B
            alert_notification      .     .   S   S    .
            """;

    private static final Map<CommandId, String> ROWS = new EnumMap<>(CommandId.class);

    static {
        TABLE.lines().skip(1).forEach(line -> {
            String[] cells = line.trim().split(" +", -1);
            StringBuilder row = new StringBuilder();
            for (int i = 1; i < cells.length; i++) {
                row.append(cells[i]);
            }
            ROWS.put(command(cells[0]), row.toString());
        });
    }

    private OperationMatrix() {}

    private static CommandId command(String term) {
        for (CommandId command : CommandId.values()) {
            if (command.term().equals(term)) {
                return command;
            }
        }
        throw new IllegalStateException("row " + term + " (expected an operation of SMPP)");
    }

    public static boolean allows(SessionState state, Origin origin, CommandId request) {
        String row = ROWS.get(request);
        for (int i = 0; row != null && i < COLUMNS.length; i++) {
            if (COLUMNS[i] == state) {
                char who = row.charAt(i);
                return who == 'B' || who == (origin == Origin.ESME ? 'E' : 'S');
            }
        }
        return false;
    }
}
