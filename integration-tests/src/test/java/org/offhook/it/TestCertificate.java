// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A self-signed certificate with its key, made by the JDK's own keytool.
 *
 * @param certificate PEM
 * @param key PEM, PKCS #8
 */
record TestCertificate(String certificate, String key) {
    private static final String PASSWORD = "only-on-this-machine";
    private static final String ALIAS = "ami";

    /**
     * Makes one.
     *
     * @param host the name it is for
     */
    static TestCertificate of(String host) throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("offhook-it-cert");
        Path store = folder.resolve("store.p12");
        try {
            HostProcess.Output output = HostProcess.run(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=" + host,
                    "-ext",
                    "SAN=dns:" + host,
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD);
            assertThat(output.exitCode()).as(output.text()).isZero();
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            return new TestCertificate(
                    pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()),
                    pem(
                            "PRIVATE KEY",
                            keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
        } finally {
            Files.deleteIfExists(store);
            Files.delete(folder);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
