// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken. The server's certificate must be trusted and must name the host, unless said otherwise. Keys and certificates are read anew at each
 * connection, so renewed files are taken up by the next reconnect. Immutable.
 */
public final class AmiTls {

    private final @Nullable Path trusted;
    private final @Nullable Supplier<SSLContext> context;
    private final boolean hostCheck;
    private final @Nullable String serverName;

    private AmiTls(
            @Nullable Path trusted,
            @Nullable Supplier<SSLContext> context,
            boolean hostCheck,
            @Nullable String serverName) {
        this.trusted = trusted;
        this.context = context;
        this.hostCheck = hostCheck;
        this.serverName = serverName;
    }

    /** TLS that trusts what this Java trusts. */
    public static AmiTls standard() {
        return new AmiTls(null, null, true, null);
    }

    /**
     * TLS that trusts the certificates of a file, and no other.
     *
     * @param certificates a PEM file of one or more certificates: a server's own, or an authority's
     */
    public static AmiTls trusting(Path certificates) {
        return new AmiTls(certificates, null, true, null);
    }

    /** TLS with a context of your own, for client certificates and everything else; asked for at each connection. */
    public static AmiTls with(Supplier<SSLContext> context) {
        return new AmiTls(null, context, true, null);
    }

    /** The same, without a check that the certificate names the host. Whoever has any trusted certificate can then pose as the server. */
    public AmiTls withoutHostCheck() {
        return new AmiTls(trusted, context, false, serverName);
    }

    /** The same, expecting the certificate to name this host instead of the one connected to. */
    public AmiTls serverName(String host) {
        return new AmiTls(trusted, context, hostCheck, host);
    }

    Optional<Path> trusted() {
        return Optional.ofNullable(trusted);
    }

    Optional<Supplier<SSLContext>> context() {
        return Optional.ofNullable(context);
    }

    boolean checksHost() {
        return hostCheck;
    }

    Optional<String> serverName() {
        return Optional.ofNullable(serverName);
    }
}
