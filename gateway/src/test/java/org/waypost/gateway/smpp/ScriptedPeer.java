package org.waypost.gateway.smpp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.net.SocketFactory;
import org.waypost.gateway.smpp.codec.Decoded;
import org.waypost.gateway.smpp.codec.FieldLimits;
import org.waypost.gateway.smpp.codec.PduDecoder;
import org.waypost.gateway.smpp.codec.PduEncoder;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.Pdu;

/** Plays the other side over a real socket, step by step, as a test dictates. Every wait ends, at worst with a failure. */
public final class ScriptedPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;

    public ScriptedPeer(InetSocketAddress gateway) throws IOException {
        this(gateway, SocketFactory.getDefault());
    }

    /** @param sockets makes the socket: with TLS, say */
    public ScriptedPeer(InetSocketAddress gateway, SocketFactory sockets) throws IOException {
        this(connected(sockets.createSocket(), gateway));
    }

    private static Socket connected(Socket socket, InetSocketAddress gateway) throws IOException {
        socket.connect(gateway, PATIENCE_MILLIS);
        return socket;
    }

    ScriptedPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** A peer that is bound. */
    public static ScriptedPeer bound(InetSocketAddress gateway, BindType type, String systemId, String password)
            throws IOException {
        ScriptedPeer peer = new ScriptedPeer(gateway);
        Pdu answer = peer.ask(new Pdu.Bind(type, 1, systemId, password, "", 0x34, Address.NONE));
        if (!((Pdu.Response) answer).status().isOk()) {
            throw new IOException("bind was answered with " + answer);
        }
        return peer;
    }

    public void send(Pdu... pdus) throws IOException {
        ByteBuf out = Unpooled.buffer();
        for (Pdu pdu : pdus) {
            new PduEncoder().encode(pdu, out);
        }
        send(ByteBufUtil.getBytes(out));
    }

    public void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    public void send(String hex) throws IOException {
        send(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    /** The next PDU that comes. */
    public Pdu read() throws IOException {
        int length = in.readInt();
        byte[] octets = new byte[length];
        in.readFully(octets, Integer.BYTES, length - Integer.BYTES);
        ByteBuf frame = Unpooled.wrappedBuffer(octets).setInt(0, length);
        EmittedPdus.note(octets);
        Decoded decoded = new PduDecoder(FieldLimits.STANDARD).decode(frame);
        if (decoded instanceof Decoded.Understood understood) {
            return understood.pdu();
        }
        throw new IOException("the gateway sent " + decoded);
    }

    public Pdu ask(Pdu request) throws IOException {
        send(request);
        return read();
    }

    /** Whether the gateway has closed the connection, with nothing more to read before. */
    public boolean sawTheEnd() throws IOException {
        try {
            in.readByte();
            return false;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    /** Writes the PDU over and over, reading nothing, until the gateway has had enough. */
    public void sendUntilItEnds(Pdu pdu) {
        Pdu[] many = new Pdu[1_000];
        Arrays.fill(many, pdu);
        try {
            while (true) {
                send(many);
            }
        } catch (IOException ended) {
            // as hoped for
        }
    }

    /** Ends without a goodbye: the other side gets a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
