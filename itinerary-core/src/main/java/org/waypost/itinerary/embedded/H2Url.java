package org.waypost.itinerary.embedded;

/** Where a database in a file is, for JDBC: read and written as {@link CallersThreadPath} and {@link HeaderLastPath} do. */
public final class H2Url {
    /**
     * H2 keeps the last thousand small values of all its databases, to use one object for equal ones. Every value that is read
     * from a page or bound to a statement is looked for there and put there, by all threads into one array. H2 reads this
     * property once, when its first class needs it; whoever sets it on the command line has the say.
     */
    private static final String OBJECT_CACHE = "h2.objectCache";

    static {
        if (System.getProperty(OBJECT_CACHE) == null) {
            System.setProperty(OBJECT_CACHE, "false");
        }
    }

    private H2Url() {}

    /** @param file path without suffix */
    public static String of(String file) {
        return HeaderLastPath.over(CallersThreadPath.prefixed(file));
    }
}
