package org.waypost.gateway.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar that runs. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"waypost " + (version == null ? "(not packaged)" : version)};
    }
}
