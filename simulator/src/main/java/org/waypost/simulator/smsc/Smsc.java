package org.waypost.simulator.smsc;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * An SMSC bound as transceiver to a gateway. Safe for use by any thread.
 *
 * <p>Messages from the gateway are taken one after the other, in the order they came: jSMPP's pool of readers is set to
 * one. A full phone, and a number nobody attached, are answered with the status a carrier would use.
 */
public final class Smsc implements AutoCloseable {
    private static final int ENQUIRE_LINK_MILLIS = 15_000;
    private static final int UDHI = 0x40;

    /** Requests of the gateway that may wait here; it gets 0x58 for what comes beyond. */
    private static final int QUEUE_CAPACITY = 1_000;

    private final SMPPSession session = new SMPPSession();
    private final Map<String, Phone> phones = new ConcurrentHashMap<>();
    private volatile @Nullable Phone others;

    private Smsc() {}

    /**
     * Connects and binds.
     *
     * @throws IOException if there is nobody at the other end, or it refuses the bind
     */
    public static Smsc bind(SmscLink link) throws IOException {
        Smsc smsc = new Smsc();
        smsc.connect(link);
        return smsc;
    }

    private void connect(SmscLink link) throws IOException {
        session.setPduProcessorDegree(1);
        session.setQueueCapacity(QUEUE_CAPACITY);
        session.setEnquireLinkTimer(ENQUIRE_LINK_MILLIS);
        session.setTransactionTimer(link.responseTimer().toMillis());
        session.setMessageReceiverListener(new Deliveries());
        BindParameter bind = new BindParameter(
                BindType.BIND_TRX,
                link.systemId(),
                link.password(),
                "",
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                "");
        try {
            session.connectAndBind(
                    link.host(), link.port(), bind, link.responseTimer().toMillis());
        } catch (IOException e) {
            session.close();
            throw e;
        }
    }

    /** Whether the session is bound. */
    public boolean bound() {
        return session.getSessionState().isBound();
    }

    /** Routes what is sent to a number to this phone, in place of any other. */
    public void attach(String number, Phone phone) {
        phones.put(number, phone);
    }

    /** Routes what is sent to any number without a phone of its own to this one. */
    public void attachOthers(Phone phone) {
        others = phone;
    }

    public void detach(String number) {
        phones.remove(number);
    }

    /** Hands a subscriber's message to the gateway and waits for its answer. */
    public Submission submit(ShortMessage message) {
        try {
            return new Submission.Acknowledged(session.submitShortMessage(
                            "",
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            message.from(),
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.ISDN,
                            message.to(),
                            esmClass(message),
                            (byte) 0,
                            (byte) 0,
                            null,
                            null,
                            new RegisteredDelivery(0),
                            (byte) 0,
                            DataCodings.newInstance((byte) message.dataCoding()),
                            (byte) 0,
                            message.octets())
                    .getMessageId());
        } catch (NegativeResponseException e) {
            return new Submission.Refused(e.getCommandStatus());
        } catch (ResponseTimeoutException e) {
            return new Submission.Unanswered("nothing within " + session.getTransactionTimer() + " ms");
        } catch (PDUException e) {
            throw new IllegalArgumentException("message cannot be written as submit_sm: " + e.getMessage(), e);
        } catch (InvalidResponseException | IOException e) {
            return new Submission.Unanswered(String.valueOf(e.getMessage()));
        }
    }

    private static ESMClass esmClass(ShortMessage message) {
        return new ESMClass(
                MessageMode.DEFAULT,
                MessageType.DEFAULT,
                message.header() ? GSMSpecificFeature.UDHI : GSMSpecificFeature.DEFAULT);
    }

    /** Unbinds and closes. */
    @Override
    public void close() {
        session.unbindAndClose();
    }

    /** A number in the spelling phones are attached by: country code and national number, digits only. */
    public static String canonical(String address) {
        String digits = address.startsWith("+") ? address.substring(1) : address;
        return digits.length() == 11 && digits.startsWith("1") ? "86" + digits : digits;
    }

    private final class Deliveries implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
            Phone phone = phones.getOrDefault(canonical(pdu.getDestAddress()), others);
            if (phone == null) {
                throw new ProcessRequestException("no such subscriber", SMPPConstant.STAT_ESME_RINVDSTADR);
            }
            if (!phone.take(message(pdu))) {
                throw new ProcessRequestException("phone full", SMPPConstant.STAT_ESME_RMSGQFUL);
            }
        }

        private static ShortMessage message(DeliverSm pdu) {
            byte[] octets = pdu.getShortMessage();
            OptionalParameter.Message_payload payload =
                    pdu.getOptionalParameter(OptionalParameter.Message_payload.class);
            if (payload != null) {
                octets = payload.getValue();
            }
            return new ShortMessage(
                    pdu.getSourceAddr(),
                    canonical(pdu.getDestAddress()),
                    pdu.getDataCoding() & 0xFF,
                    (pdu.getEsmClass() & UDHI) != 0,
                    octets == null ? new byte[0] : octets);
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alert) {
            // An SMSC asks for none.
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("data_sm not in use here", SMPPConstant.STAT_ESME_RINVCMDID);
        }
    }
}
