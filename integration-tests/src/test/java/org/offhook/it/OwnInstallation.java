// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** An installed Asterisk that the harness starts itself, any number of times side by side. */
abstract sealed class OwnInstallation implements AsteriskInstallation permits RootFolder, LocalBinary, DockerImage {
    /** Below this folder, as Asterisk sees it, each instance has its own. Short: a Unix socket's path ends at 107. */
    static final String TREES = "/srv/offhook-it";

    private final AsteriskVersion version;
    private final Set<String> modules;

    OwnInstallation(AsteriskVersion version, Set<String> modules) {
        this.version = version;
        this.modules = Set.copyOf(modules);
    }

    @Override
    public AsteriskVersion version() {
        return version;
    }

    /** The names of its loadable modules, such as {@code app_dial}. */
    Set<String> modules() {
        return modules;
    }

    /** The folder of the instances, as this JVM sees it. */
    abstract Path hostTrees();

    /** The folder of the instances, as Asterisk sees it. */
    abstract String insideTrees();

    /**
     * Starts an Asterisk in the foreground.
     *
     * @param tree the name of its folder
     * @param nameserver the address of the DNS server it asks, instead of this machine's
     */
    abstract AsteriskProcess start(String tree, Optional<String> nameserver) throws IOException;
}
