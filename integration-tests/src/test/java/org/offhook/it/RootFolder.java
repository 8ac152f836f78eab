// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder with a small Debian and its Asterisk, entered by chroot; {@code tools/asterisk-root} makes such folders.
 * Nothing is mounted into it: Asterisk needs no /proc, and a mount that outlives a crash would make the folder dangerous
 * to delete.
 */
final class RootFolder extends OwnInstallation {
    private static final String BINARY = "/usr/sbin/asterisk";

    private final Path root;

    private RootFolder(Path root, AsteriskVersion version, Set<String> modules) {
        super(version, modules);
        this.root = root;
    }

    /** @throws NotAvailableException with the reason, if it cannot be used */
    static RootFolder open(int major, String folder) throws NotAvailableException {
        Path root = Path.of(folder).toAbsolutePath();
        if (!Files.isExecutable(root.resolve(BINARY.substring(1)))) {
            throw new NotAvailableException(
                    "no Asterisk in " + root + " (make one: tools/asterisk-root " + major + " " + root + ")");
        }
        if (!HostProcess.run("id", "-u").text().strip().equals("0")) {
            throw new NotAvailableException(root + " is there, but only root can chroot into it");
        }
        if (!Files.exists(root.resolve("dev/null"))) {
            throw new NotAvailableException(root + " has no /dev/null; make it anew with tools/asterisk-root");
        }
        HostProcess.Output banner = HostProcess.run("chroot", root.toString(), BINARY, "-V");
        if (banner.exitCode() != 0) {
            throw new NotAvailableException("the Asterisk in " + root + " does not run: "
                    + banner.text().strip());
        }
        AsteriskVersion version = AsteriskVersion.parse(banner.text());
        if (version.major() != major) {
            throw new NotAvailableException(root + " was announced as Asterisk " + major + ", but is " + version);
        }
        return new RootFolder(root, version, ModuleFolders.list(root));
    }

    @Override
    public Mode mode() {
        return Mode.ROOT;
    }

    @Override
    public String location() {
        return "root folder " + root;
    }

    @Override
    Path hostTrees() {
        return root.resolve(TREES.substring(1));
    }

    @Override
    String insideTrees() {
        return TREES;
    }

    @Override
    AsteriskProcess start(String tree, Optional<String> nameserver) throws IOException {
        Path here = hostTrees().resolve(tree);
        return HostProcess.start(
                List.of("chroot", root.toString(), BINARY, "-f", "-C", ConfigTree.mainFile(TREES + "/" + tree)),
                ConfigTree.console(here),
                nameserver.map(server ->
                        new HostProcess.Binding(ConfigTree.resolvConf(here), root.resolve("etc/resolv.conf"))));
    }
}
