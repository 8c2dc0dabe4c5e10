package org.waypost.gateway.smpp.exchange;

import java.util.Map;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.sms.Alphabet;

/**
 * How a peer and we write to each other, where SMPP leaves it open or the peer departs from it.
 *
 * @param defaultAlphabet what data_coding 0 means to it
 * @param reply how replies to it are written
 * @param statuses what it means by a command_status, where that differs from the specification
 * @param idInDeliverResp whether deliver_sm_resp carries a message_id; SMPP 3.4 (clause 4.6.2) says that it does not
 */
public record Dialect(
        Alphabet defaultAlphabet, ReplyStyle reply, Map<Integer, Settlement> statuses, boolean idInDeliverResp) {
    public static final Dialect STANDARD = new Dialect(Alphabet.GSM7, ReplyStyle.DEFAULT, Map.of(), false);

    public Dialect {
        statuses = Map.copyOf(statuses);
    }

    public Dialect withDefaultAlphabet(Alphabet replacement) {
        return new Dialect(replacement, reply, statuses, idInDeliverResp);
    }

    public Dialect withReply(ReplyStyle replacement) {
        return new Dialect(defaultAlphabet, replacement, statuses, idInDeliverResp);
    }

    public Dialect withStatuses(Map<Integer, Settlement> replacement) {
        return new Dialect(defaultAlphabet, reply, replacement, idInDeliverResp);
    }

    public Dialect withIdInDeliverResp(boolean carried) {
        return new Dialect(defaultAlphabet, reply, statuses, carried);
    }
}
