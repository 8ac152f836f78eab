// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;

/** Where a server's certificate comes from; read when the server starts. */
@FunctionalInterface
interface Tls {

    SslContext load();

    static Tls keyStore(Path file, char[] password) {
        char[] secret = password.clone();
        return () -> {
            try (InputStream in = Files.newInputStream(file)) {
                KeyStore store = KeyStore.getInstance(file.toString().endsWith(".jks") ? "JKS" : "PKCS12");
                store.load(in, secret);
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(store, secret);
                return SslContextBuilder.forServer(keys).build();
            } catch (IOException | GeneralSecurityException e) {
                throw unreadable("key store " + file, e);
            }
        };
    }

    static Tls pem(Path certificates, Path key) {
        return () -> {
            try {
                return SslContextBuilder.forServer(certificates.toFile(), key.toFile())
                        .build();
            } catch (IOException | RuntimeException e) {
                throw unreadable("certificate " + certificates + " with key " + key, e);
            }
        };
    }

    private static IllegalArgumentException unreadable(String what, Exception e) {
        return new IllegalArgumentException("cannot read the TLS " + what + ": " + e.getMessage(), e);
    }
}
