// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The TLS of one attempt: its files are read anew, and it can say in words why a handshake failed. */
final class ClientTls {

    private final AmiTls tls;
    private final SSLContext context;
    private final @Nullable Witness witness;

    private ClientTls(AmiTls tls, SSLContext context, @Nullable Witness witness) {
        this.tls = tls;
        this.context = context;
        this.witness = witness;
    }

    /**
     * Reads what there is to read, so this may block.
     *
     * @throws AmiConnectException when the trusted certificates cannot be read
     */
    static ClientTls of(AmiTls tls) {
        if (tls.context().isPresent()) {
            return new ClientTls(tls, tls.context().get().get(), null);
        }
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(tls.trusted().isPresent() ? store(tls.trusted().get()) : null);
            TrustManager[] managers = trust.getTrustManagers();
            Witness witness = null;
            if (managers[0] instanceof X509ExtendedTrustManager judge) {
                witness = new Witness(judge);
                managers = new TrustManager[] {witness};
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return new ClientTls(tls, context, witness);
        } catch (IOException | GeneralSecurityException e) {
            String from = tls.trusted().map(file -> " of " + file).orElse("");
            throw new AmiConnectException("cannot read the trusted certificates" + from + ": " + e, e);
        }
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Collection<? extends Certificate> certificates;
        try (InputStream in = Files.newInputStream(file)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("no certificate in it, a PEM file of one or more is needed");
        }
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("trusted" + store.size(), certificate);
        }
        return store;
    }

    SslHandler handler(AmiClientOptions options) {
        SSLEngine engine = context.createSSLEngine(tls.serverName().orElse(options.host), options.port);
        engine.setUseClientMode(true);
        if (tls.checksHost()) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(options.connectTimeout.toMillis());
        return handler;
    }

    /** Why the handshake failed, and what to do. */
    String explain(Throwable failure) {
        Throwable root = failure;
        boolean certificate = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotSslRecordException) {
                return "the server does not speak TLS on this port; AMI over TLS has a port of its own (tlsbindaddr in manager.conf,"
                        + " mostly 5039)";
            }
            certificate |= cause instanceof CertificateException;
            root = cause;
        }
        if (!certificate) {
            return "TLS failed: "
                    + (root instanceof ClosedChannelException
                            ? "the server closed the connection before it was agreed on"
                            : root.getMessage());
        }
        X509Certificate seen = witness == null ? null : witness.seen;
        return "the server's certificate is not accepted: " + root.getMessage()
                + (seen == null
                        ? ""
                        : "; it is for " + seen.getSubjectX500Principal() + ", valid from "
                                + seen.getNotBefore().toInstant() + " to "
                                + seen.getNotAfter().toInstant());
    }

    /** Keeps the certificate that is judged, for the message about a refusal. */
    private static final class Witness extends X509ExtendedTrustManager {

        private final X509ExtendedTrustManager judge;
        private volatile @Nullable X509Certificate seen;

        Witness(X509ExtendedTrustManager judge) {
            this.judge = judge;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            seen = chain[0];
            judge.checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            seen = chain[0];
            judge.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            seen = chain[0];
            judge.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            judge.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            judge.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            judge.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return judge.getAcceptedIssuers();
        }
    }
}
