// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiConnectException;
import org.offhook.ami.AmiLoginException;
import org.offhook.ami.AmiPermissions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Looks for what is wrong between a program and its Asterisk. */
@Command(
        name = "doctor",
        description = "Checks all that a program needs of an Asterisk, and says what to change.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It places calls inside Asterisk, if it may: to an extension in the context offhook-doctor, which is there",
            "meanwhile only, and into AGI(). --no-calls leaves them out.",
            "",
            "  offhook doctor --host pbx --user hello",
            "  offhook doctor --need async-agi,events         without them it fails"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:no failure; there may be warnings",
            "1:something that is needed does not work",
            "2:bad options",
            "3:no connection, or no login"
        })
final class DoctorCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AmiLogin login = new AmiLogin();

    @Option(
            names = "--need",
            paramLabel = "FEATURE",
            split = ",",
            description =
                    "Features that must be allowed; what else is not allowed is a warning. Of: ${COMPLETION-CANDIDATES}.")
    private Set<Feature> needed = EnumSet.noneOf(Feature.class);

    @Option(names = "--no-calls", description = "Place no calls.")
    private boolean noCalls;

    @Option(
            names = "--extension",
            paramLabel = "EXTENSION@CONTEXT",
            description = "Call this extension, which must answer and wait, instead of making one.")
    private @Nullable String extension;

    @Option(
            names = "--fastagi-address",
            paramLabel = "HOST[:PORT]",
            description =
                    "How Asterisk reaches a FastAGI server on this machine, which is started for the time of the check. "
                            + "Default: the address from which this machine reaches Asterisk, and any port.")
    private @Nullable String fastAgi;

    @Option(names = "--json", description = "One JSON object for each check (NDJSON).")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Checkup checkup = new Checkup(Screen.of(spec), json);
        login.user(); // bad options end it before the first line
        if (fastAgi != null) {
            HostPort.parse(fastAgi, 0);
        }
        Optional<InetAddress> address =
                new NetworkChecks(checkup, login.host(), login.port(), login.isTls(), login.connectTimeout()).run();
        boolean loggedIn = address.isPresent() && inside(checkup, address.get());
        checkup.summary();
        return !loggedIn ? ExitStatus.UNREACHABLE : checkup.hasFailures() ? ExitStatus.FAILED : ExitStatus.OK;
    }

    private boolean inside(Checkup checkup, InetAddress address) throws InterruptedException {
        String user = login.user();
        try (AmiClient client =
                AmiClient.connect(login.options().withoutReconnect().build())) {
            checkup.ok("login", user + (login.isTls() ? ", over TLS" : ""));
            if (!login.isTls() && !address.isLoopbackAddress()) {
                checkup.warn(
                        "encryption",
                        "whoever is on the way reads all events and actions",
                        "[general] in manager.conf: tlsenable = yes, tlsbindaddr = 0.0.0.0:5039, tlscertfile = FILE.pem");
            }
            AmiPermissions permissions = client.checkPermissions();
            new ServerChecks(checkup, client, permissions, user).run();
            try (CallChecks calls = new CallChecks(checkup, client, permissions, extension)) {
                calls(checkup, calls, address);
                new PermissionChecks(checkup, permissions, user, calls.seen(), needed).run();
                new ServerChecks(checkup, client, permissions, user).claims();
            }
            return true;
        } catch (AmiLoginException e) {
            checkup.fail(
                    "login",
                    String.valueOf(e.getMessage()),
                    "[" + user + "] in manager.conf, then \"manager reload\":",
                    "  secret = THE SECRET",
                    "  permit = " + local(address).getHostAddress() + "/255.255.255.255");
            return false;
        } catch (AmiConnectException e) {
            checkup.fail("login", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void calls(Checkup checkup, CallChecks calls, InetAddress asterisk) throws InterruptedException {
        String obstacle = noCalls ? "--no-calls" : calls.obstacle();
        if (!obstacle.isEmpty()) {
            checkup.skip("agi:async", obstacle);
            checkup.skip("fastagi", obstacle);
            return;
        }
        calls.asyncAgi();
        if (fastAgi == null) {
            String here = local(asterisk).getHostAddress();
            calls.fastAgi(here, here, 0);
        } else {
            HostPort reached = HostPort.parse(fastAgi, 0);
            calls.fastAgi("0.0.0.0", reached.host(), reached.port());
        }
    }

    /** The address of this machine that Asterisk sees; nothing is sent. */
    private InetAddress local(InetAddress asterisk) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(asterisk, login.port()));
            return socket.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
