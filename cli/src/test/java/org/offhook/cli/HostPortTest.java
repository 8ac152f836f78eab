// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    @ParameterizedTest
    @CsvSource({"pbx, pbx, 7", "pbx:5038, pbx, 5038", "::1, ::1, 7", "[::1], ::1, 7", "[::1]:5038, ::1, 5038"})
    void aHostAndPerhapsAPort(String text, String host, int port) {
        assertThat(HostPort.parse(text, 7)).isEqualTo(new HostPort(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1", "pbx:", "pbx:x", "pbx:0", "pbx:99999", "[::1", "[::1]5038"})
    void whatIsNone(String text) {
        assertThatThrownBy(() -> HostPort.parse(text, 7)).isInstanceOf(Problem.class);
    }

    @Test
    void anAddressOfIpV6HasBracketsInAnUrl() {
        assertThat(HostPort.inUrl("::1")).isEqualTo("[::1]");
        assertThat(HostPort.inUrl("pbx")).isEqualTo("pbx");
    }
}
