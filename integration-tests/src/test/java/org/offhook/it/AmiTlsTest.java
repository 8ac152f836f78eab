// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiConnectException;
import org.offhook.ami.AmiTls;
import org.offhook.ami.RawAction;

/** AMI over TLS, with a certificate for a name that is not the address. */
@RealAsterisk
class AmiTlsTest {
    private static final String NAME = "ami.offhook.test";

    private static TestCertificate own;
    private static TestCertificate foreign;

    private final AsteriskUnderTest asterisk;
    private AmiClients clients;
    private int port;

    @TempDir
    Path folder;

    AmiTlsTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @BeforeAll
    static void makeCertificates() throws IOException, GeneralSecurityException {
        own = TestCertificate.of(NAME);
        foreign = TestCertificate.of("another.test");
    }

    @BeforeEach
    void listenForTls() throws IOException {
        clients = new AmiClients(asterisk);
        port = Ports.pick().ami();
        String certificate = asterisk.insidePath("etc/ami.pem");
        Files.writeString(asterisk.hostPath(certificate), own.certificate() + own.key());
        Files.writeString(
                asterisk.hostPath(asterisk.insidePath("etc/manager_extra.conf")), """
                [general](+)
                tlsenable = yes
                tlsbindaddr = 127.0.0.1:%d
                tlscertfile = %s
                tlsprivatekey = %2$s
                """.formatted(port, certificate));
        asterisk.ami().command("module reload manager");
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void aTrustedCertificateForTheExpectedNameIsAccepted() throws IOException {
        for (boolean plainLogin : List.of(true, false)) {
            AmiClientOptions.Builder options = tls(AmiTls.trusting(pem(own)).serverName(NAME));
            AmiClient client = clients.connect(plainLogin ? options.plainLogin() : options);

            assertThat(client.request(RawAction.of("Ping")).isSuccess()).isTrue();
            assertThat(client.server().version()).isPresent();
            // Larger than one record of TLS.
            assertThat(client.request(RawAction.of("Command", "Command", "core show applications"))
                            .output())
                    .hasSizeGreaterThan(50);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefusedUnlessTheNameDoesNotCount() throws IOException {
        AmiTls tls = AmiTls.trusting(pem(own));

        assertThatThrownBy(() -> clients.connect(tls(tls)))
                .isInstanceOf(AmiConnectException.class)
                .hasMessageContaining("127.0.0.1");
        assertThat(clients.connect(tls(tls.withoutHostCheck()))
                        .request(RawAction.of("Ping"))
                        .isSuccess())
                .isTrue();
    }

    @Test
    void anUntrustedCertificateIsRefusedEvenWhereTheNameDoesNotCount() throws IOException {
        assertThatThrownBy(
                        () -> clients.connect(tls(AmiTls.trusting(pem(foreign)).withoutHostCheck())))
                .isInstanceOf(AmiConnectException.class)
                .hasMessageContaining("certif");
        assertThatThrownBy(() -> clients.connect(tls(AmiTls.standard().withoutHostCheck())))
                .isInstanceOf(AmiConnectException.class);
    }

    @Test
    void tlsOnOneSideOnlyIsNamed() throws IOException {
        AmiTls tls = AmiTls.trusting(pem(own)).serverName(NAME);

        assertThatThrownBy(() -> clients.connect(clients.options().tls(tls)))
                .as("our TLS, no TLS there")
                .isInstanceOf(AmiConnectException.class)
                .hasMessageContaining("TLS");
        assertThatThrownBy(() -> clients.connect(clients.options().port(port).connectTimeout(Duration.ofSeconds(1))))
                .as("TLS there, none of ours: each side waits for the other")
                .isInstanceOf(AmiConnectException.class)
                .hasMessageContaining("banner");
    }

    private AmiClientOptions.Builder tls(AmiTls tls) {
        return clients.options().port(port).tls(tls);
    }

    private Path pem(TestCertificate certificate) throws IOException {
        return Files.writeString(folder.resolve("trusted.pem"), certificate.certificate());
    }
}
