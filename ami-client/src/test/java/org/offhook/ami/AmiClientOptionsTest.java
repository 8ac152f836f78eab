// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What options take and what they refuse. */
class AmiClientOptionsTest {

    private static AmiClientOptions.Builder builder() {
        return AmiClientOptions.builder("pbx", "me", "s3cret");
    }

    @Test
    void theNameIsHostAndPortUnlessSet() {
        assertThat(builder().build().name()).isEqualTo("pbx:5038");
        assertThat(builder().port(5039).build().name()).isEqualTo("pbx:5039");
        assertThat(builder().name("north").build().name()).isEqualTo("north");
        assertThat(builder().port(1).build().port()).isEqualTo(1);
        assertThat(builder().build().host()).isEqualTo("pbx");
    }

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        AmiClientOptions options = builder().build();
        assertThat(options.port()).isEqualTo(5038);
        assertThat(options.connectTimeout).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.bootTimeout).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.actionTimeout).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.listTimeout).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.pingInterval).isEqualTo(Duration.ofSeconds(15));
        assertThat(options.pingTimeout).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.reconnect).isTrue();
        assertThat(options.reconnectMin).isEqualTo(Duration.ofMillis(250));
        assertThat(options.reconnectMax).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.maxPending).isEqualTo(10_000);
        assertThat(options.maxLineBytes).isEqualTo(1024 * 1024);
        assertThat(4L * options.maxMessageBytes).as("what is kept of a list").isEqualTo(64L * 1024 * 1024);
        assertThat(options.economy).isEqualTo(EventEconomy.NONE);
        assertThat(options.plainLogin).isFalse();
        assertThat(options.tls).isNull();
    }

    @Test
    void itsTextHasNoSecret() {
        assertThat(builder().build()).hasToString("AmiClientOptions[me@pbx:5038]");
        assertThat(builder().tls(AmiTls.standard()).plainLogin().build().toString())
                .contains("TLS")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void aPortThatIsNoneIsRefused(int port) {
        assertThatThrownBy(() -> builder().port(port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(port));
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        List<BiFunction<AmiClientOptions.Builder, Duration, AmiClientOptions.Builder>> setters = List.of(
                AmiClientOptions.Builder::connectTimeout,
                AmiClientOptions.Builder::bootTimeout,
                AmiClientOptions.Builder::actionTimeout,
                AmiClientOptions.Builder::listTimeout,
                (b, time) -> b.ping(time, Duration.ofSeconds(1)),
                (b, time) -> b.ping(Duration.ofSeconds(1), time),
                (b, time) -> b.reconnectPause(time, Duration.ofSeconds(1)),
                (b, time) -> b.reconnectPause(Duration.ofMillis(1), time));
        for (BiFunction<AmiClientOptions.Builder, Duration, AmiClientOptions.Builder> setter : setters) {
            for (Duration time : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(366))) {
                assertThatThrownBy(() -> setter.apply(builder(), time)).isInstanceOf(IllegalArgumentException.class);
            }
            setter.apply(builder(), Duration.ofMillis(500)).build();
        }
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> builder().reconnectPause(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().maxPendingActions(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().inboundLimits(100, 100_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().inboundLimits(100_000, 1_024)).isInstanceOf(IllegalArgumentException.class);
        builder().inboundLimits(1_024, 1_024).maxPendingActions(1).build();
    }

    @Test
    void aBuilderCanBeUsedOn() {
        AmiClientOptions.Builder builder = builder();
        AmiClientOptions first = builder.build();
        AmiClientOptions second = builder.port(6_000).build();
        assertThat(first.port()).isEqualTo(AmiClientOptions.DEFAULT_PORT);
        assertThat(second.port()).isEqualTo(6_000);
    }
}
