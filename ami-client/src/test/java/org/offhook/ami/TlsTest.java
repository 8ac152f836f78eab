// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on one side, on both, and with certificates that fit or do not. */
class TlsTest extends AmiClientFixture {

    @TempDir
    private Path folder;

    private AmiConnectException connectFails(AmiClientOptions.Builder options) {
        AmiConnectException failure = attemptFails(options);
        assertThat(failure).hasMessageContaining("127.0.0.1:" + server.port());
        return failure;
    }

    private AmiConnectException attemptFails(AmiClientOptions.Builder options) {
        AmiConnectException failure =
                catchThrowableOfType(AmiConnectException.class, () -> kept(AmiClient.connect(options.build())));
        assertThat(failure).isNotNull();
        return failure;
    }

    private AmiClientOptions.Builder trusting(ScriptedAmiKeys keys) {
        return options().tls(AmiTls.trusting(keys.certificate()));
    }

    private void assertWorks(AmiClientOptions.Builder options) {
        try (AmiClient client = AmiClient.connect(options.build())) {
            assertThat(client.request(PING).isSuccess()).isTrue();
        }
    }

    @Test
    void aTrustedCertificateOfThisHost() {
        server.tls(ScriptedAmiKeys.local().context());
        assertWorks(trusting(ScriptedAmiKeys.local()));
        assertThat(server.peer(1).isTls()).isTrue();
    }

    @Test
    void aSelfSignedCertificateIsNotTrustedByTheStandard() {
        server.tls(ScriptedAmiKeys.local().context());
        assertThat(connectFails(options().tls(AmiTls.standard()))).hasMessageContaining("certif");
        assertThat(server.peers())
                .allSatisfy(peer -> assertThat(peer.received()).isEmpty());
    }

    @Test
    void aSelfSignedCertificateIsNotTrustedWithoutHostCheckEither() {
        server.tls(ScriptedAmiKeys.local().context());
        connectFails(options().tls(AmiTls.standard().withoutHostCheck()));
    }

    @Test
    void anotherCertificateThanTheTrustedOne() {
        server.tls(ScriptedAmiKeys.renewed().context());
        connectFails(trusting(ScriptedAmiKeys.local()));
    }

    @Test
    void aCertificateOfAnotherHostIsNamed() {
        server.tls(ScriptedAmiKeys.elsewhere().context());
        assertThat(connectFails(trusting(ScriptedAmiKeys.elsewhere()))).hasMessageContaining("127.0.0.1");
        assertThat(server.peers())
                .allSatisfy(peer -> assertThat(peer.received()).isEmpty());
    }

    @Test
    void aCertificateOfAnotherHostWithoutHostCheck() {
        server.tls(ScriptedAmiKeys.elsewhere().context());
        assertWorks(options()
                .tls(AmiTls.trusting(ScriptedAmiKeys.elsewhere().certificate()).withoutHostCheck()));
    }

    @Test
    void aCertificateOfTheHostThatIsExpected() {
        server.tls(ScriptedAmiKeys.elsewhere().context());
        AmiTls tls = AmiTls.trusting(ScriptedAmiKeys.elsewhere().certificate());
        assertWorks(options().tls(tls.serverName("pbx.example.org")));
        connectFails(options().tls(tls.serverName("other.example.org")));
    }

    @Test
    void anExpiredCertificateIsNamedWithItsDates() {
        server.tls(ScriptedAmiKeys.expired().context());
        Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS);
        AmiConnectException failure = connectFails(trusting(ScriptedAmiKeys.expired()));
        assertThat(failure).hasMessageContaining("it is for CN=expired, valid from 20");
        assertThat(failure.getMessage())
                .containsAnyOf(
                        " to " + day.minus(5, ChronoUnit.DAYS).toString().substring(0, 10),
                        " to "
                                + day.minus(4, ChronoUnit.DAYS)
                                        .toString()
                                        .substring(0, 10)); // keytool made it before midnight
        assertThat(server.peers())
                .allSatisfy(peer -> assertThat(peer.received()).isEmpty());
    }

    /** A server's hello that chooses TLS 1.0. */
    @Test
    void aServerOfTls1OnlyIsNamed() {
        byte[] hello = new byte[5 + 4 + 38];
        byte[] begin = {0x16, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1};
        System.arraycopy(begin, 0, hello, 0, begin.length);
        hello[hello.length - 3] = (byte) 0xc0; // TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
        hello[hello.length - 2] = 0x13;
        server.next(peer -> peer.raw(hello).silence());
        assertThat(connectFails(trusting(ScriptedAmiKeys.local())))
                .hasMessageContaining("TLS failed")
                .hasMessageContaining("protocol version TLS10");
    }

    @Test
    void aServerThatRefusesOurVersionsOfTlsIsNamed() {
        byte[] alert = {0x15, 3, 1, 0, 2, 2, 70};
        server.next(peer -> peer.raw(alert).silence());
        assertThat(connectFails(trusting(ScriptedAmiKeys.local())))
                .hasMessageContaining("TLS failed")
                .hasMessageContaining("protocol_version");
    }

    @Test
    void aServerThatEndsTheHandshakeWithoutAWordIsNamed() {
        server.next(ScriptedAmiPeer::close);
        assertThat(connectFails(trusting(ScriptedAmiKeys.local())))
                .hasMessageContaining("TLS failed")
                .hasMessageContaining("closed")
                .hasMessageNotContaining("null");
    }

    @Test
    void aPlainClientAtATlsServer() {
        server.tls(ScriptedAmiKeys.local().context());
        assertThat(connectFails(options().connectTimeout(Duration.ofSeconds(1))))
                .hasMessageContaining("TLS");
    }

    @Test
    void aTlsClientAtAPlainServer() {
        assertThat(connectFails(trusting(ScriptedAmiKeys.local()))).hasMessageContaining("TLS");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aTlsClientAtASilentServerGivesUpInTime() {
        server.always(ScriptedAmiPeer::silence);
        connectFails(trusting(ScriptedAmiKeys.local()).connectTimeout(Duration.ofMillis(300)));
    }

    @Test
    void aRenewedCertificateIsTakenUpByTheNextConnection() throws Exception {
        Path file = folder.resolve("trusted.crt");
        Files.copy(ScriptedAmiKeys.local().certificate(), file);
        server.tls(ScriptedAmiKeys.local().context());
        AmiClient client = connect(options().tls(AmiTls.trusting(file)));
        server.tls(ScriptedAmiKeys.renewed().context());
        Files.copy(ScriptedAmiKeys.renewed().certificate(), file, StandardCopyOption.REPLACE_EXISTING);
        server.peer(1).rst();
        await().until(() -> client.statistics().connections() == 2 && client.state() == AmiState.READY);
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void aCertificateRenewedOnOneSideOnlyIsTriedUntilItFits() throws Exception {
        Path file = folder.resolve("trusted.crt");
        Files.copy(ScriptedAmiKeys.local().certificate(), file);
        server.tls(ScriptedAmiKeys.local().context());
        AmiClient client = connect(options().tls(AmiTls.trusting(file)));
        server.tls(ScriptedAmiKeys.renewed().context());
        server.peer(1).rst();
        await().until(() -> server.connections() >= 3);
        assertThat(client.state().isFinal()).isFalse();
        Files.copy(ScriptedAmiKeys.renewed().certificate(), file, StandardCopyOption.REPLACE_EXISTING);
        await().until(() -> client.statistics().connections() == 2);
    }

    @Test
    void severalCertificatesInOneFile() throws Exception {
        Path file = Files.writeString(
                folder.resolve("both.crt"),
                Files.readString(ScriptedAmiKeys.elsewhere().certificate())
                        + Files.readString(ScriptedAmiKeys.local().certificate()));
        server.tls(ScriptedAmiKeys.local().context());
        assertWorks(options().tls(AmiTls.trusting(file)));
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        server.tls(ScriptedAmiKeys.local().context());
        Path missing = folder.resolve("missing.crt");
        Path garbage = Files.writeString(folder.resolve("garbage.crt"), "no certificate");
        assertThat(attemptFails(options().tls(AmiTls.trusting(missing)))).hasMessageContaining("missing.crt");
        assertThat(attemptFails(options().tls(AmiTls.trusting(garbage)))).hasMessageContaining("garbage.crt");
    }

    @Test
    void aContextOfOnesOwnIsAskedForAtEachConnection() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SSLContext context = contextTrusting(ScriptedAmiKeys.local());
        server.tls(ScriptedAmiKeys.local().context());
        AmiClient client = connect(options().tls(AmiTls.with(() -> {
            asked.incrementAndGet();
            return context;
        })));
        server.peer(1).rst();
        await().until(() -> client.statistics().connections() == 2);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aContextOfOnesOwnIsHostCheckedToo() throws Exception {
        SSLContext context = contextTrusting(ScriptedAmiKeys.elsewhere());
        server.tls(ScriptedAmiKeys.elsewhere().context());
        connectFails(options().tls(AmiTls.with(() -> context)));
        assertWorks(options().tls(AmiTls.with(() -> context).withoutHostCheck()));
    }

    @Test
    void anEventOfManyRecordsArrivesWhole() throws Exception {
        AmiClient client = connect(options(true));
        BlockingQueue<AmiEvent> events = new LinkedBlockingQueue<>();
        client.subscribe(AmiEvent.class, events::add);
        String value = "x".repeat(100_000);
        server.peer(1).event("Big", "Value: " + value);
        AmiEvent event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        assertThat(event.headers().find("Value")).contains(value);
        assertThat(event.headers().findBytes("Value").orElseThrow()).isEqualTo(value.getBytes(US_ASCII));
    }

    private static SSLContext contextTrusting(ScriptedAmiKeys keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(keys.certificate())) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
