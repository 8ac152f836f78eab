// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgiRequestTest {

    private static final AgiCapabilities FASTAGI = new AgiCapabilities("FastAGI", 8190, 1, true);

    /** What Asterisk 22.10.1 sent for {@code AGI(agi://127.0.0.1:24573/script/path?a=1&b=two words,arg one,,arg3)}. */
    private static final List<String> RECORDED = List.of(
            "agi_network: yes",
            "agi_network_script: script/path?a=1&b=two words",
            "agi_request: agi://127.0.0.1:24573/script/path?a=1&b=two words",
            "agi_channel: Local/agi@research-00000002;2",
            "agi_language: en",
            "agi_type: Local",
            "agi_uniqueid: 1795225830.5",
            "agi_version: 22.10.1+dfsg+~cs6.17.60671434-1",
            "agi_callerid: unknown",
            "agi_calleridname: unknown",
            "agi_callingpres: 67",
            "agi_callingani2: 0",
            "agi_callington: 0",
            "agi_callingtns: 0",
            "agi_dnid: unknown",
            "agi_rdnis: unknown",
            "agi_context: research",
            "agi_extension: agi",
            "agi_priority: 4",
            "agi_enhanced: 0.0",
            "agi_accountcode: ",
            "agi_threadid: 139741720483520",
            "agi_arg_1: arg one",
            "agi_arg_2: ",
            "agi_arg_3: arg3");

    private static AgiRequest with(String... namesAndValues) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return AgiRequest.of(environment, FASTAGI, null);
    }

    private static AgiRequest withTarget(String networkScript) {
        return with("agi_network", "yes", "agi_network_script", networkScript);
    }

    @Test
    void aRecordedEnvironmentIsReadInFull() {
        AgiRequest request = AgiRequest.parse(RECORDED);
        assertThat(request.script()).isEqualTo("script/path");
        assertThat(request.parameters()).containsExactly(entry("a", List.of("1")), entry("b", List.of("two words")));
        assertThat(request.request()).isEqualTo("agi://127.0.0.1:24573/script/path?a=1&b=two words");
        assertThat(request.networkScript()).isEqualTo("script/path?a=1&b=two words");
        assertThat(request.isNetwork()).isTrue();
        assertThat(request.channel()).isEqualTo("Local/agi@research-00000002;2");
        assertThat(request.language()).isEqualTo("en");
        assertThat(request.type()).isEqualTo("Local");
        assertThat(request.uniqueId()).isEqualTo("1795225830.5");
        assertThat(request.version()).isEqualTo("22.10.1+dfsg+~cs6.17.60671434-1");
        assertThat(request.callerIdNumber()).isEmpty();
        assertThat(request.callerIdName()).isEmpty();
        assertThat(request.variable("agi_callerid")).contains("unknown");
        assertThat(request.callingPresentation()).isEqualTo(67);
        assertThat(request.callingAni2()).isZero();
        assertThat(request.callingTon()).isZero();
        assertThat(request.callingTns()).isZero();
        assertThat(request.dnid()).isEmpty();
        assertThat(request.rdnis()).isEmpty();
        assertThat(request.context()).isEqualTo("research");
        assertThat(request.extension()).isEqualTo("agi");
        assertThat(request.priority()).isEqualTo(4);
        assertThat(request.isEnhanced()).isFalse();
        assertThat(request.accountCode()).isEmpty();
        assertThat(request.threadId()).hasValue(139741720483520L);
        assertThat(request.arguments()).containsExactly("arg one", "", "arg3");
        assertThat(request.isTruncated()).isFalse();
        assertThat(request.remoteAddress()).isEmpty();
        assertThat(request.environment().entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .collect(Collectors.toList()))
                .isEqualTo(RECORDED);
    }

    @Test
    void aRequestWithAllValuesSetGivesThem() {
        AgiRequest request = with(
                "agi_callerid", "+49301234",
                "agi_calleridname", "Zoë",
                "agi_callingpres", "32",
                "agi_callingani2", "7",
                "agi_callington", "33",
                "agi_callingtns", "288",
                "agi_dnid", "100",
                "agi_rdnis", "200",
                "agi_enhanced", "1.0",
                "agi_accountcode", "acme");
        assertThat(request.callerIdNumber()).contains("+49301234");
        assertThat(request.callerIdName()).contains("Zoë");
        assertThat(request.callingPresentation()).isEqualTo(32);
        assertThat(request.callingAni2()).isEqualTo(7);
        assertThat(request.callingTon()).isEqualTo(33);
        assertThat(request.callingTns()).isEqualTo(288);
        assertThat(request.dnid()).contains("100");
        assertThat(request.rdnis()).contains("200");
        assertThat(request.isEnhanced()).isTrue();
        assertThat(request.accountCode()).contains("acme");
    }

    @Test
    void whatAsteriskDidNotSendHasTheDocumentedDefaults() {
        AgiRequest request = with();
        assertThat(request.script()).isEmpty();
        assertThat(request.parameters()).isEmpty();
        assertThat(request.request()).isEmpty();
        assertThat(request.networkScript()).isEmpty();
        assertThat(request.isNetwork()).isFalse();
        assertThat(request.channel()).isEmpty();
        assertThat(request.language()).isEmpty();
        assertThat(request.type()).isEmpty();
        assertThat(request.uniqueId()).isEmpty();
        assertThat(request.version()).isEmpty();
        assertThat(request.callerIdNumber()).isEmpty();
        assertThat(request.callerIdName()).isEmpty();
        assertThat(request.callingPresentation()).isEqualTo(67);
        assertThat(request.callingAni2()).isZero();
        assertThat(request.callingTon()).isZero();
        assertThat(request.callingTns()).isZero();
        assertThat(request.dnid()).isEmpty();
        assertThat(request.rdnis()).isEmpty();
        assertThat(request.context()).isEmpty();
        assertThat(request.extension()).isEmpty();
        assertThat(request.priority()).isZero();
        assertThat(request.isEnhanced()).isFalse();
        assertThat(request.accountCode()).isEmpty();
        assertThat(request.threadId()).isEmpty();
        assertThat(request.arguments()).isEmpty();
        assertThat(request.environment()).isEmpty();
        assertThat(request.variable("agi_channel")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "99999999999"})
    void aNumberThatIsNoneCountsAsNotSent(String text) {
        AgiRequest request = with("agi_priority", text, "agi_callingpres", text, "agi_callington", text);
        assertThat(request.priority()).isZero();
        assertThat(request.callingPresentation()).isEqualTo(67);
        assertThat(with("agi_threadid", "x").threadId()).isEmpty();
    }

    @Nested
    class Target {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "billing/gold          | billing/gold",
                    "/billing/gold         | billing/gold",
                    "billing/gold/?x=1     | billing/gold/",
                    "//billing             | /billing",
                    "a%20b/c d?q           | a%20b/c d",
                    "x#f?y=1               | x#f",
                    "x?a=/b?c              | x",
                    "?x=1                  | \"\"",
                    "/                     | \"\"",
                    "\"\"                  | \"\"",
                    "../../etc/passwd      | ../../etc/passwd",
                })
        void theScriptIsThePathAsItCame(String target, String script) {
            assertThat(withTarget(target).script()).isEqualTo(script);
        }

        @Test
        void theQueryBeginsAtTheFirstQuestionMark() {
            assertThat(withTarget("x?a=/b?c&d=%2B+").parameters())
                    .containsExactly(entry("a", List.of("/b?c")), entry("d", List.of("++")));
        }

        @Test
        void aParameterHasAFirstValueAndAllValues() {
            AgiRequest request = withTarget("x?a=1&b&a=2");
            assertThat(request.parameter("a")).contains("1");
            assertThat(request.parameters("a")).containsExactly("1", "2");
            assertThat(request.parameter("b")).contains("");
            assertThat(request.parameter("c")).isEmpty();
            assertThat(request.parameters("c")).isEmpty();
            assertThat(request.parameter("A")).isEmpty();
        }

        @Test
        void aHashIsAnOrdinaryCharacter() {
            assertThat(withTarget("x?y=1&z=2#f").parameter("z")).contains("2#f");
        }
    }

    @Nested
    class Arguments {

        @Test
        void argumentsCountFromOneAndEmptyOnesAreKept() {
            AgiRequest request = with("agi_arg_1", "a", "agi_arg_2", "", "agi_arg_3", "c");
            assertThat(request.argument(1)).contains("a");
            assertThat(request.argument(2)).contains("");
            assertThat(request.argument(3)).contains("c");
            assertThat(request.argument(4)).isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> request.argument(0))
                    .withMessageContaining("not 0");
        }

        @Test
        void argumentsEndAtTheFirstNumberThatIsMissing() {
            AgiRequest request = with("agi_arg_1", "a", "agi_arg_3", "c");
            assertThat(request.arguments()).containsExactly("a");
            assertThat(request.argument(3)).isEmpty();
            assertThat(request.variable("agi_arg_3")).contains("c");
        }
    }

    @Nested
    class Variables {

        @Test
        void pathVariablesAreGivenByTheirNames() {
            AgiRequest request = with().withPathVariables(Map.of("tier", "gold"));
            assertThat(request.pathVariable("tier")).isEqualTo("gold");
            assertThat(request.pathVariables()).containsExactly(entry("tier", "gold"));
        }

        @Test
        void anUnknownPathVariableIsAMistakeThatNamesTheKnownOnes() {
            Map<String, String> variables = new LinkedHashMap<>();
            variables.put("tier", "gold");
            variables.put("id", "7");
            AgiRequest request = with().withPathVariables(variables);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> request.pathVariable("name"))
                    .withMessage("no path variable \"name\" in this route; it has tier, id");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with().pathVariable("name"))
                    .withMessageEndingWith("it has none");
        }

        @Test
        void derivedRequestsKeepAllElse() {
            InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
            AgiRequest request = AgiRequest.of(Map.of("agi_network_script", "x?a=1", "agi_arg_1", "b"), FASTAGI, remote)
                    .withPathVariables(Map.of("v", "w"))
                    .asTruncated()
                    .withPathVariables(Map.of("v", "x"));
            assertThat(request.script()).isEqualTo("x");
            assertThat(request.parameter("a")).contains("1");
            assertThat(request.argument(1)).contains("b");
            assertThat(request.transport()).isEqualTo(FASTAGI);
            assertThat(request.remoteAddress()).contains(remote);
            assertThat(request.isTruncated()).isTrue();
            assertThat(request.pathVariable("v")).isEqualTo("x");
            assertThat(request.asTruncated().pathVariables()).containsExactly(entry("v", "x"));
        }

        @Test
        void nothingOfARequestCanBeChanged() {
            Map<String, String> environment =
                    new LinkedHashMap<>(Map.of("agi_arg_1", "a", "agi_network_script", "x?a=1"));
            AgiRequest request = AgiRequest.of(environment, FASTAGI, null);
            environment.put("agi_arg_2", "b");
            assertThat(request.environment()).doesNotContainKey("agi_arg_2");
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> request.environment().put("a", "b"));
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> request.arguments().add("b"));
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> request.parameters().put("b", List.of()));
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> request.parameters("a").add("b"));
        }
    }

    @Nested
    class Text {

        @Test
        void aRequestShowsChannelUniqueIdAndScriptPath() {
            assertThat(AgiRequest.parse(RECORDED))
                    .hasToString("Local/agi@research-00000002;2 (1795225830.5, script /script/path)");
        }

        @Test
        void aRequestShowsNothingOfTheQueryTheArgumentsOrTheCaller() {
            AgiRequest request = with(
                    "agi_network_script", "pay?token=s3cret",
                    "agi_request", "agi://h/pay?token=s3cret",
                    "agi_callerid", "555s3cret",
                    "agi_calleridname", "s3cret",
                    "agi_accountcode", "s3cret",
                    "agi_arg_1", "s3cret");
            assertThat(request.toString()).doesNotContain("s3cret").contains("/pay");
        }

        @Test
        void aRequestShowsNoControlCharactersAndNoEndlessPath() {
            AgiRequest request = with("agi_channel", "a\r\nb", "agi_network_script", "\u001b" + "x".repeat(5000));
            assertThat(request.toString())
                    .startsWith("a??b (")
                    .contains("/?xxx")
                    .hasSizeLessThan(300);
        }
    }

    @Nested
    class Parsing {

        @Test
        void aBlankLastLineMayBeThereOrNot() {
            assertThat(AgiRequest.parse(List.of("agi_channel: a")).channel()).isEqualTo("a");
            assertThat(AgiRequest.parse(List.of("agi_channel: a", "")).channel())
                    .isEqualTo("a");
        }

        @Test
        void linesBehindTheBlankOneAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AgiRequest.parse(List.of("agi_channel: a", "", "agi_type: b")))
                    .withMessageContaining("blank line");
        }

        @Test
        void whatIsNoEnvironmentIsRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> AgiRequest.parse(List.of()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AgiRequest.parse(List.of("GET / HTTP/1.1")))
                    .withMessageContaining("begins with agi_");
        }

        @Test
        void aParsedRequestCameByHandOverFastAgi() {
            assertThat(AgiRequest.parse(RECORDED).transport()).isEqualTo(new AgiCapabilities("FastAGI", 2046, 1, true));
        }
    }
}
