// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Asterisk installed on this machine, run by whoever runs the tests, with a configuration of its own. */
final class LocalBinary extends OwnInstallation {
    private final Path binary;

    private LocalBinary(Path binary, AsteriskVersion version, Set<String> modules) {
        super(version, modules);
        this.binary = binary;
    }

    /** @throws NotAvailableException with the reason, if there is none */
    static LocalBinary find() throws NotAvailableException {
        Path binary = search();
        HostProcess.Output banner = HostProcess.run(binary.toString(), "-V");
        if (banner.exitCode() != 0) {
            throw new NotAvailableException(
                    binary + " does not run: " + banner.text().strip());
        }
        return new LocalBinary(binary, AsteriskVersion.parse(banner.text()), ModuleFolders.list(Path.of("/")));
    }

    private static Path search() throws NotAvailableException {
        List<String> folders = new ArrayList<>();
        Optional.ofNullable(System.getenv("PATH"))
                .ifPresent(path -> folders.addAll(List.of(path.split(File.pathSeparator, -1))));
        // An ordinary user's PATH often lacks these.
        folders.addAll(List.of("/usr/sbin", "/usr/local/sbin"));
        for (String folder : folders) {
            Path binary = Path.of(folder, "asterisk");
            if (Files.isExecutable(binary) && !Files.isDirectory(binary)) {
                return binary;
            }
        }
        throw new NotAvailableException("no 'asterisk' on the PATH or in /usr/sbin");
    }

    @Override
    public Mode mode() {
        return Mode.BINARY;
    }

    @Override
    public String location() {
        return binary.toString();
    }

    @Override
    Path hostTrees() {
        return InstanceTrees.temporary();
    }

    @Override
    String insideTrees() {
        return hostTrees().toString();
    }

    @Override
    AsteriskProcess start(String tree, Optional<String> nameserver) throws IOException {
        Path here = hostTrees().resolve(tree);
        return HostProcess.start(
                List.of(binary.toString(), "-f", "-C", ConfigTree.mainFile(here.toString())),
                ConfigTree.console(here),
                nameserver.map(
                        server -> new HostProcess.Binding(ConfigTree.resolvConf(here), Path.of("/etc/resolv.conf"))));
    }
}
