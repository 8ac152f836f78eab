// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.tokencheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiOutcome;
import org.offhook.examples.Ends;
import org.offhook.testkit.ScriptTester;

class TokenCheckTest {

    private static ScriptTester call(String path) {
        return ScriptTester.of(Main.router(Map.of("acme", "s3cret", "other", "0ther")))
                .request(path);
    }

    @Test
    void theTenantsTokenLetsThrough() {
        ScriptTester.Result result = call("tenants/acme/hello?token=s3cret")
                .expect("ANSWER")
                .ok()
                .expect("STREAM FILE hello-world \"\"")
                .ok()
                .run();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenants/acme/hello",
                "tenants/acme/hello?token=",
                "tenants/acme/hello?token=S3cret",
                "tenants/acme/hello?token=0ther",
                "tenants/nobody/hello",
                "tenants/nobody/hello?token=",
                "no-such-script?token=s3cret"
            })
    void anythingElseIsRefused(String path) {
        ScriptTester.Result result = call(path).run();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.REFUSED);
        assertThat(result.reason()).contains("the token is missing or wrong").doesNotContain("s3cret");
    }

    @Test
    void anEmptyTokenIsAMistake() {
        assertThatThrownBy(() -> new TokenCheck(Map.of("acme", ""))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCommandShowsIt() {
        assertThat(Ends.of(Main.example("s3cret")))
                .containsExactly("AGISTATUS=SUCCESS OFFHOOK=done", "AGISTATUS=FAILURE OFFHOOK=refused");
    }
}
