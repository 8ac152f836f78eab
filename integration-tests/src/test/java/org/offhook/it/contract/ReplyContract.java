// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiTruncatedException;
import org.offhook.agi.command.ChannelState;
import org.offhook.agi.command.Digits;
import org.offhook.agi.command.EndPosition;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.ExecResult;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.Gosub;
import org.offhook.agi.command.GosubResult;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.ReceiveText;
import org.offhook.agi.command.Recording;
import org.offhook.agi.command.Text;
import org.offhook.it.contract.Call.Ending;

/** What a script gets for what Asterisk answers. */
abstract class ReplyContract extends Contract {

    private static final String USAGE_BLOCK = """
            520-Invalid command syntax.  Proper usage follows:
            Usage: SAY DIGITS <number> <escape digits>
              Says it.
            520 End of proper usage.""";

    ReplyContract(Transport transport) {
        super(transport);
    }

    /** Runs one verb, answers its line, and runs a second one, which must get its own reply. */
    private <T> T answer(String line, String reply, Result.Body<T> body) {
        Result<T> script = serve((request, channel) -> {
            T result = body.run(request, channel);
            assertThat(channel.getVariable("NEXT")).hasValue("its own");
            return result;
        });
        Call call = call();
        call.expect(line).reply(reply);
        call.expect("GET VARIABLE \"NEXT\"").reply("200 result=1 (its own)");
        assertDone(call.end());
        return script.value();
    }

    private static <E extends Throwable> E failure(Class<E> type, Runnable verb) {
        E failure = catchThrowableOfType(type, verb::run);
        assertThat(failure).isNotNull();
        return failure;
    }

    // ---- results ----

    @Test
    void aFilePlayedToItsEnd() {
        Playback played =
                answer("STREAM FILE \"hello\" \"\"", "200 result=0 endpos=8000", (r, c) -> c.streamFile("hello"));
        assertThat(played.finished()).isTrue();
        assertThat(played.key()).isEmpty();
        assertThat(played.endPosition()).hasValue(new EndPosition(8000, EndPosition.Unit.SAMPLES));
    }

    @Test
    void aKeyInterruptsAFile() {
        Playback played = answer(
                "STREAM FILE \"hello\" \"0123\"", "200 result=49 endpos=1600", (r, c) -> c.streamFile("hello", "0123"));
        assertThat(played.finished()).isFalse();
        assertThat(played.key()).hasValue('1');
    }

    @Test
    void aMissingFileIsAFailureAndTheCallGoesOn() {
        Playback played =
                answer("STREAM FILE \"missing\" \"\"", "200 result=-1 endpos=0", (r, c) -> c.streamFile("missing"));
        assertThat(played.failed()).isTrue();
    }

    @Test
    void aMissingPromptOfAnEntryIsAFailure() {
        Digits digits = answer("GET DATA \"missing\"", ALIVE_FAILURE, (r, c) -> c.getData("missing"));
        assertThat(digits).isEqualTo(new Digits("", false, true));
    }

    @Test
    void digitsAreText() {
        Digits digits = answer("GET DATA \"pin\"", "200 result=0042", (r, c) -> c.getData("pin"));
        assertThat(digits).isEqualTo(new Digits("0042", false, false));
    }

    @Test
    void digitsWhoseTimeRanOut() {
        Digits digits = answer(
                "GET DATA \"pin\" 2000", "200 result=12 (timeout)", (r, c) -> c.getData("pin", Duration.ofSeconds(2)));
        assertThat(digits).isEqualTo(new Digits("12", true, false));
    }

    @Test
    void noDigitsButTheKeyThatEndsThem() {
        Digits digits = answer("GET DATA \"pin\"", "200 result=", (r, c) -> c.getData("pin"));
        assertThat(digits.isEmpty()).isTrue();
        assertThat(digits.timedOut()).isFalse();
    }

    @Test
    void aKeyOrNone() {
        KeyPress key = answer("WAIT FOR DIGIT 1000", "200 result=35", (r, c) -> c.waitForDigit(Duration.ofSeconds(1)));
        assertThat(key.is('#')).isTrue();
    }

    @Test
    void noKeyInTime() {
        KeyPress key = answer("WAIT FOR DIGIT 1000", OK, (r, c) -> c.waitForDigit(Duration.ofSeconds(1)));
        assertThat(key.none()).isTrue();
    }

    @Test
    void aRecordingEndedByAKey() {
        Recording recording = answer(
                "RECORD FILE \"r\" \"wav\" \"#\" 5000",
                "200 result=35 (dtmf) endpos=12000",
                (r, c) -> c.recordFile("r", "wav", "#", Duration.ofSeconds(5)));
        assertThat(recording.key()).hasValue('#');
        assertThat(recording.endPosition()).hasValue(new EndPosition(12_000, EndPosition.Unit.SAMPLES));
    }

    @Test
    void textWhoseTimeRanOutIsNoHangUp() {
        Text text =
                answer("RECEIVE TEXT 1000", ALIVE_FAILURE, (r, c) -> c.execute(new ReceiveText(Duration.ofSeconds(1))));
        assertThat(text.timedOut()).isTrue();
    }

    @Test
    void theStateOfTheChannel() {
        assertThat(this.<ChannelState>answer("CHANNEL STATUS", "200 result=4", (r, c) -> c.channelStatus()))
                .isEqualTo(ChannelState.RING);
    }

    @Test
    void anApplicationThatFailsOnALiveCall() {
        ExecResult result = answer("EXEC \"Dial\" \"x\"", ALIVE_FAILURE, (r, c) -> c.execute(new Exec("Dial", "x")));
        assertThat(result.code()).isEqualTo(-1);
    }

    @Test
    void anApplicationThatDoesNotExist() {
        ExecResult result = answer("EXEC \"Nope\" \"x\"", "200 result=-2", (r, c) -> c.execute(new Exec("Nope", "x")));
        assertThat(result.isUnknownApplication()).isTrue();
    }

    @Test
    void aSubroutineAnswersTwice() {
        GosubResult result = answer(
                "GOSUB \"sub\" \"s\" \"1\"",
                "100 result=0 Trying...\n200 result=0 Gosub complete",
                (r, c) -> c.execute(new Gosub("sub", "s", "1")));
        assertThat(result.isComplete()).isTrue();
    }

    @Test
    void aSubroutineThatDoesNotExist() {
        GosubResult result = answer(
                "GOSUB \"sub\" \"s\" \"1\"",
                "200 result=-1 Gosub label not found",
                (r, c) -> c.execute(new Gosub("sub", "s", "1")));
        assertThat(result.outcome()).isEqualTo(GosubResult.Outcome.LABEL_NOT_FOUND);
    }

    @Test
    void aProvisionalReplyIsNotTheAnswer() {
        AgiReply reply = answer(
                "GOSUB \"sub\" \"s\" \"1\"",
                "100 result=0 Trying...\n200 result=0 Gosub complete",
                (r, c) -> c.raw("GOSUB \"sub\" \"s\" \"1\""));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.rest()).isEqualTo("Gosub complete");
    }

    // ---- values ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                " ",
                "a)",
                "f(x)",
                "a)\nb",
                "a\n\nb",
                "a\n200 result=1 (forged)\nb",
                "a)\n200 result=1 (forged",
                "x\nHANGUP\ny",
                "520-not a block",
                "100%25 + %0A",
                "\"quoted\" \\ back",
                "gr\u00fc\u00dfe \u260e \ud83d\ude00",
                "\r\n",
                "key=value endpos=7"
            })
    void aValueIsReadAsItIs(String value) {
        assertThat(this.<Optional<String>>answer(
                        "GET VARIABLE \"X\"", "200 result=1 (" + value + ")", (r, c) -> c.getVariable("X")))
                .hasValue(value);
    }

    @Test
    void aVariableThatIsNotSetIsEmpty() {
        assertThat(this.<Optional<String>>answer("GET VARIABLE \"X\"", OK, (r, c) -> c.getVariable("X")))
                .isEmpty();
    }

    @Test
    void aVariableThatIsSetToNothingIsThere() {
        assertThat(this.<Optional<String>>answer("GET VARIABLE \"X\"", "200 result=1 ()", (r, c) -> c.getVariable("X")))
                .hasValue("");
    }

    @Test
    void anExpressionIsEvaluatedByAsterisk() {
        assertThat(this.<String>answer(
                        "GET FULL VARIABLE \"${A}-${B}\"",
                        "200 result=1 (a-b)",
                        (r, c) -> c.getFullVariable("${A}-${B}")))
                .isEqualTo("a-b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1022, 1023, 1024, 5000, 20_000})
    void aLongValueIsReadWhole(int bytes) {
        // Two bytes each, and one more at the front: slices cut characters.
        String value = "x".repeat(1 + (bytes + 1) % 2) + "\u00fc".repeat((bytes - 1) / 2);
        Result<Optional<String>> script = serve((request, channel) -> channel.getVariable("LONG"));
        Ending ending = connect(place(PATH).channelVariable("LONG", value)).serve();
        assertDone(ending);
        assertThat(script.value()).hasValue(value);
        assertThat(ending.commands().get(0)).isEqualTo("GET VARIABLE \"LONG\"");
    }

    @Test
    void manyLongValuesInARowAreReadWhole() {
        String value = "0123456789@\n".repeat(150);
        Result<List<Optional<String>>> script = serve((request, channel) ->
                List.of(channel.getVariable("LONG"), channel.getVariable("SHORT"), channel.getVariable("LONG")));
        assertDone(connect(place(PATH).channelVariable("LONG", value).channelVariable("SHORT", "s"))
                .serve());
        assertThat(script.value()).containsExactly(Optional.of(value), Optional.of("s"), Optional.of(value));
    }

    @Test
    void aLongValueOfAFunctionIsNotReadTwice() {
        Result<AgiTruncatedException> script = serve((request, channel) -> {
            AgiTruncatedException cut = failure(AgiTruncatedException.class, () -> channel.getVariable("SHELL(cat)"));
            assertThat(channel.getVariable("NEXT")).hasValue("its own");
            return cut;
        });
        Ending ending = connect(place(PATH)
                        .channelVariable("SHELL(cat)", "x".repeat(3000))
                        .channelVariable("NEXT", "its own"))
                .serve();
        assertDone(ending);
        script.value();
        assertThat(ending.commands()).containsExactly("GET VARIABLE \"SHELL(cat)\"", "GET VARIABLE \"NEXT\"");
    }

    @Test
    void whatIsWrittenCanBeReadAgain() {
        String value = "a \"b\" \\c, d;e|f $g {h} gr\u00fc\u00dfe\ttab";
        Result<Optional<String>> script = serve((request, channel) -> {
            channel.setVariable("X", value);
            return channel.getVariable("X");
        });
        assertDone(call().serve());
        assertThat(script.value()).hasValue(value);
    }

    @Test
    void theDatabaseKeepsGivesAndForgets() {
        Result<List<Object>> script = serve((request, channel) -> List.of(
                channel.databasePut("family", "key", "value (1)"),
                channel.databaseGet("family", "key").orElse("none"),
                channel.databaseDel("family", "key"),
                channel.databaseGet("family", "key").orElse("none")));
        assertDone(call().serve());
        assertThat(script.value()).containsExactly(true, "value (1)", true, "none");
    }

    // ---- refusals ----

    private AgiCommandException refused(String line, String reply, Consumer<AgiChannel> verb) {
        return answer(
                line, reply, (request, channel) -> failure(AgiCommandException.class, () -> verb.accept(channel)));
    }

    @Test
    void anUnknownCommand() {
        AgiCommandException refusal =
                refused("NONSENSE 1", "510 Invalid or unknown command", channel -> channel.raw("NONSENSE 1"));
        assertThat(refusal.reply().status()).isEqualTo(510);
        assertThat(refusal.command()).isEqualTo("NONSENSE 1");
    }

    @Test
    void wrongUsageOverSeveralLines() {
        AgiCommandException refusal = refused("SAY DIGITS", USAGE_BLOCK, channel -> channel.raw("SAY DIGITS"));
        assertThat(refusal.reply().status()).isEqualTo(520);
        assertThat(refusal.reply().usage()).contains("Usage: SAY DIGITS").contains("Says it.");
    }

    @Test
    void wrongUsageOnOneLine() {
        AgiCommandException refusal = refused(
                "SAY DIGITS",
                "520 Invalid command syntax.  Proper usage not available.",
                channel -> channel.raw("SAY DIGITS"));
        assertThat(refusal.reply().status()).isEqualTo(520);
    }

    @Test
    void anyOtherStatusIsARefusal() {
        AgiCommandException refusal = refused(
                "GOSUB \"sub\" \"s\" \"1\"",
                "503 result=-2 Memory allocation failure",
                channel -> channel.execute(new Gosub("sub", "s", "1")));
        assertThat(refusal.reply().status()).isEqualTo(503);
    }

    @Test
    void aReplyThatTheCommandCannotReadIsKept() {
        AgiCommandException refusal =
                refused("GET VARIABLE \"X\"", "200 result=seven", channel -> channel.getVariable("X"));
        assertThat(refusal.reply().result()).isEqualTo("seven");
        assertThat(refusal).hasMessageNotContaining("seven"); // it may be a secret
    }

    @Test
    void anExceptionShowsWhereTheScriptWas() {
        AgiCommandException refusal =
                refused("NONSENSE", "510 Invalid or unknown command", channel -> channel.raw("NONSENSE"));
        assertThat(refusal.getStackTrace())
                .anyMatch(frame -> frame.getClassName().contains("ReplyContract"));
    }

    @Test
    void aDeadChannelsRefusalIsAHangUp() {
        Result<AgiHangupException> script =
                serve((request, channel) -> failure(AgiHangupException.class, () -> channel.streamFile("x")));
        Call call = call();
        call.expect("STREAM FILE \"x\" \"\"")
                .hangUp("511 Command Not Permitted on a dead channel or intercept routine");
        assertHungUp(call.end());
        assertThat(script.value().reply()).isPresent();
    }

    @Test
    void aSubmittedCommandGetsTheSame() {
        Result<AgiCommandException> script = serve((request, channel) -> {
            var bad = channel.submit(new GetVariable("BAD"));
            var good = channel.submit(new GetVariable("GOOD"));
            assertThat(good.get(10, TimeUnit.SECONDS)).hasValue("value");
            return (AgiCommandException) bad.handle((value, e) -> e).join();
        });
        Call call = call();
        call.expect("GET VARIABLE \"BAD\"").reply("510 Invalid or unknown command");
        call.expect("GET VARIABLE \"GOOD\"").reply("200 result=1 (value)");
        assertDone(call.end());
        assertThat(script.value().reply().status()).isEqualTo(510);
    }
}
