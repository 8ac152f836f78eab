// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An Asterisk that somebody else runs.
 *
 * @param address its AMI
 * @param callbackHost where it reaches this JVM
 */
record ExternalAsterisk(
        InetSocketAddress address, String user, String secret, String callbackHost, AsteriskVersion version)
        implements AsteriskInstallation {

    /** @throws NotAvailableException with the reason, if it cannot be used */
    static ExternalAsterisk open(Settings settings) throws NotAvailableException {
        Optional<String> host = settings.host();
        if (host.isEmpty()) {
            throw new NotAvailableException("asterisk.host is not set");
        }
        if (settings.amiUser().isEmpty() || settings.amiSecret().isEmpty()) {
            throw new NotAvailableException(
                    "asterisk.host is set, but asterisk.ami.user or asterisk.ami.secret is not");
        }
        InetSocketAddress address = new InetSocketAddress(resolve(host.get()), settings.amiPort());
        if (!address.getAddress().isLoopbackAddress() && !settings.remoteAllowed()) {
            throw new NotAvailableException("asterisk.host is " + host.get() + ", which is another machine. The tests"
                    + " place calls and change the dialplan there; if that is meant, set asterisk.allow.remote=true");
        }
        String user = settings.amiUser().get();
        String secret = settings.amiSecret().get();
        return new ExternalAsterisk(address, user, secret, settings.callbackHost(), ask(address, user, secret));
    }

    private static InetAddress resolve(String host) throws NotAvailableException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new NotAvailableException("asterisk.host is unknown", e);
        }
    }

    private static AsteriskVersion ask(InetSocketAddress address, String user, String secret)
            throws NotAvailableException {
        try {
            Path transcript = Files.createTempFile("offhook-it", ".ami");
            try (AmiControl ami = AmiControl.connect(address, user, secret, transcript)) {
                AmiMessage settings = ami.action("CoreSettings", Map.of());
                return AsteriskVersion.parse("Asterisk " + settings.get("AsteriskVersion"));
            } finally {
                Files.delete(transcript);
            }
        } catch (IOException | RuntimeException e) {
            throw new NotAvailableException("the Asterisk at " + address + " cannot be used", e);
        }
    }

    @Override
    public Mode mode() {
        return Mode.EXTERNAL;
    }

    @Override
    public String location() {
        return "external " + address;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return location();
    }
}
