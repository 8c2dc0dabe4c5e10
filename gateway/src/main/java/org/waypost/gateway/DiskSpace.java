package org.waypost.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.store.DatabaseAddress;

/** The disk of an embedded database; a server looks after its own. */
record DiskSpace(DatabaseAddress database) {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);

    /** Free bytes; no end of them where nobody can tell. */
    long free() {
        Path file = database.file();
        try {
            return file == null
                    ? Long.MAX_VALUE
                    : Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
        } catch (IOException e) {
            LOG.warn("cannot tell how full the disk is: {}", e.getMessage());
            return Long.MAX_VALUE;
        }
    }
}
