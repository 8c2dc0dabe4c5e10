package org.waypost.gateway.ops;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where the admin endpoint is.
 *
 * @param listen where it listens; it speaks no TLS
 * @param token the file with the secret that opens it; made at first start
 * @param hosts names beside the loopback's under which it may be addressed, lower case
 */
public record AdminSettings(InetSocketAddress listen, Path token, Set<String> hosts) {
    public AdminSettings {
        hosts = Set.copyOf(hosts);
    }

    /** The same with its token in another folder and on any free port of the loopback. */
    public AdminSettings relocated(Path folder) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new AdminSettings(any, folder.resolve("admin-token"), hosts);
    }
}
