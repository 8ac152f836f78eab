// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineBufferTest {

    @ParameterizedTest
    @CsvSource({
        "1.8.32.3, 2046",
        "16.28.0~dfsg-0+deb11u4, 2046",
        "20.15.2, 2046",
        "20.16.0, 8190",
        "21.10.1, 2046",
        "21.11.0, 8190",
        "22.5.0, 2046",
        "22.6.0, 8190",
        "22.10.1+dfsg+~cs6.17.60671434-1, 8190",
        "23.0.0, 8190",
        "'', 2046",
        "GIT-master-abc, 2046",
    })
    void longLinesCameWithSomeReleases(String version, int bytes) {
        assertThat(LineBuffer.maxLineBytes(version)).isEqualTo(bytes);
    }
}
