package org.waypost.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.ops.AdminSettings;
import org.waypost.gateway.ops.AdminToken;
import org.waypost.itinerary.keys.InvalidKeyFileException;
import org.waypost.itinerary.keys.KeyFile;

/**
 * What stands in the way of a start, all of it at once, found before anything is opened or made (contract F5). It may still
 * fail later: another process may take a port in between.
 */
final class Obstacles {
    private static final String H2_FILE = ".mv.db";

    private final List<String> files = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();

    private Obstacles() {}

    /** @throws GatewayStartException with every reason, a line each */
    static void refuse(GatewayConfig config) throws GatewayStartException {
        Obstacles found = new Obstacles();
        found.look(config);
        List<String> all = new ArrayList<>(found.files);
        all.addAll(found.ports);
        if (!all.isEmpty()) {
            int code = found.files.isEmpty() ? GatewayStartException.UNAVAILABLE : GatewayStartException.CONFIGURATION;
            throw new GatewayStartException(code, String.join("\n", all), null);
        }
    }

    private void look(GatewayConfig config) {
        keys(config.keyFile());
        folder("audit.heads", config.audit().heads());
        database("gateway.database", config.database().file());
        database("itinerary.database", config.itinerary().database().file());
        port("listen.smpp", config.listening().smpp());
        Listening.Secured smpps = config.listening().smpps();
        port("listen.smpps", smpps == null ? null : smpps.address());
        AdminSettings admin = config.admin();
        if (admin != null) {
            token(admin.token());
            port("admin.listen", admin.listen());
        }
    }

    private void keys(Path file) {
        if (!Files.exists(file)) {
            folder("keys.file", file);
            return;
        }
        try {
            KeyFile.open(file);
        } catch (IOException | InvalidKeyFileException e) {
            files.add("keys.file: " + told(e));
        }
    }

    private void token(Path file) {
        if (!Files.exists(file)) {
            folder("admin.token", file);
            return;
        }
        try {
            AdminToken.read(file);
        } catch (IOException e) {
            files.add("admin.token: " + told(e));
        }
    }

    private void database(String key, @Nullable Path path) {
        if (path == null) {
            return;
        }
        Path file = path.resolveSibling(path.getFileName() + H2_FILE);
        if (!Files.exists(file)) {
            folder(key, path);
        } else if (!Files.isReadable(file) || !Files.isWritable(file)) {
            files.add("%s: %s cannot be read and written (expected to be this user's)".formatted(key, file));
        } else {
            folder(key, path);
        }
    }

    /** Only making a file tells whether one can be made: a file system may be read-only, or full, whatever the modes say. */
    private void folder(String key, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            Files.delete(Files.createTempFile(folder, ".waypost", ".probe"));
        } catch (IOException e) {
            files.add("%s: no file can be made in %s (%s)".formatted(key, folder, told(e)));
        }
    }

    private void port(String key, @Nullable InetSocketAddress address) {
        if (address == null || address.getPort() == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            ports.add("%s: %s:%d cannot be listened on (%s)"
                    .formatted(key, address.getAddress().getHostAddress(), address.getPort(), e.getMessage()));
        }
    }

    private static String told(Exception e) {
        return e.getClass().getSimpleName().equals("IOException") || e instanceof InvalidKeyFileException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
