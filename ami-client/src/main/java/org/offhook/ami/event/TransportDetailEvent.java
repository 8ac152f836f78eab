// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A PJSIP transport, in a list.
 *
 * <p>{@code TransportDetail}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record TransportDetailEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ObjectType}. */
    public Optional<String> objectType() {
        return HeaderValues.text(headers, "ObjectType");
    }

    /** {@code ObjectName}. */
    public Optional<String> objectName() {
        return HeaderValues.text(headers, "ObjectName");
    }

    /** {@code Protocol}. */
    public Optional<String> protocol() {
        return HeaderValues.text(headers, "Protocol");
    }

    /** {@code Bind}. */
    public Optional<String> bind() {
        return HeaderValues.text(headers, "Bind");
    }

    /** {@code AsycOperations}. */
    public OptionalInt asyncOperations() {
        return HeaderValues.integer(headers, "AsycOperations");
    }

    /** {@code CaListFile}. */
    public Optional<String> caListFile() {
        return HeaderValues.text(headers, "CaListFile");
    }

    /** {@code CaListPath}. */
    public Optional<String> caListPath() {
        return HeaderValues.text(headers, "CaListPath");
    }

    /** {@code CertFile}. */
    public Optional<String> certFile() {
        return HeaderValues.text(headers, "CertFile");
    }

    /** {@code PrivKeyFile}. */
    public Optional<String> privKeyFile() {
        return HeaderValues.text(headers, "PrivKeyFile");
    }

    /** {@code Password}. */
    public Optional<String> password() {
        return HeaderValues.text(headers, "Password");
    }

    /** {@code ExternalSignalingAddress}. */
    public Optional<String> externalSignalingAddress() {
        return HeaderValues.text(headers, "ExternalSignalingAddress");
    }

    /** {@code ExternalSignalingPort}. */
    public OptionalInt externalSignalingPort() {
        return HeaderValues.integer(headers, "ExternalSignalingPort");
    }

    /** {@code ExternalMediaAddress}. */
    public Optional<String> externalMediaAddress() {
        return HeaderValues.text(headers, "ExternalMediaAddress");
    }

    /** {@code Domain}. */
    public Optional<String> domain() {
        return HeaderValues.text(headers, "Domain");
    }

    /** {@code VerifyServer}. */
    public Optional<Boolean> verifyServer() {
        return HeaderValues.bool(headers, "VerifyServer");
    }

    /** {@code VerifyClient}. */
    public Optional<Boolean> verifyClient() {
        return HeaderValues.bool(headers, "VerifyClient");
    }

    /** {@code RequireClientCert}. */
    public Optional<Boolean> requireClientCert() {
        return HeaderValues.bool(headers, "RequireClientCert");
    }

    /** {@code Method}. */
    public Optional<String> method() {
        return HeaderValues.text(headers, "Method");
    }

    /** {@code Cipher}. */
    public Optional<String> cipher() {
        return HeaderValues.text(headers, "Cipher");
    }

    /** {@code LocalNet}. */
    public Optional<String> localNet() {
        return HeaderValues.text(headers, "LocalNet");
    }

    /** {@code Tos}. */
    public Optional<String> tos() {
        return HeaderValues.text(headers, "Tos");
    }

    /** {@code Cos}. */
    public OptionalInt cos() {
        return HeaderValues.integer(headers, "Cos");
    }

    /** {@code WebsocketWriteTimeout}. */
    public Optional<Duration> websocketWriteTimeout() {
        return HeaderValues.millis(headers, "WebsocketWriteTimeout");
    }

    /** {@code AllowReload}, in Asterisk 22. */
    public Optional<Boolean> allowReload() {
        return HeaderValues.bool(headers, "AllowReload");
    }

    /** {@code AllowWildcardCerts}, in Asterisk 22. */
    public Optional<Boolean> allowWildcardCerts() {
        return HeaderValues.bool(headers, "AllowWildcardCerts");
    }

    /** {@code SymmetricTransport}, in Asterisk 22. */
    public Optional<Boolean> symmetricTransport() {
        return HeaderValues.bool(headers, "SymmetricTransport");
    }

    /** {@code TcpKeepaliveEnable}, in Asterisk 22. */
    public Optional<Boolean> tcpKeepaliveEnable() {
        return HeaderValues.bool(headers, "TcpKeepaliveEnable");
    }

    /** {@code TcpKeepaliveIdleTime}, in Asterisk 22. */
    public Optional<Duration> tcpKeepaliveIdleTime() {
        return HeaderValues.seconds(headers, "TcpKeepaliveIdleTime");
    }

    /** {@code TcpKeepaliveIntervalTime}, in Asterisk 22. */
    public Optional<Duration> tcpKeepaliveIntervalTime() {
        return HeaderValues.seconds(headers, "TcpKeepaliveIntervalTime");
    }

    /** {@code TcpKeepaliveProbeCount}, in Asterisk 22. */
    public OptionalInt tcpKeepaliveProbeCount() {
        return HeaderValues.integer(headers, "TcpKeepaliveProbeCount");
    }

    /** {@code EndpointName}. */
    public Optional<String> endpointName() {
        return HeaderValues.text(headers, "EndpointName");
    }
}
