// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Keys for a {@link ScriptedAmi}, made by the JDK's keytool when a test first wants them.
 *
 * @param context what the server speaks TLS with
 * @param certificate its own certificate, as a PEM file
 */
record ScriptedAmiKeys(SSLContext context, Path certificate) {

    private static final String PASSWORD = "changeit";
    private static final Map<String, ScriptedAmiKeys> MADE = new ConcurrentHashMap<>();

    /** For 127.0.0.1 and localhost. */
    static ScriptedAmiKeys local() {
        return made("local", "DNS:localhost,IP:127.0.0.1");
    }

    /** For the same, but another key. */
    static ScriptedAmiKeys renewed() {
        return made("renewed", "DNS:localhost,IP:127.0.0.1");
    }

    /** For a host that is not this one. */
    static ScriptedAmiKeys elsewhere() {
        return made("elsewhere", "DNS:pbx.example.org");
    }

    private static ScriptedAmiKeys made(String name, String hosts) {
        return MADE.computeIfAbsent(name, key -> make(key, hosts));
    }

    /** For this host until five days ago; the certificate is the authority's that signed it. */
    static ScriptedAmiKeys expired() {
        return MADE.computeIfAbsent("expired", name -> {
            ScriptedAmiKeys authority = make("authority", "DNS:ca.example.org", "-ext", "bc:c");
            Path folder = authority.certificate().resolveSibling(".");
            Path file = folder.resolve(name + ".p12");
            Path request = folder.resolve(name + ".csr");
            Path signed = folder.resolve(name + ".signed");
            keytool(file, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + name);
            keytool(file, "-certreq", "-alias", "server", "-file", request.toString());
            keytool(
                    folder.resolve("authority.p12"),
                    "-gencert",
                    "-alias",
                    "server",
                    "-ext",
                    "SAN=DNS:localhost,IP:127.0.0.1",
                    "-startdate",
                    "-10d",
                    "-validity",
                    "5",
                    "-infile",
                    request.toString(),
                    "-outfile",
                    signed.toString());
            String trusted = authority.certificate().toString();
            keytool(file, "-importcert", "-noprompt", "-alias", "authority", "-file", trusted);
            keytool(file, "-importcert", "-noprompt", "-alias", "server", "-file", signed.toString());
            List.of(request, signed).forEach(each -> each.toFile().deleteOnExit());
            return new ScriptedAmiKeys(context(load(file)), authority.certificate());
        });
    }

    private static ScriptedAmiKeys make(String name, String hosts, String... more) {
        try {
            Path folder = Files.createTempDirectory("scripted-ami");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve(name + ".p12");
            List<String> command = new ArrayList<>(List.of(
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "SAN=" + hosts,
                    "-validity",
                    "2"));
            command.addAll(List.of(more));
            keytool(file, command.toArray(String[]::new));
            KeyStore store = load(file);
            Path pem = Files.writeString(
                    folder.resolve(name + ".crt"),
                    pem(store.getCertificate("server").getEncoded()));
            pem.toFile().deleteOnExit();
            return new ScriptedAmiKeys(context(store), pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path file, String... command) {
        Path log = file.resolveSibling("keytool.log");
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        all.addAll(List.of(command));
        all.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD));
        try {
            Process keytool = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(log));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        List.of(file, log).forEach(each -> each.toFile().deleteOnExit());
    }

    private static KeyStore load(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(KeyStore store) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }
}
