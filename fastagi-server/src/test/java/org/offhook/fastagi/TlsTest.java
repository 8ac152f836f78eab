// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

/** TLS, for a tunnel in front of Asterisk, with keys that the JDK's keytool makes. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private static Path pkcs12;
    private static Path jks;
    private static Path certificate;
    private static Path key;
    private static SocketFactory trusting;

    private final Logs logs = new Logs();
    private FastAgiServer server;

    @BeforeAll
    static void makeKeys() throws Exception {
        pkcs12 = keytool("PKCS12", "server.p12");
        jks = keytool("JKS", "server.jks");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(pkcs12)) {
            store.load(in, PASSWORD);
        }
        certificate =
                pem("server.crt", "CERTIFICATE", store.getCertificate("server").getEncoded());
        key = pem("server.key", "PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        try (InputStream in = Files.newInputStream(jks)) {
            KeyStore other = KeyStore.getInstance("JKS");
            other.load(in, PASSWORD);
            trusted.setCertificateEntry("other", other.getCertificate("server"));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        trusting = context.getSocketFactory();
    }

    private static Path keytool(String type, String name) throws Exception {
        Path file = folder.resolve(name);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        type,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-keypass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(() -> read(folder.resolve("keytool.log")))
                .isZero();
        return file;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Path pem(String name, String what, byte[] der) throws Exception {
        String text = "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der)
                + "\n-----END " + what + "-----\n";
        return Files.writeString(folder.resolve(name), text);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        logs.close();
    }

    private FastAgiServerBuilder builder() {
        return FastAgiServer.builder(AgiRouter.of((request, channel) -> {
                    if (request.script().equals("bad")) {
                        throw new IllegalStateException("bad");
                    }
                    channel.execute(Line.quick("NOOP"));
                }))
                .port(0)
                .handshakeTimeout(Duration.ofSeconds(2));
    }

    private void assertServes() {
        try (FakeAgiCall call =
                FakeAgiCall.to("127.0.0.1", server.port()).over(trusting).connect()) {
            call.expect("NOOP").reply("200 result=0").expectOutcome("done").expectEnd();
        }
    }

    @Test
    void aCallOverTlsWithAKeyStore() {
        server = builder().tls(pkcs12, PASSWORD).start();
        assertServes();
    }

    @Test
    void aCallOverTlsWithAJavaKeyStore() {
        server = builder().tls(jks, PASSWORD).start();
        assertServes();
    }

    @Test
    void aCallOverTlsWithPemFiles() {
        server = builder().tls(certificate, key).start();
        assertServes();
    }

    @Test
    void aFailureOverTlsIsTold() {
        server = builder().tls(certificate, key).start();
        try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port())
                .over(trusting)
                .script("bad")
                .connect()) {
            call.expectOutcome("failed").expect("failure").expectEnd();
        }
    }

    @Test
    void thePasswordIsCopied() {
        char[] password = PASSWORD.clone();
        FastAgiServerBuilder builder = builder().tls(pkcs12, password);
        Arrays.fill(password, 'x');
        server = builder.start();
        assertServes();
    }

    @Test
    void aPlainCallIsToldThatItFailed() {
        server = builder().tls(certificate, key).start();
        try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).connect()) {
            call.expectFailure().expectEnd();
            assertThat(call.agiStatus()).isEqualTo("FAILURE");
        }
        assertDropped();
    }

    @Test
    void aClientThatSaysNothingIsDroppedAtTheDeadline() {
        server = builder().tls(certificate, key).start();
        try (FakeAgiCall call =
                FakeAgiCall.to("127.0.0.1", server.port()).withoutEnvironment().connect()) {
            call.expectGone();
        }
        assertDropped();
    }

    private void assertDropped() {
        await().untilAsserted(() -> {
            assertThat(server.health().rejectedConnections()).isEqualTo(1);
            assertThat(server.activeCalls()).isZero();
        });
        assertThat(logs.from(Level.WARN)).isEmpty();
        assertThat(logs.with("dropped")).hasSize(1);
        assertServes();
    }

    @Test
    void aHealthCheckThatOnlyConnectsIsNoError() {
        server = builder().tls(certificate, key).start();
        FakeAgiCall.to("127.0.0.1", server.port())
                .withoutEnvironment()
                .connect()
                .close();
        assertServes();
        await().until(() -> server.activeCalls() == 0);
        assertThat(server.health().rejectedConnections()).isZero();
        assertThat(logs.from(Level.WARN)).isEmpty();
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws Exception {
        Path missing = folder.resolve("missing");
        Path garbage = Files.writeString(folder.resolve("garbage"), "this is no key");
        assertUnreadable(builder().tls(missing, PASSWORD), "key store " + missing);
        assertUnreadable(builder().tls(garbage, PASSWORD), "key store " + garbage);
        assertUnreadable(builder().tls(pkcs12, "wrong".toCharArray()), "key store " + pkcs12);
        assertUnreadable(builder().tls(missing, key), "certificate " + missing + " with key " + key);
        assertUnreadable(builder().tls(certificate, missing), "certificate " + certificate + " with key " + missing);
        assertUnreadable(builder().tls(certificate, garbage), "certificate " + certificate + " with key " + garbage);
        assertUnreadable(builder().tls(certificate, certificate), "with key " + certificate);
    }

    private static void assertUnreadable(FastAgiServerBuilder builder, String what) {
        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot read the TLS ")
                .hasMessageContaining(what);
    }
}
