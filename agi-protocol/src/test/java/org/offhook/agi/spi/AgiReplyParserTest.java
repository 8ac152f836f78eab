// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.spi.AgiReplyParser.FramingException;
import org.offhook.agi.spi.Recordings.Batch;
import org.offhook.agi.spi.Recordings.Recording;

class AgiReplyParserTest {

    /** What a frame is, said another way than the parser says it; for recordings without values over several lines. */
    private static final Pattern FRAME =
            Pattern.compile("520-.*?520 End of proper usage\\.\n|\\d{3} [^\n]*\n|HANGUP\n", Pattern.DOTALL);

    @Nested
    class Recorded {

        static Stream<Recording> singleLineRecordings() {
            return Recordings.all().stream().filter(r -> !r.name().contains("multi-line"));
        }

        @Test
        void thereAreRecordingsOfBothVersions() {
            assertThat(Recordings.all())
                    .hasSizeGreaterThan(30)
                    .anyMatch(r -> r.name().startsWith("fastagi16/"))
                    .anyMatch(r -> r.name().startsWith("fastagi22/"));
        }

        @ParameterizedTest
        @MethodSource("singleLineRecordings")
        void aRecordingGivesTheSameFramesWhereverItIsCut(Recording recording) {
            byte[] bytes = recording.replies().getBytes(ISO_8859_1);
            List<String> expected = framesIn(recording.replies());
            for (int cut = 0; cut <= bytes.length; cut++) {
                Frames frames =
                        new Frames(Frames.MAX).read(false, bytes, 0, cut).read(false, bytes, cut, bytes.length);
                assertThat(frames.frames).as("cut at %d", cut).isEqualTo(expected);
                assertThat(frames.parser.isMidFrame()).isFalse();
            }
        }

        @ParameterizedTest
        @MethodSource("singleLineRecordings")
        void aRecordingGivesTheSameFramesByteByByte(Recording recording) {
            byte[] bytes = recording.replies().getBytes(ISO_8859_1);
            List<String> expected = framesIn(recording.replies());
            for (boolean value : new boolean[] {false, true}) {
                Frames frames = new Frames(Frames.MAX);
                for (int i = 0; i < bytes.length; i++) {
                    frames.read(value, bytes, i, i + 1);
                }
                assertThat(frames.frames).as("value %s", value).isEqualTo(expected);
                assertThat(frames.parser.isMidFrame()).isFalse();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "all-commands",
                    "dtmf-and-text-results",
                    "hangup-during-stream-file",
                    "hangup-idle-then-half-close",
                    "large-values",
                    "multi-line-value",
                    "multi-line-value-get-full-variable"
                })
        void aRecordingReadAsItCameLosesNothing(String name) {
            Frames frames = new Frames(Frames.MAX);
            StringBuilder sent = new StringBuilder();
            for (Batch batch : Recordings.batches(name)) {
                frames.read(
                        AgiReplyParser.repliesWithValue(batch.command()),
                        batch.text().getBytes(ISO_8859_1));
                sent.append(batch.text());
            }
            assertThat(frames.frames).isNotEmpty();
            assertThat(String.join("\n", frames.frames).replace("provisional ", "") + "\n")
                    .isEqualTo(sent.toString());
        }

        @Test
        void aRecordedValueWithLineFeedsAndASpoofedReplyIsOneReply() {
            for (String version : List.of("fastagi16", "fastagi22")) {
                String replies = Recordings.recording(version + "/multi-line-value-get-full-variable")
                        .replies();
                assertThat(Frames.of(true, replies)).containsExactly("200 result=1 (l1\nl2)x\n200 result=1\nl4)");
            }
        }

        @Test
        void recordedValuesWithLineFeedsComeWholeInTheBatchesTheyCameIn() {
            Frames frames = new Frames(Frames.MAX);
            Recordings.batches("multi-line-value")
                    .forEach(b -> frames.read(true, b.text().getBytes(ISO_8859_1)));
            assertThat(frames.frames)
                    .containsSubsequence("200 result=1 (line1)", "200 result=1 (a\nb)c)", "200 result=1 (anb)")
                    .noneMatch(f -> f.startsWith("b)"));
        }

        private static List<String> framesIn(String text) {
            List<String> frames = new ArrayList<>();
            Matcher matcher = FRAME.matcher(text);
            int end = 0;
            while (matcher.find()) {
                assertThat(matcher.start()).isEqualTo(end);
                end = matcher.end();
                String frame = matcher.group();
                frames.add((frame.startsWith("1") ? "provisional " : "") + frame.substring(0, frame.length() - 1));
            }
            assertThat(end).isEqualTo(text.length());
            return frames;
        }
    }

    @Nested
    class Lines {

        @Test
        void aReplyIsOneLine() {
            assertThat(Frames.of(false, "200 result=0\n")).containsExactly("200 result=0");
        }

        @Test
        void aLineWaitsForItsLineFeed() {
            Frames frames = new Frames(Frames.MAX).read(true, "200 result=49 endpos=80".getBytes(UTF_8));
            assertThat(frames.frames).isEmpty();
            assertThat(frames.parser.isMidFrame()).isTrue();
            frames.read(true, "00\n".getBytes(UTF_8));
            assertThat(frames.frames).containsExactly("200 result=49 endpos=8000");
            assertThat(frames.parser.isMidFrame()).isFalse();
        }

        @Test
        void aProvisionalReplyIsNotTheReply() {
            assertThat(Frames.of(true, "100 result=0 Trying...\n200 result=0 Gosub complete\n"))
                    .containsExactly("provisional 100 result=0 Trying...", "200 result=0 Gosub complete");
        }

        @Test
        void aProvisionalReplyIsGivenOutBeforeTheOtherComes() {
            assertThat(Frames.of(true, "100 result=0 Trying...\n", "", "200 result=-1 Gosub label not found\n"))
                    .containsExactly("provisional 100 result=0 Trying...", "200 result=-1 Gosub label not found");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "200 result=",
                    "200 result= (timeout)",
                    "200 result=-1 (hangup)",
                    "200 result=1 (speech) endpos=0 results=1 score0=900 text0=\"a (b)\" grammar0=g",
                    "503 result=-2 Memory allocation failure",
                    "510 Invalid or unknown command",
                    "511 Command Not Permitted on a dead channel",
                    "511 Command Not Permitted on a dead channel or intercept routine",
                    "520 Invalid command syntax.  Proper usage not available.",
                    "200",
                    "200 ",
                    "999 something new"
                })
        void aReplyOfOneLineStaysAsItIs(String line) {
            assertThat(Frames.of(false, line + "\n")).containsExactly(line);
        }

        @Test
        void aCarriageReturnBelongsToTheReply() {
            assertThat(Frames.of(true, "200 result=1 (a\r\nb)\n")).containsExactly("200 result=1 (a\r\nb)");
            assertThat(Frames.of(true, "200 result=0\r\n")).containsExactly("200 result=0\r");
        }

        @Test
        void bytesStayAsTheyAre() {
            byte[] line = {'2', '0', '0', ' ', 'r', '=', (byte) 0xFF, 0, (byte) 0xC3, '\n'};
            assertThat(Frames.of(false, line)).containsExactly(new String(line, 0, line.length - 1, ISO_8859_1));
        }
    }

    @Nested
    class Hangups {

        @Test
        void aHangupBeforeTheReplyIsAFrameOfItsOwn() {
            assertThat(Frames.of(true, "HANGUP\n200 result=-1\n")).containsExactly("HANGUP", "200 result=-1");
        }

        @Test
        void aHangupAfterTheReplyIsAFrameOfItsOwn() {
            assertThat(Frames.of(true, "200 result=-1 endpos=160\nHANGUP\n"))
                    .containsExactly("200 result=-1 endpos=160", "HANGUP");
        }

        @Test
        void twoHangupsAreTwoFrames() {
            assertThat(Frames.of(true, "HANGUP\nHANGUP\n")).containsExactly("HANGUP", "HANGUP");
        }

        @Test
        void aHangupBehindAValueDoesNotBelongToIt() {
            assertThat(Frames.of(true, "200 result=1 (a\nb)\nHANGUP\n"))
                    .containsExactly("200 result=1 (a\nb)", "HANGUP");
        }

        @Test
        void aHangupLineWithinAValueBelongsToIt() {
            assertThat(Frames.of(true, "200 result=1 (a\nHANGUP\nb)\n")).containsExactly("200 result=1 (a\nHANGUP\nb)");
        }

        @Test
        void aHangupBehindAUsageBlockIsAFrameOfItsOwn() {
            assertThat(Frames.of(true, "520-Invalid command syntax.\nHANGUP\n520 End of proper usage.\nHANGUP\n"))
                    .containsExactly("520-Invalid command syntax.\nHANGUP\n520 End of proper usage.", "HANGUP");
        }

        @ParameterizedTest
        @ValueSource(strings = {"HANG\n", "HANGUPX", "HANGUP \n", "HUP", "HANGUP\r\n", "hangup\n"})
        void whatOnlyResemblesAHangupIsRefused(String text) {
            assertThatThrownBy(() -> Frames.of(true, text)).isInstanceOf(FramingException.class);
        }

        @Test
        void aHangupMayComeByteByByte() {
            assertThat(Frames.of(true, "H", "A", "N", "G", "U", "P", "\n")).containsExactly("HANGUP");
        }
    }

    @Nested
    class Values {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "200 result=1 ()",
                    "200 result=1 (plain)",
                    "200 result=1 ())",
                    "200 result=1 (a)b)",
                    "200 result=1 ((a) (b))",
                    "200 result=1 (a\nb)",
                    "200 result=1 (a\n\nb)",
                    "200 result=1 (\n)",
                    "200 result=1 (a)\nb)",
                    "200 result=1 (a\n200 result=1\nb)",
                    "200 result=1 (a\n200 result=9 (x)\nb)",
                    "200 result=1 (a\n520-Invalid\n520 End of proper usage.\n100 result=0 Trying...\nb)",
                })
        void aValueThatCameAtOnceIsOneReply(String reply) {
            assertThat(Frames.of(true, reply + "\n")).containsExactly(reply);
        }

        @Test
        void aSpoofedReplyInAValueIsNotAReply() {
            assertThat(Frames.of(true, "200 result=1 (a\n200 result=9\nb)\n"))
                    .containsExactly("200 result=1 (a\n200 result=9\nb)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"200 result=1 (l1\nl2)x\n200 result=1\nl4)\n", "200 result=1 (a\n\n\nb)c)\nHANGUP\n"})
        void aValueMayBeCutAnywhereUnlessALineBeforeItsLastSeemsToCloseIt(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            List<String> expected = Frames.of(true, text);
            for (int cut = 0; cut <= bytes.length; cut++) {
                Frames frames = new Frames(Frames.MAX).read(true, bytes, 0, cut).read(true, bytes, cut, bytes.length);
                assertThat(frames.frames).as("cut at %d", cut).isEqualTo(expected);
            }
        }

        @Test
        void whatComesBehindAValueThatSeemedCompleteIsNoReply() {
            Frames frames = new Frames(Frames.MAX).read(true, "200 result=1 (a)\n".getBytes(UTF_8));
            assertThat(frames.frames).containsExactly("200 result=1 (a)");
            assertThatThrownBy(() -> frames.read(true, "b)\n".getBytes(UTF_8))).isInstanceOf(FramingException.class);
        }

        @Test
        void whatIsFedBeforeADrainCameTogether() {
            Frames frames = new Frames(Frames.MAX);
            frames.parser.feed(ByteBuffer.wrap("200 result=1 (a)\n".getBytes(UTF_8)));
            frames.parser.feed(ByteBuffer.wrap("b)\n".getBytes(UTF_8)));
            frames.parser.drain(true, frames);
            assertThat(frames.frames).containsExactly("200 result=1 (a)\nb)");
        }

        @Test
        void aValueWaitsForTheRestOfALineThatMayBeItsOwn() {
            Frames frames = new Frames(Frames.MAX).read(true, "200 result=1 (a)\nHAN".getBytes(UTF_8));
            assertThat(frames.frames).isEmpty();
            frames.read(true, "GUP\n".getBytes(UTF_8));
            assertThat(frames.frames).containsExactly("200 result=1 (a)", "HANGUP");
        }

        @Test
        void aReplyThatIsNoValueEndsWithItsLineWhateverTheCommand() {
            assertThat(Frames.of(true, "200 result=0 (a\n200 result=1\n"))
                    .containsExactly("200 result=0 (a", "200 result=1");
            assertThat(Frames.of(true, "200 result=12 (a\n200 result=1\n"))
                    .containsExactly("200 result=12 (a", "200 result=1");
        }

        @Test
        void aCommandWithoutValuesGetsLines() {
            assertThat(Frames.of(false, "200 result=1 (timeout) endpos=8160\n"))
                    .as("RECORD FILE on 22.10")
                    .containsExactly("200 result=1 (timeout) endpos=8160");
            assertThat(Frames.of(false, "200 result=1 (speech) endpos=0 results=0\nHANGUP\n"))
                    .containsExactly("200 result=1 (speech) endpos=0 results=0", "HANGUP");
        }

        @ParameterizedTest
        @CsvSource({
            "GET VARIABLE X, true",
            "get full variable x, true",
            "DATABASE GET a b, true",
            "RECEIVE TEXT 1000, true",
            "FROBNICATE, true",
            "'', true",
            "SPEECH RECOGNIZE a 1, false",
            "speech recognize a 1, false",
            "RECORD FILE a wav # 1000, false",
            "'  \"SPEECH\" RECOGNIZE a 1', false",
        })
        void onlySpeechCommandsNeverReplyWithAValue(String line, boolean value) {
            assertThat(AgiReplyParser.repliesWithValue(line)).isEqualTo(value);
        }
    }

    @Nested
    class Blocks {

        private static final String USAGE = "520-Invalid command syntax.  Proper usage follows:\n";

        @ParameterizedTest
        @ValueSource(
                strings = {
                    USAGE + "Does nothing.\n520 End of proper usage.",
                    // before 13.38 the usage has no last line feed of its own
                    USAGE + "Usage: NOOP\n\tDoes nothing.520 End of proper usage.",
                    USAGE + "520 End of proper usage.",
                    USAGE + "\n\nUsage: a 520 times\n200 result=1\n520-again\nHANGUP\n520 End of proper usage.",
                    "400-Something new\nmore\n400 end",
                })
        void aBlockIsOneReply(String block) {
            for (boolean value : new boolean[] {false, true}) {
                assertThat(Frames.of(value, block + "\n200 result=0\n")).containsExactly(block, "200 result=0");
            }
        }

        @Test
        void aBlockMayBeCutAnywhere() {
            byte[] bytes = (USAGE + "\nUsage: a\n520-b\n 520 c520 End of proper usage.\nHANGUP\n").getBytes(UTF_8);
            for (int cut = 0; cut <= bytes.length; cut++) {
                assertThat(new Frames(Frames.MAX).read(true, bytes, 0, cut).read(true, bytes, cut, bytes.length).frames)
                        .as("cut at %d", cut)
                        .containsExactly(USAGE + "\nUsage: a\n520-b\n 520 c520 End of proper usage.", "HANGUP");
            }
        }

        @Test
        void aBlockOfOneLineIsAReply() {
            assertThat(Frames.of(true, "520 Invalid command syntax.  Proper usage not available.\n"))
                    .containsExactly("520 Invalid command syntax.  Proper usage not available.");
        }

        @Test
        void aBlockWithoutItsEndWaits() {
            Frames frames = new Frames(Frames.MAX).read(true, (USAGE + "Usage: a\n").getBytes(UTF_8));
            assertThat(frames.frames).isEmpty();
            assertThat(frames.parser.isMidFrame()).isTrue();
        }
    }

    @Nested
    class Refusals {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\n",
                    "\r\n",
                    " 200 result=0\n",
                    "20\n",
                    "20x result=0\n",
                    "200result=0\n",
                    "200\tresult=0\n",
                    "2000 result=0\n",
                    "result=0\n",
                    "-200 result=0\n",
                    "HTTP/1.1 400 Bad Request\r\n",
                    "GET / HTTP/1.1\r\n",
                    "agi_network: yes\n",
                    "\0\0\0\0",
                    "\u00d9\u00a0",
                })
        void garbageIsRefused(String text) {
            assertThatThrownBy(() -> Frames.of(true, text)).isInstanceOf(FramingException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"G", "\u0016", "a", "20x", "2-", "HT", "200x"})
        void garbageIsRefusedBeforeItsLineEnds(String text) {
            assertThatThrownBy(() -> Frames.of(true, text)).isInstanceOf(FramingException.class);
        }

        @Test
        void garbageBehindAReplyIsRefusedAfterTheReply() {
            Frames frames = new Frames(Frames.MAX);
            assertThatThrownBy(() -> frames.read(true, "200 result=0\ngarbage\n".getBytes(UTF_8)))
                    .isInstanceOf(FramingException.class);
            assertThat(frames.frames).containsExactly("200 result=0");
        }

        @Test
        void theMessageShowsAShortPrintablePrefix() {
            assertThatExceptionOfType(FramingException.class)
                    .isThrownBy(() -> Frames.of(true, "\u0016\u0003\u0001\u001b[31m" + "x".repeat(500) + "\n"))
                    .satisfies(e -> assertThat(e.getMessage())
                            .startsWith("not an AGI reply: \"????[31mxxx")
                            .hasSizeLessThan(100));
        }

        @Test
        void aReplyAsLongAsTheLimitIsAccepted() {
            String line = "200 result=0 " + "x".repeat(100 - 14);
            Frames frames = new Frames(100).read(true, (line + "\n").getBytes(UTF_8));
            assertThat(frames.frames).containsExactly(line);
        }

        @Test
        void aReplyOverTheLimitIsRefused() {
            Frames frames = new Frames(100).read(true, "200 result=1 (".getBytes(UTF_8));
            assertThatExceptionOfType(FramingException.class)
                    .isThrownBy(() -> frames.read(true, new byte[87]))
                    .withMessageContaining("100 bytes");
        }

        @Test
        void anEndlessBlockIsRefused() {
            Frames frames = new Frames(1000).read(true, "520-Invalid command syntax.\n".getBytes(UTF_8));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            frames.read(true, "more\n".getBytes(UTF_8));
                        }
                    })
                    .isInstanceOf(FramingException.class)
                    .hasMessageContaining("1000 bytes");
        }

        @Test
        void manyRepliesMayBeLongerThanTheLimitTogether() {
            Frames frames = new Frames(100);
            for (int i = 0; i < 50; i++) {
                frames.read(true, "200 result=0 xxxxxxxxx\n".getBytes(UTF_8));
            }
            assertThat(frames.frames).hasSize(50);
        }

        @Test
        void aLineIsTakenOutWhereverItStandsBehindAValue() {
            for (String behind : List.of("", "HANGUP\n", "HANG")) {
                Frames frames = new Frames(Frames.MAX);
                String value = "200 result=1 (y)\n200 result=1 (z)";
                frames.parser.feed(ByteBuffer.wrap((value + "\n200 result=1 (nonce)\n" + behind).getBytes(UTF_8)));

                assertThat(frames.parser.isValueOf(30)).isTrue();
                assertThat(frames.parser.isValueOf(1000)).isFalse();
                assertThat(frames.parser.takeOut("200 result=1 (other)")).isFalse();
                assertThat(frames.parser.takeOut("200 result=1 (nonce)")).isTrue();
                assertThat(frames.parser.takeOut("200 result=1 (nonce)")).isFalse();
                frames.read(true, "HANGUP\n".substring(behind.length() % 7).getBytes(UTF_8));
                assertThat(frames.frames).startsWith(value).endsWith("HANGUP");
            }
        }

        @Test
        void onlyALineOfItsOwnIsTakenOut() {
            Frames frames = new Frames(Frames.MAX);
            frames.parser.feed(ByteBuffer.wrap("200 result=1 (nonce)\n".getBytes(UTF_8)));
            assertThat(frames.parser.takeOut("200 result=1 (nonce)")).isFalse();
            assertThat(frames.parser.isValueOf(1)).isTrue();
        }

        @Test
        void aLongValueIsFollowedByOthers() {
            String value = "200 result=1 (" + "y".repeat(50_000) + ")";
            assertThat(Frames.of(true, value + "\n", "200 result=0\n", value + "\nHANGUP\n"))
                    .containsExactly(value, "200 result=0", value, "HANGUP");
        }
    }
}
