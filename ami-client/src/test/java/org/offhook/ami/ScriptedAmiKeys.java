// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
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

    private static ScriptedAmiKeys make(String name, String hosts) {
        try {
            Path folder = Files.createTempDirectory("scripted-ami");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve(name + ".p12");
            Path log = folder.resolve("keytool.log");
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
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
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD);
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(log));
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            Path pem = Files.writeString(
                    folder.resolve(name + ".crt"),
                    pem(store.getCertificate("server").getEncoded()));
            List.of(pem, file, log).forEach(each -> each.toFile().deleteOnExit());
            return new ScriptedAmiKeys(context, pem);
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }
}
