// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.it.contract.Call.Ending;

/** How a call finds its script, and what the script is told about it. */
abstract class RequestContract extends Contract {

    RequestContract(Transport transport) {
        super(transport);
    }

    /** Serves a pattern, and gives the request of the one call that is placed. */
    private AgiRequest request(String pattern, Served.Placing placing, Result<AgiRequest> script) {
        assertThat(pattern).startsWith("/");
        assertDone(connect(placing).end());
        return script.value();
    }

    private Result<AgiRequest> serveAt(String pattern) {
        Result<AgiRequest> script = new Result<>((request, channel) -> request);
        start(AgiRouter.builder().script(pattern, script).build());
        return script;
    }

    private AgiRequest request(String pattern, String path, String... arguments) {
        Result<AgiRequest> script = serveAt(pattern);
        Served.Placing placing = place(path);
        for (String argument : arguments) {
            placing.argument(argument);
        }
        return request(pattern, placing, script);
    }

    private static AgiScript say(String word) {
        return (request, channel) -> channel.verbose(word);
    }

    @Test
    void aScriptIsFoundByItsPath() {
        start(AgiRouter.builder()
                .script("/billing/gold", say("gold"))
                .script("/billing/silver", say("silver"))
                .build());
        assertThat(call("/billing/silver").serve().commands()).containsExactly("VERBOSE \"silver\" 1");
        assertThat(call("/billing/gold").serve().commands()).containsExactly("VERBOSE \"gold\" 1");
    }

    @Test
    void textInAPatternWinsOverAVariable() {
        start(AgiRouter.builder()
                .script("/billing/{tier}", say("any"))
                .script("/billing/gold", say("gold"))
                .script("/billing/*", say("rest"))
                .build());
        assertThat(call("/billing/gold").serve().commands()).containsExactly("VERBOSE \"gold\" 1");
        assertThat(call("/billing/tin").serve().commands()).containsExactly("VERBOSE \"any\" 1");
        assertThat(call("/billing/tin/can").serve().commands()).containsExactly("VERBOSE \"rest\" 1");
    }

    @Test
    void thePathIsGivenWithoutItsSlash() {
        assertThat(request("/billing/{tier}", "/billing/gold?x=1").script()).isEqualTo("billing/gold");
    }

    @Test
    void pathVariablesAreDecoded() {
        AgiRequest request = request("/billing/{tier}/{number}", "/billing/gold%20plus/+4930");
        assertThat(request.pathVariables()).isEqualTo(Map.of("tier", "gold plus", "number", "+4930"));
    }

    @Test
    void queryParametersAreDecodedAndAPlusStaysAPlus() {
        AgiRequest request = request(PATH, PATH + "?x=1&to=+49%2030&x=2&flag&name=J%C3%BCrgen");
        assertThat(request.parameter("x")).hasValue("1");
        assertThat(request.parameters("x")).containsExactly("1", "2");
        assertThat(request.parameter("to")).hasValue("+49 30");
        assertThat(request.parameter("flag")).hasValue("");
        assertThat(request.parameter("name")).hasValue("J\u00fcrgen");
        assertThat(request.parameter("y")).isEmpty();
    }

    @Test
    void aPercentThatIsNoEscapeStays() {
        assertThat(request(PATH, PATH + "?x=100%&y=%zz").parameters())
                .isEqualTo(Map.of("x", List.of("100%"), "y", List.of("%zz")));
    }

    @Test
    void theFirstArgumentIsTheOneBehindThePath() {
        AgiRequest request = request(PATH, PATH, "more", "", "last one");
        assertThat(request.argument(1)).hasValue("more");
        assertThat(request.argument(2)).hasValue("");
        assertThat(request.argument(3)).hasValue("last one");
        assertThat(request.argument(4)).isEmpty();
        assertThat(request.arguments()).containsExactly("more", "", "last one");
    }

    @Test
    void withoutArgumentsThereAreNone() {
        assertThat(request(PATH, PATH).arguments()).isEmpty();
    }

    @Test
    void argumentsKeepTheirCharacters() {
        assertThat(request(PATH, PATH, "a\"b\\c", "\u00fc\u260e", "x: y=%41+").arguments())
                .containsExactly("a\"b\\c", "\u00fc\u260e", "x: y=%41+");
    }

    @Test
    void theVariablesOfTheNetworkAreThoseOfFastAgi() {
        AgiRequest request = request(PATH, PATH + "?x=1", "more");
        assertThat(request.networkScript()).isEqualTo("script?x=1");
        assertThat(request.variable("agi_network_script")).hasValue("script?x=1");
        assertThat(request.variable("agi_arg_1")).hasValue("more");
        assertThat(request.variable("agi_arg_2")).isEmpty();
    }

    @Test
    void theChannelIsKnown() {
        Result<AgiRequest> script = serveAt(PATH);
        AgiRequest request = request(
                PATH,
                place(PATH)
                        .variable("agi_channel", "PJSIP/bob-0000002a")
                        .variable("agi_uniqueid", "1700000000.42")
                        .variable("agi_context", "office")
                        .variable("agi_extension", "555")
                        .variable("agi_priority", "7")
                        .variable("agi_language", "de")
                        .variable("agi_accountcode", "acme"),
                script);
        assertThat(request.channel()).isEqualTo("PJSIP/bob-0000002a");
        assertThat(request.uniqueId()).isEqualTo("1700000000.42");
        assertThat(request.type()).isEqualTo("PJSIP");
        assertThat(request.context()).isEqualTo("office");
        assertThat(request.extension()).isEqualTo("555");
        assertThat(request.priority()).isEqualTo(7);
        assertThat(request.language()).isEqualTo("de");
        assertThat(request.accountCode()).hasValue("acme");
        assertThat(request.version()).startsWith("22.");
    }

    @Test
    void theCallerIsKnown() {
        Result<AgiRequest> script = serveAt(PATH);
        AgiRequest request = request(
                PATH,
                place(PATH)
                        .variable("agi_callerid", "+4930123")
                        .variable("agi_calleridname", "J\u00fcrgen (b\u00fcro)"),
                script);
        assertThat(request.callerIdNumber()).hasValue("+4930123");
        assertThat(request.callerIdName()).hasValue("J\u00fcrgen (b\u00fcro)");
    }

    @Test
    void aCallerWithoutANumberHasNone() {
        AgiRequest request = request(PATH, PATH);
        assertThat(request.callerIdNumber()).isEmpty();
        assertThat(request.callerIdName()).isEmpty();
        assertThat(request.variable("agi_callerid")).hasValue("unknown");
    }

    @Test
    void theChannelOfTheScriptIsThatOfTheRequest() {
        Result<List<String>> script = serve((request, channel) ->
                List.of(channel.name(), request.channel(), channel.uniqueId(), request.uniqueId()));
        assertDone(call().end());
        List<String> names = script.value();
        assertThat(names).doesNotContain("");
        assertThat(names.get(0)).isEqualTo(names.get(1));
        assertThat(names.get(2)).isEqualTo(names.get(3));
    }

    @Test
    void aPlainCallIsWholeAndNew() {
        AgiRequest request = request(PATH, PATH, "more");
        assertThat(request.isTruncated()).isFalse();
        assertThat(request.adopted()).isFalse();
        assertThat(request.isEnhanced()).isFalse();
    }

    /** The difference that a script can see; all else of it is in {@link Transport}. */
    @Test
    void theTransportSaysWhatItCanDo() {
        assertThat(request(PATH, PATH).transport()).isEqualTo(transport.capabilities());
    }

    @Test
    void anUnknownPathIsRefusedOrLeftAlone() {
        start(AgiRouter.builder().script("/known", say("known")).build());
        Call call = call("/other");
        if (transport.takesUnknownPaths()) {
            assertRefused(call.end());
        } else {
            assertDone(call("/known").serve()); // the server is there
            call.expectNothing(A_WHILE);
            assertThat(server().health().totalCalls()).isEqualTo(1);
        }
    }

    @Test
    void theFallbackServesUnknownPathsOrTheyAreLeftAlone() {
        start(AgiRouter.builder()
                .script("/known", say("known"))
                .fallback(say("fallback"))
                .build());
        Call call = call("/other");
        if (transport.takesUnknownPaths()) {
            assertThat(call.serve().commands()).containsExactly("VERBOSE \"fallback\" 1");
        } else {
            assertDone(call("/known").serve());
            call.expectNothing(A_WHILE);
        }
    }

    @Test
    void aPathIsNeverLeftByDots() {
        start(AgiRouter.builder()
                .script("/known", say("known"))
                .script("/files/{name}", say("file"))
                .build());
        Call call = call("/files/%2e%2e");
        if (transport.takesUnknownPaths()) {
            assertRefused(call.end());
        } else {
            assertDone(call("/known").serve());
            call.expectNothing(A_WHILE);
        }
    }

    @Test
    void aFactoryMakesAScriptForEachCall() {
        AtomicInteger made = new AtomicInteger();
        start(AgiRouter.builder()
                .script(PATH, () -> {
                    int number = made.incrementAndGet();
                    return say("script " + number);
                })
                .build());
        assertThat(call().serve().commands()).containsExactly("VERBOSE \"script 1\" 1");
        assertThat(call().serve().commands()).containsExactly("VERBOSE \"script 2\" 1");
    }

    @Test
    void manyCallsAtOnceDoNotMix() throws Exception {
        int count = 20;
        CompletableFuture<Void> all = new CompletableFuture<>();
        AtomicInteger arrived = new AtomicInteger();
        start((request, channel) -> {
            arrived.incrementAndGet();
            all.get(10, TimeUnit.SECONDS);
            String mine = channel.getVariable("MINE").orElse("");
            channel.verbose(request.argument(1).orElse("") + "=" + mine);
        });
        List<Call> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            open.add(connect(place(PATH).argument("call" + i).channelVariable("MINE", "call" + i)));
        }
        await().until(() -> arrived.get() == count);
        assertThat(server().activeCalls()).isEqualTo(count);
        all.complete(null);
        for (int i = 0; i < count; i++) {
            Ending ending = open.get(i).serve();
            assertDone(ending);
            assertThat(ending.commands())
                    .containsExactly("GET VARIABLE \"MINE\"", "VERBOSE \"call" + i + "=call" + i + "\" 1");
        }
    }

    @Test
    void aMissingPathVariableIsAnErrorOfTheScript() {
        Result<String> script = new Result<>((request, channel) -> request.pathVariable("tier"));
        start(AgiRouter.builder().script("/billing/{number}", script).build());
        assertFailed(call("/billing/1").end());
        assertThatThrownBy(() -> {
                    throw script.failure(IllegalArgumentException.class);
                })
                .hasMessageContaining("number");
    }
}
