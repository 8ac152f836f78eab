// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.ami.OriginateOutcome.Result;

/** Sequences of events as Asterisk 16 and 22 send them, and what they amount to. */
class OriginateTrackTest {

    private static final String ID = "call-1";

    /** Each word is one event, in the shape of the real ones; what stands after a colon is its telling value. */
    static Stream<Arguments> sequences() {
        return Stream.of(
                // in the orders that were seen
                arguments("new ok state:6 state2 end:ANSWER", Result.ANSWERED),
                arguments("new state:5 state:6 end:ANSWER ok", Result.ANSWERED),
                arguments("new end:BUSY failure:5 hangup:0", Result.BUSY),
                arguments("new end:BUSY hangup:17 failure:0", Result.BUSY),
                arguments("new failure:0 end:BUSY hangup:17", Result.BUSY),
                arguments("failure:0 new end:BUSY hangup:17", Result.BUSY),
                arguments("failure:0 new hangup:17", Result.BUSY),
                arguments("new end:CONGESTION failure:8 hangup:0", Result.CONGESTION),
                arguments("new end:CONGESTION failure:0 hangup:34", Result.CONGESTION),
                arguments("new failure:0 hangup:34", Result.CONGESTION),
                arguments("new state:5 hangup:19 failure:3", Result.NO_ANSWER),
                arguments("new state:5 failure:3 hangup:0", Result.NO_ANSWER),
                arguments("new state:5 failure:1", Result.NO_ANSWER),
                arguments("new end:NOANSWER failure:0 hangup:16", Result.NO_ANSWER),
                arguments("new failure:0 hangup:16", Result.NO_ANSWER),
                arguments("new failure:0 hangup:19", Result.NO_ANSWER),
                arguments("new end:CANCEL failure:0", Result.NO_ANSWER),
                arguments("new end:CHANUNAVAIL failure:0", Result.FAILED),
                arguments("failure:0 new hangup:0", Result.FAILED),
                arguments("new hangup:0 failure:0", Result.FAILED),
                arguments("failure:0 grace", Result.FAILED),
                arguments("new failure:0 grace", Result.FAILED),
                arguments("failure:77 grace", Result.FAILED),
                // without OriginateResponse
                arguments("new state:5 hangup:17 grace", Result.BUSY),
                arguments("new end:CONGESTION hangup:0 grace", Result.CONGESTION),
                arguments("new state:6 hangup:16 grace", Result.ANSWERED),
                arguments("new state:6 deadline", Result.ANSWERED),
                arguments("new state:6 down", Result.ANSWERED),
                arguments("new hangup:0 grace", Result.FAILED),
                arguments("deadline", Result.UNKNOWN),
                arguments("new state:5 deadline", Result.UNKNOWN),
                arguments("new state:5 down", Result.UNKNOWN),
                arguments("down", Result.UNKNOWN),
                arguments("failure:0 down", Result.FAILED),
                arguments("failure:0 deadline", Result.FAILED),
                // what another channel of the same id does is not ours
                arguments("state:6 hangup:17 end:BUSY failure:0 grace", Result.FAILED),
                arguments("state:5 hangup:16 deadline", Result.UNKNOWN),
                // given up
                arguments("new state:5 cancel end:NOANSWER failure:0 hangup:0", Result.CANCELLED),
                arguments("new state:5 cancel failure:0 hangup:0", Result.CANCELLED),
                arguments("cancel new hangup:0 failure:0", Result.CANCELLED),
                arguments("cancel failure:0 grace", Result.CANCELLED),
                arguments("new cancel failure:3", Result.CANCELLED),
                arguments("new state:5 cancel hangup:16 grace", Result.CANCELLED),
                arguments("new state:5 cancel ok", Result.ANSWERED),
                arguments("new cancel failure:5", Result.BUSY),
                arguments("new cancel end:BUSY failure:0", Result.BUSY),
                arguments("new cancel deadline", Result.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void aSequenceHasOneOutcome(String sequence, Result expected) {
        OriginateTrack track = new OriginateTrack(ID);
        String[] steps = sequence.split(" ", -1);
        OriginateOutcome first = null;
        for (String step : steps) {
            apply(track, step);
            if (first == null) {
                first = track.outcome();
            }
        }
        assertThat(first).isNotNull();
        assertThat(first.result()).isEqualTo(expected);
        assertThat(first.channelId()).isEqualTo(ID);

        for (String late : List.of("ok", "failure:5", "hangup:17", "down", "deadline", "grace", "lost", "new")) {
            apply(track, late);
        }
        assertThat(track.outcome()).isSameAs(first);
    }

    static Stream<Arguments> failures() {
        AmiResponse refused = new AmiResponse(
                AmiHeaders.of("Response", "Error", "Message", "Extension does not exist."), List.of(), null, null);
        return Stream.of(
                arguments(new AmiErrorException("Originate: Extension does not exist.", refused), Result.REJECTED),
                arguments(new AmiPermissionException("no", refused, java.util.Set.of("originate")), Result.REJECTED),
                arguments(new AmiOverflowException("too many"), Result.REJECTED),
                arguments(new AmiConnectionLostException("down", false, null), Result.REJECTED),
                arguments(new AmiConnectionLostException("went down", true, null), Result.UNKNOWN),
                arguments(new AmiClosedException("closed", false), Result.REJECTED),
                arguments(new AmiClosedException("closed", true), Result.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailedActionSaysWhetherThereCanBeACall(AmiException failure, Result expected) {
        OriginateTrack track = new OriginateTrack(ID);
        track.failed(failure);
        assertThat(track.outcome()).isNotNull();
        assertThat(track.outcome().result()).isEqualTo(expected);
        assertThat(track.outcome().error()).containsSame(failure);
        assertThat(track.outcome().detail()).isEqualTo(failure.getMessage());
    }

    @Test
    void anAnswerToTheActionThatIsLateDecidesNothing() {
        OriginateTrack track = new OriginateTrack(ID);
        track.failed(new AmiTimeoutException("no answer", null));
        assertThat(track.outcome()).isNull();
        apply(track, "new");
        apply(track, "ok");
        assertThat(track.outcome()).isNotNull();
        assertThat(track.outcome().isAnswered()).isTrue();
    }

    @Test
    void theOutcomeHoldsTheEvidence() {
        OriginateTrack track = new OriginateTrack(ID);
        apply(track, "new");
        apply(track, "hangup:17");
        apply(track, "failure:0");
        OriginateOutcome outcome = track.outcome();
        assertThat(outcome).isNotNull();
        assertThat(outcome.channel()).contains("Local/x@y-1;1");
        assertThat(outcome.reason()).hasValue(0);
        assertThat(outcome.cause()).hasValue(17);
        assertThat(outcome.error()).isEmpty();
        assertThat(outcome).hasToString("OriginateOutcome[BUSY, Local/x@y-1;1, hung up with cause 17]");

        OriginateTrack without = new OriginateTrack(ID);
        apply(without, "down");
        assertThat(without.outcome()).isNotNull();
        assertThat(without.outcome().channel()).isEmpty();
        assertThat(without.outcome().reason()).isEmpty();
        assertThat(without.outcome().cause()).isEmpty();
    }

    @Test
    void progressGoesForwardOnly() {
        OriginateTrack track = new OriginateTrack(ID);
        assertThat(track.progress()).isNull();
        apply(track, "state:5");
        assertThat(track.progress()).isNull();
        apply(track, "new");
        assertThat(track.progress()).isEqualTo(OriginateProgress.DIALING);
        apply(track, "state:6");
        assertThat(track.progress()).isEqualTo(OriginateProgress.ANSWERED);
        apply(track, "state:5");
        assertThat(track.progress()).isEqualTo(OriginateProgress.ANSWERED);
    }

    @Test
    void graceIsWantedOnlyWhenMoreCouldMakeItBetter() {
        OriginateTrack track = new OriginateTrack(ID);
        apply(track, "new");
        assertThat(track.wantsGrace()).isFalse();
        apply(track, "end:BUSY");
        assertThat(track.wantsGrace()).isFalse();
        apply(track, "hangup:17");
        assertThat(track.wantsGrace()).isTrue();
        apply(track, "failure:0");
        assertThat(track.wantsGrace()).isFalse();
    }

    private static void apply(OriginateTrack track, String step) {
        String value = step.substring(step.indexOf(':') + 1);
        switch (step.replaceAll(":.*", "")) {
            case "new" -> track.event("Newchannel", event("Newchannel", "Channel", "Local/x@y-1;1"));
            case "state" -> track.event("Newstate", event("Newstate", "ChannelState", value));
            case "state2" -> track.event("Newexten", event("Newexten"));
            case "end" -> track.event("DialEnd", event("DialEnd", "DialStatus", value));
            case "hangup" -> track.event("Hangup", event("Hangup", "Cause", value));
            case "ok" ->
                track.event(
                        "OriginateResponse",
                        event("OriginateResponse", "Response", "Success", "Channel", "Local/x@y-1;1", "Reason", "4"));
            case "failure" ->
                track.event(
                        "OriginateResponse",
                        event("OriginateResponse", "Response", "Failure", "Channel", "Local/x@y", "Reason", value));
            case "grace" -> track.graceOver();
            case "deadline" -> track.deadline("40 s");
            case "down" -> track.down();
            case "cancel" -> track.cancel();
            case "lost" -> track.failed(new AmiConnectionLostException("late", true, null));
            default -> throw new IllegalArgumentException(step);
        }
    }

    private static AmiEvent event(String name, String... headers) {
        AmiHeaders.Builder builder = AmiHeaders.builder().add("Event", name);
        for (int i = 0; i < headers.length; i += 2) {
            builder.add(headers[i], headers[i + 1]);
        }
        return new RawEvent(builder.build());
    }
}
