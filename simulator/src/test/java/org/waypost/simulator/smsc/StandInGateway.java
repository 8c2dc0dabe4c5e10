package org.waypost.simulator.smsc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
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
import org.jsmpp.session.BindRequest;
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

/**
 * A gateway by jSMPP, for one SMSC at a time: knows the password "right", refuses texts to short code 404 as an unknown
 * one, and sends what it is told to.
 */
public final class StandInGateway implements AutoCloseable {
    private final SMPPServerSessionListener listener;
    private volatile int port;
    private final ExecutorService acceptor = Executors.newSingleThreadExecutor();
    private final BlockingQueue<SMPPServerSession> bound = new LinkedBlockingQueue<>();
    private final AtomicLong ids = new AtomicLong();
    private final BlockingQueue<SubmitSm> submitted = new LinkedBlockingQueue<>();

    public StandInGateway() throws IOException {
        listener = new SMPPServerSessionListener(0, new AnyPort());
        listener.setMessageReceiverListener(new Submissions());
        acceptor.execute(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                SMPPServerSession session = listener.accept();
                BindRequest request = session.waitForBind(5_000);
                if (request.getPassword().equals("right")) {
                    request.accept("stand-in", InterfaceVersion.IF_34);
                    bound.add(session);
                } else {
                    request.reject(SMPPConstant.STAT_ESME_RBINDFAIL);
                }
            }
        } catch (IOException e) {
            // The listener was closed: the test is over.
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    public SubmitSm nextSubmission() throws InterruptedException {
        return submitted.take();
    }

    /**
     * Sends to the SMSC that bound first.
     *
     * @return the status it answered with
     */
    public int deliver(ShortMessage message) throws Exception {
        return deliver(message, message.header() ? 0x40 : 0);
    }

    /** The same, for a report about an earlier message. */
    public int report(ShortMessage receipt) throws Exception {
        return deliver(receipt, 0x04);
    }

    private int deliver(ShortMessage message, int esmClass) throws Exception {
        SMPPServerSession session = bound.take();
        bound.add(session);
        try {
            session.deliverShortMessage(
                    "",
                    TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.ISDN,
                    message.from(),
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    message.to(),
                    new ESMClass(esmClass),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    DataCodings.newInstance((byte) message.dataCoding()),
                    message.octets());
            return 0;
        } catch (NegativeResponseException e) {
            return e.getCommandStatus();
        }
    }

    /** Breaks the connection without an unbind. */
    public void hangUp() throws InterruptedException {
        bound.take().close();
    }

    @Override
    public void close() {
        acceptor.shutdownNow();
        bound.forEach(SMPPServerSession::close);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Remembers the port the system chose; jSMPP itself does not tell. */
    private final class AnyPort implements ServerConnectionFactory {
        @Override
        public ServerConnection listen(int ignored) throws IOException {
            ServerSocket socket = new ServerSocket(0);
            port = socket.getLocalPort();
            return new ServerSocketConnection(socket);
        }

        @Override
        public ServerConnection listen(int ignored, int timeout) throws IOException {
            return listen(ignored);
        }

        @Override
        public ServerConnection listen(int ignored, int timeout, int backlog) throws IOException {
            return listen(ignored);
        }
    }

    private final class Submissions implements ServerMessageReceiverListener {
        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession source) throws ProcessRequestException {
            if (pdu.getDestAddress().equals("404")) {
                throw new ProcessRequestException("no such short code", SMPPConstant.STAT_ESME_RINVDSTADR);
            }
            submitted.add(pdu);
            try {
                return new SubmitSmResult(new MessageId("id-" + ids.incrementAndGet()), new OptionalParameter[0]);
            } catch (PDUStringException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession source) throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession source) throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession source) throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unsupported();
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
            throw unsupported();
        }

        private static ProcessRequestException unsupported() {
            return new ProcessRequestException("not in use", SMPPConstant.STAT_ESME_RINVCMDID);
        }
    }
}
