package org.waypost.itinerary.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2 that writes the header of a database's file after what the header points to is on the disk
 * ({@link HeaderLastFile}). H2 makes its objects by reflection.
 */
public final class HeaderLastPath extends FilePathWrapper {
    private static final String SCHEME = "headerlast";
    private static final String DATABASE = ".mv.db";

    /**
     * The JDBC URL of a database in a file.
     *
     * @param file with the scheme of what writes it, without suffix
     */
    static String over(String file) {
        FilePath.register(new HeaderLastPath());
        return "jdbc:h2:" + SCHEME + ":" + file;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel real = getBase().open(mode);
        return getName().endsWith(DATABASE) ? new HeaderLastFile(real) : real;
    }
}
