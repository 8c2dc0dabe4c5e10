package org.waypost.itinerary.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2 that has the thread that asks read and write ({@link CallersThreadFile}). H2 makes its objects by
 * reflection; tests register their own in its place.
 */
public class CallersThreadPath extends FilePathWrapper {
    private static final String SCHEME = "callersthread";

    static {
        // Once, so that what a test registers later stays.
        FilePath.register(new CallersThreadPath());
    }

    /** @param file path without suffix */
    static String prefixed(String file) {
        return SCHEME + ":" + file;
    }

    @Override
    public final String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new CallersThreadFile(Path.of(getBase().toString()), mode);
    }
}
