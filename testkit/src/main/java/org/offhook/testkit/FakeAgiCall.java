// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plays Asterisk's side of a FastAGI call over a real socket, to test a server: says what Asterisk would say, checks what the
 * server says, and misbehaves on request. It shares no code with the server.
 *
 * <pre>{@code
 * try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).script("hello").connect()) {
 *     call.expect("ANSWER").reply("200 result=0");
 *     call.expect("STREAM FILE \"welcome\" \"\"").reply("200 result=0 endpos=8000");
 *     call.expectOutcome("done").expectEnd();
 * }
 * }</pre>
 *
 * <p>Replies come from the test ({@link #reply}), from a small model of a channel ({@link #answer}), or without further words
 * from both until the server closes ({@link #serve()}). Every wait ends after the timeout (5 s unless set) in an
 * {@link AssertionError} that shows the conversation.
 *
 * <p>One thread at a time converses; {@link #press}, {@link #hangup}, {@link #reset} and {@link #close} may come from others.
 */
public final class FakeAgiCall implements AutoCloseable {

    /** How long a wait takes at most, unless set. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private final Wire wire;
    private final Transcript.Recorder recorder;
    private final ChannelModel channel;
    private final Map<String, String> environment;
    private final Duration timeout;
    private final int maxLineBytes;
    private Function<String, @Nullable String> answers = line -> null;
    private String last = "";
    private boolean failed;
    private boolean broken;

    FakeAgiCall(FakeAgiCallBuilder options, Wire wire, Transcript.Recorder recorder, Map<String, String> environment) {
        this.wire = wire;
        this.recorder = recorder;
        this.environment = environment;
        this.timeout = options.timeout;
        this.maxLineBytes = LineBuffer.maxLineBytes(environment.getOrDefault("agi_version", ""));
        this.channel = new ChannelModel(environment, options.pace, timeout);
        options.channelVariables.forEach((name, value) -> channel.set(Wire.bytes(name), Wire.bytes(value)));
        channel.press(options.pressed);
        if (options.realTime) {
            channel.inRealTime();
        }
    }

    /**
     * Begins the description of a call.
     *
     * @param host where the server is
     * @param port where the server is
     */
    public static FakeAgiCallBuilder to(String host, int port) {
        return new FakeAgiCallBuilder(host, port);
    }

    // ---- what the server says ----

    /**
     * Waits for a line that must be this one.
     *
     * @param line the whole line, without its line feed
     * @throws AssertionError if another line comes, the connection ends, or nothing comes in time
     */
    public FakeAgiCall expect(String line) {
        String got = nextLine("the line " + line);
        if (!got.equals(line)) {
            throw failure("expected  " + line + "\nbut got   " + got);
        }
        return this;
    }

    /**
     * Waits for a line that must match.
     *
     * @param regex must match the whole line
     * @throws AssertionError as {@link #expect}
     */
    public FakeAgiCall expectMatching(String regex) {
        String got = nextLine("a line that matches " + regex);
        if (!Pattern.compile(regex).matcher(got).matches()) {
            throw failure("expected a line that matches " + regex + "\nbut got " + got);
        }
        return this;
    }

    /**
     * Waits for any line and gives it.
     *
     * @throws AssertionError if the connection ends, or nothing comes in time
     */
    public String expectLine() {
        return nextLine("a line");
    }

    /**
     * Waits until the server sets the outcome variable {@code OFFHOOK}, and replies.
     *
     * @param outcome {@code done}, {@code refused} or {@code failed}
     * @throws AssertionError as {@link #expect}
     */
    public FakeAgiCall expectOutcome(String outcome) {
        String got = nextLine("the outcome " + outcome);
        if (!Tokens.of(got).equals(List.of("SET", "VARIABLE", "OFFHOOK", outcome))) {
            throw failure("expected the outcome " + outcome + "\nbut got " + got);
        }
        return answer();
    }

    /**
     * Waits for the line {@code failure}, by which a server makes {@code AGISTATUS} a {@code FAILURE}, and ends the session as
     * Asterisk does: with the word {@code HANGUP} and the end of what it says.
     *
     * @throws AssertionError as {@link #expect}
     */
    public FakeAgiCall expectFailure() {
        expect("failure");
        failed = true;
        sayGoodbye();
        wire.halfClose();
        return this;
    }

    /**
     * Waits until the server has closed the connection in good order, without another line; then closes it too.
     *
     * @throws AssertionError if a line comes instead, the connection is reset, or nothing happens in time
     */
    public FakeAgiCall expectEnd() {
        Wire.Got got = wire.read(timeout);
        switch (got) {
            case END -> {
                if (!wire.unfinished().isEmpty()) {
                    throw failure("the server closed in the middle of a line: " + wire.unfinished());
                }
                finish();
            }
            case LINE -> throw failure("expected the end\nbut got " + line());
            case RESET -> throw failure("expected the server to close, but the connection was reset");
            case NOTHING -> throw failure("the server did not close within " + timeout.toMillis() + " ms");
        }
        return this;
    }

    /**
     * Waits until the connection is over in whatever way, and takes the lines that come before.
     *
     * @throws AssertionError if it is not over in time
     */
    public FakeAgiCall expectGone() {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Wire.Got got = wire.read(Duration.ofNanos(deadline - System.nanoTime()));
            if (got == Wire.Got.NOTHING) {
                throw failure("the connection is not over after " + timeout.toMillis() + " ms");
            }
            if (got != Wire.Got.LINE) {
                finish();
                return this;
            }
        }
    }

    /**
     * Checks that for a while the server says nothing and does not close.
     *
     * @param howLong how long to listen
     * @throws AssertionError if something comes
     */
    public FakeAgiCall expectNothing(Duration howLong) {
        switch (read(howLong)) {
            case LINE -> throw failure("expected silence\nbut got " + line());
            case END, RESET -> throw failure("expected silence, but the connection is over");
            case NOTHING -> {
                if (!wire.unfinished().isEmpty()) {
                    throw failure("expected silence\nbut got the beginning of a line: " + wire.unfinished());
                }
            }
        }
        return this;
    }

    // ---- what Asterisk says ----

    /**
     * Says a line, or several in one write, as they are.
     *
     * @param line such as {@code 200 result=0}, without a line feed behind it
     * @param more lines, such as {@code HANGUP}
     */
    public FakeAgiCall reply(String line, String... more) {
        String text = more.length == 0 ? line : line + "\n" + String.join("\n", more);
        recorder.add(Transcript.Kind.REPLY, text);
        wire.write((text + "\n").getBytes(UTF_8));
        return this;
    }

    /**
     * Refuses the arguments of a command (520).
     *
     * @param form how the version writes it
     * @param usage the text between the first line and the last, of one or more lines
     */
    public FakeAgiCall replyUsage(UsageForm form, String usage) {
        return reply(form.reply(usage));
    }

    /** Replies to the last command as the model of a channel does; to some commands with several lines. */
    public FakeAgiCall answer() {
        String reply = answers.apply(Wire.utf8(last));
        return reply == null ? replyBytes(channel.answer(last)) : reply(channel.end(reply));
    }

    /** Says what has a byte in each character: the model can cut a value within one of UTF-8. */
    private FakeAgiCall replyBytes(String text) {
        recorder.add(Transcript.Kind.REPLY, Wire.utf8(text));
        wire.write((text + "\n").getBytes(ISO_8859_1));
        return this;
    }

    /**
     * Lets a function answer commands before the model does, in {@link #answer} and {@link #serve()}.
     *
     * @param answers gets a command line; gives the reply, of one or more lines, or null to leave it to the model. May call
     *     {@link #press}, {@link #hangup} and the like
     */
    public FakeAgiCall answering(Function<String, @Nullable String> answers) {
        this.answers = answers;
        return this;
    }

    /**
     * Answers commands until the server ends the session: by closing, by a reset, or by the line {@code failure}. The
     * {@linkplain #agiStatus() status} tells which. Each wait for the next command is bounded.
     *
     * @throws AssertionError if a command does not come in time
     */
    public FakeAgiCall serve() {
        wire.onLine(channel::begin);
        while (true) {
            Wire.Got got = wire.read(timeout);
            switch (got) {
                case LINE -> {
                    check();
                    if (last.regionMatches(true, 0, "failure", 0, 7)) {
                        failed = true;
                        finish();
                        return this;
                    }
                    answer();
                }
                case END, RESET -> {
                    broken = got == Wire.Got.RESET || !wire.unfinished().isEmpty();
                    finish();
                    return this;
                }
                case NOTHING ->
                    throw failure("the server neither sent a command nor closed within " + timeout.toMillis() + " ms");
            }
        }
    }

    /**
     * {@link #serve()} with answers by line: {@code serve(Map.of("GET VARIABLE \"X\"", "200 result=1 (y)"))}. The model answers
     * what is not in the map.
     *
     * @param replies command line to reply
     */
    public FakeAgiCall serve(Map<String, String> replies) {
        return answering(replies::get).serve();
    }

    // ---- the caller ----

    /**
     * Types digits. The model gives them to the next commands that listen for any.
     *
     * @param digits of {@code 0-9 * # A-D}
     */
    public FakeAgiCall press(String digits) {
        channel.press(digits);
        return this;
    }

    /**
     * Hangs up: says {@code HANGUP}. In the course of a command that {@link #serve()} answers, the answer ({@code -1}, mostly)
     * comes first. From now on the model refuses (511) what Asterisk refuses on a dead channel.
     */
    public FakeAgiCall hangup() {
        return channel.hangUp() ? this : reply("HANGUP");
    }

    /**
     * A channel variable as the model has it.
     *
     * @param name its name
     * @return empty if it is not set
     */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(channel.variable(Wire.bytes(name))).map(Wire::utf8);
    }

    /** What the dialplan would find in {@code AGISTATUS} if the session ended now: SUCCESS, FAILURE or HANGUP. */
    public String agiStatus() {
        return failed || channel.hasFailed() ? "FAILURE" : channel.isHungUp() ? "HANGUP" : "SUCCESS";
    }

    /** Whether {@link #serve()} ended without order: by a reset, or in the middle of a line. Asterisk takes it for an end like any other. */
    public boolean isBroken() {
        return broken;
    }

    // ---- faults ----

    /**
     * Sends bytes as they are: half a line, or what no Asterisk would say.
     *
     * @param bytes what to send
     */
    public FakeAgiCall sendRaw(byte[] bytes) {
        recorder.add(Transcript.Kind.REPLY, new String(bytes, UTF_8));
        wire.write(bytes);
        return this;
    }

    /**
     * Sends text as it is, in UTF-8.
     *
     * @param text what to send, line feeds included
     */
    public FakeAgiCall sendRaw(String text) {
        return sendRaw(text.getBytes(UTF_8));
    }

    /** The block of variables as {@link FakeAgiCallBuilder#connect} sends it, its blank line included. */
    public String environment() {
        return text(environment);
    }

    static String text(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(variable -> variable.getKey() + ": " + variable.getValue() + "\n")
                .collect(Collectors.joining("", "", "\n"));
    }

    /** Resets the connection, as when a machine dies. */
    public FakeAgiCall reset() {
        recorder.add(Transcript.Kind.NOTE, "reset by the caller's side");
        wire.reset();
        return this;
    }

    /** Closes without {@code HANGUP}, as with {@code AGISIGHUP=no}. */
    public FakeAgiCall closeWithoutWord() {
        recorder.add(Transcript.Kind.NOTE, "closed by the caller's side");
        wire.close();
        return this;
    }

    /** Says that nothing more will come, and goes on listening. */
    public FakeAgiCall halfClose() {
        recorder.add(Transcript.Kind.NOTE, "half closed by the caller's side");
        wire.halfClose();
        return this;
    }

    // ---- the end ----

    /** All that was said so far. */
    public Transcript transcript() {
        return recorder.transcript();
    }

    /** Closes the connection, if it is open. */
    @Override
    public void close() {
        wire.close();
    }

    void isDeadFromTheStart() {
        channel.hangUp();
    }

    private void finish() {
        sayGoodbye();
        wire.close();
    }

    /** Asterisk says this word at every end, if anyone can still hear it. */
    private void sayGoodbye() {
        wire.writeIfPossible("HANGUP\n".getBytes(UTF_8));
    }

    private String nextLine(String what) {
        switch (read(timeout)) {
            case LINE -> {
                check();
                return line();
            }
            case END -> throw failure("expected " + what + "\nbut the server closed the connection");
            case RESET -> throw failure("expected " + what + "\nbut the connection broke");
            case NOTHING ->
                throw failure("expected " + what + "\nbut nothing came within " + timeout.toMillis() + " ms");
        }
        throw new IllegalStateException();
    }

    /** Reads what a script asks; Offhook's own question behind a long value (docs/wire.md) is answered as Asterisk does. */
    private Wire.Got read(Duration patience) {
        Wire.Got got = wire.read(patience);
        while (got == Wire.Got.LINE && line().startsWith("GET FULL VARIABLE \"offhook-end-")) {
            check();
            answer();
            got = wire.read(patience);
        }
        return got;
    }

    /** Takes the line that was read, if Asterisk would have read it as one. */
    private void check() {
        last = wire.line();
        if (last.length() > maxLineBytes) {
            throw failure("the server sent a line of " + last.length()
                    + " bytes, but this version of Asterisk cuts them after " + maxLineBytes);
        }
    }

    private String line() {
        return Wire.utf8(wire.line());
    }

    private AssertionError failure(String message) {
        return new AssertionError(
                message + "\nThe conversation so far:\n" + transcript().timed());
    }
}
