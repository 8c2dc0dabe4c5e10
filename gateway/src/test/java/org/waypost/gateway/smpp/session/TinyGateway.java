package org.waypost.gateway.smpp.session;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;

/**
 * A listener in a process of its own, that lets everybody in; prints its port, for each octet on its standard input what it
 * uses, and ends with that.
 */
public final class TinyGateway {
    private TinyGateway() {}

    public static void main(String[] arguments) throws IOException {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        SessionUser user = new SessionUser() {
            @Override
            public void bound(SmppSession session) {}

            @Override
            public void request(SmppSession session, Pdu.MessageRequest request) {
                session.respond(Pdu.MessageResp.to(request, CommandStatus.OK, "1"), () -> {});
            }

            @Override
            public void closed(SmppSession session, CloseReason reason) {}
        };
        SmppListener listener = new SmppListener(
                loops,
                loops,
                ListenerSettings.DEFAULT.withMostSessions(5_000, 5_000),
                SessionSettings.DEFAULT,
                (bind, remote) -> new BindDecision.Accepted(SessionSettings.DEFAULT, user),
                System::nanoTime,
                new Tallies(),
                new AtomicLong());
        System.out.println(listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null)
                .getPort());
        while (System.in.read() >= 0) {
            System.out.println(usage());
        }
        System.exit(0);
    }

    /** Threads, octets of heap after a collection, octets of direct buffers. */
    private static String usage() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = PlatformDependent.usedDirectMemory();
        return "%d %d %d".formatted(ManagementFactory.getThreadMXBean().getThreadCount(), heap, Math.max(0, direct));
    }
}
