package org.waypost.simulator.smsc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's side by jSMPP, and nothing behind it: lets anybody bind, acknowledges every text and sends it back. What a
 * gateway costs beyond SMPP shows beside it.
 */
public final class Esme implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Esme.class);
    private static final int PROCESSORS = 4;
    private static final int SENDERS = 40;

    /** Replies that may wait; beyond, a text is refused as too much at once. */
    private static final int WAITING = 10_000;

    private static final long BIND_MILLIS = 5_000;

    private final Port port;
    private final SMPPServerSessionListener listener;
    private final ThreadFactory threads;
    private final ThreadPoolExecutor senders;
    private final AtomicLong ids = new AtomicLong();

    private Esme(int wanted, ThreadFactory threads) throws IOException {
        this.threads = threads;
        port = new Port(wanted);
        listener = new SMPPServerSessionListener(wanted, port);
        listener.setPduProcessorDegree(PROCESSORS);
        listener.setQueueCapacity(WAITING);
        listener.setMessageReceiverListener(new Texts());
        senders = new ThreadPoolExecutor(
                SENDERS, SENDERS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), threads);
    }

    /** @param port on the loopback; 0 for any */
    public static Esme listen(int port, ThreadFactory threads) throws IOException {
        Esme esme = new Esme(port, threads);
        threads.newThread(esme::accept).start();
        return esme;
    }

    public int port() {
        return port.socket.getLocalPort();
    }

    private void accept() {
        while (!port.socket.isClosed()) {
            try {
                SMPPServerSession session = listener.accept();
                threads.newThread(() -> bind(session)).start();
            } catch (IOException e) {
                LOG.debug("no session: {}", e.getMessage());
            }
        }
    }

    private static void bind(SMPPServerSession session) {
        try {
            session.waitForBind(BIND_MILLIS).accept("echo", InterfaceVersion.IF_34);
        } catch (PDUStringException | TimeoutException | IOException | IllegalStateException e) {
            LOG.debug("no bind: {}", e.getMessage());
            session.close();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        senders.shutdownNow();
    }

    /** Remembers the port the system chose; jSMPP does not tell. */
    private static final class Port implements ServerConnectionFactory {
        private final ServerSocket socket;

        Port(int wanted) throws IOException {
            socket = new ServerSocket(wanted, 0, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerConnection listen(int ignored) {
            return new ServerSocketConnection(socket);
        }

        @Override
        public ServerConnection listen(int ignored, int timeout) {
            return listen(ignored);
        }

        @Override
        public ServerConnection listen(int ignored, int timeout, int backlog) {
            return listen(ignored);
        }
    }

    private final class Texts implements ServerMessageReceiverListener {
        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm text, SMPPServerSession session)
                throws ProcessRequestException {
            if (senders.getQueue().remainingCapacity() < PROCESSORS) {
                throw new ProcessRequestException("too much at once", SMPPConstant.STAT_ESME_RTHROTTLED);
            }
            senders.execute(() -> sendBack(text, session));
            try {
                return new SubmitSmResult(
                        new MessageId(Long.toHexString(ids.incrementAndGet())), new OptionalParameter[0]);
            } catch (PDUStringException e) {
                throw new IllegalStateException(e);
            }
        }

        private void sendBack(SubmitSm text, SMPPServerSession session) {
            try {
                session.deliverShortMessage(
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.ISDN,
                        text.getDestAddress(),
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        text.getSourceAddr(),
                        new ESMClass(text.getEsmClass()),
                        (byte) 0,
                        (byte) 0,
                        new RegisteredDelivery(0),
                        DataCodings.newInstance(text.getDataCoding()),
                        text.getShortMessage());
            } catch (PDUException
                    | ResponseTimeoutException
                    | InvalidResponseException
                    | NegativeResponseException
                    | IOException e) {
                LOG.debug("not sent back: {}", e.getMessage());
            }
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession session)
                throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession session) throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession session) throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession session) throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession session)
                throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession session)
                throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm pdu, SMPPServerSession session)
                throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm pdu, Session session) throws ProcessRequestException {
            throw unsupported();
        }

        private static ProcessRequestException unsupported() {
            return new ProcessRequestException("not in use here", SMPPConstant.STAT_ESME_RINVCMDID);
        }
    }
}
