package org.waypost.gateway.smpp.session;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a bind comes from.
 *
 * @param certificate common name of the client certificate it was proven with; null without one
 */
public record Remote(InetAddress address, @Nullable String certificate) {
    static Remote of(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return new Remote(address(channel), tls == null ? null : TlsIdentity.commonName(tls));
    }

    static InetAddress address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
