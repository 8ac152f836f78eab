// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiListener.CallEnd;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.agi.spi.AgiRuntime;
import org.offhook.agi.spi.AgiSession;
import org.offhook.agi.spi.ScriptExecutor;

/**
 * Runs a script, or a router with its filters, against expected commands: no socket, no Asterisk, no time. The session around
 * the script is the one that runs in production, so hang-ups, refusals and outcomes are those of a real call.
 *
 * <pre>{@code
 * ScriptTester.Result result = ScriptTester.of(script)
 *         .request("hello?name=Ada")
 *         .expect("ANSWER").ok()
 *         .expect("GET VARIABLE \"TIER\"").value("gold")
 *         .expect("STREAM FILE \"menu\" \"12\"").digit('2')
 *         .hangup()
 *         .run();
 * }</pre>
 *
 * <p>Commands are expected in the order given, and compared as Asterisk reads them: {@code GET VARIABLE X} is the same as
 * {@code GET VARIABLE "X"}. The command that sets the outcome variable {@code OFFHOOK} is answered by itself. For one run, from
 * one thread.
 */
public final class ScriptTester {

    /** How long a script may take, unless set. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private final AgiRouter router;
    private final CallEnvironment environment = new CallEnvironment();
    private final ExpectedCommands commands = new ExpectedCommands();
    private Duration timeout = DEFAULT_TIMEOUT;

    private ScriptTester(AgiRouter router) {
        this.router = router;
    }

    /**
     * Tests a script.
     *
     * @param script serves the call, whatever its path is
     */
    public static ScriptTester of(AgiScript script) {
        return new ScriptTester(AgiRouter.of(script));
    }

    /**
     * Tests the script that a router finds, with the filters around it.
     *
     * @param router finds the script by the {@linkplain #request path}
     */
    public static ScriptTester of(AgiRouter router) {
        return new ScriptTester(router);
    }

    // ---- the call ----

    /**
     * Sets what stands behind {@code agi://host/} in the dialplan; none unless set.
     *
     * @param path such as {@code hello?x=1}
     */
    public ScriptTester request(String path) {
        environment.script(path);
        return this;
    }

    /**
     * Adds an argument of {@code AGI()}.
     *
     * @param value may be empty
     */
    public ScriptTester argument(String value) {
        environment.argument(value);
        return this;
    }

    /**
     * Changes or adds a variable of the request. Unless changed they are those of a plain call on Asterisk 22 from nobody
     * known.
     *
     * @param name such as {@code agi_callerid}
     * @param value its value
     */
    public ScriptTester variable(String name, String value) {
        environment.variable(name, value);
        return this;
    }

    /**
     * Sets a channel variable that {@link Expectation#ok} gives to GET VARIABLE and its like.
     *
     * @param name a name, or a function with its argument, such as {@code CALLERID(num)}
     * @param value its value
     */
    public ScriptTester channelVariable(String name, String value) {
        commands.channelVariable(name, value);
        return this;
    }

    /**
     * Sets how long the script may take; 5 s unless set.
     *
     * @param duration positive
     */
    public ScriptTester timeout(Duration duration) {
        timeout = duration;
        return this;
    }

    // ---- what the script should do ----

    /**
     * Expects a command next.
     *
     * @param line the whole line; quotes that Asterisk does not need may be left out
     */
    public Expectation expect(String line) {
        List<String> tokens = Tokens.of(line);
        return new Expectation(line, got -> Tokens.of(got).equals(tokens), true);
    }

    /**
     * Expects a command next.
     *
     * @param regex must match the whole line as the script sends it, with its quotes
     */
    public Expectation expectMatching(String regex) {
        return new Expectation(
                "a line that matches " + regex, Pattern.compile(regex).asMatchPredicate(), true);
    }

    /**
     * Says what to answer to commands that nothing expects; they may come at any time, often, or never.
     *
     * @param regex must match the whole line
     */
    public Expectation whenever(String regex) {
        return new Expectation("whenever " + regex, Pattern.compile(regex).asMatchPredicate(), false);
    }

    /**
     * Lets the caller hang up at this point: after the command before it was answered (before the script, if there is none) and
     * before the next one. From now on commands that Asterisk refuses on a dead channel need not be expected: they are answered
     * with 511.
     */
    public ScriptTester hangup() {
        commands.hangup();
        return this;
    }

    /** What a command is answered with. */
    public final class Expectation {
        private final String what;
        private final Predicate<String> matches;
        private final boolean once;

        private Expectation(String what, Predicate<String> matches, boolean once) {
            this.what = what;
            this.matches = matches;
            this.once = once;
        }

        /**
         * Answers as written.
         *
         * @param reply such as {@code 200 result=1 (y)}; may have several lines
         * @throws IllegalArgumentException if it does not begin with a status of three digits
         */
        public ScriptTester reply(String reply) {
            AgiReply.parse(reply);
            return answer((model, line) -> Wire.bytes(reply));
        }

        /** Answers as Asterisk does when all goes well and nobody presses a digit. */
        public ScriptTester ok() {
            return digits("");
        }

        /**
         * Answers as Asterisk does when the caller presses a digit. A prompt that this digit does not stop plays on.
         *
         * @param digit one of {@code 0-9 * # A-D}
         */
        public ScriptTester digit(char digit) {
            return digits(Character.toString(digit));
        }

        /**
         * Answers as Asterisk does when the caller types, and then waits.
         *
         * @param digits of {@code 0-9 * # A-D}
         */
        public ScriptTester digits(String digits) {
            ChannelModel.checkDigits(digits);
            return answer((model, line) -> {
                model.press(digits);
                String reply = model.answer(line);
                return reply.equals(ChannelModel.UNKNOWN) ? "200 result=0" : reply;
            });
        }

        /**
         * Answers with a value: {@code 200 result=1 (value)}.
         *
         * @param value may be empty
         */
        public ScriptTester value(String value) {
            return reply("200 result=1 (" + value + ")");
        }

        /** Lets the caller hang up while the command runs: it is answered with -1, mostly. */
        public ScriptTester hangup() {
            return answer((model, line) -> {
                String reply = model.answerHangingUp(line);
                String answer = reply.equals(ChannelModel.UNKNOWN) ? ChannelModel.FAILURE : reply;
                return answer.endsWith("\nHANGUP") ? answer : answer + "\nHANGUP";
            });
        }

        /**
         * Answers as when {@link org.offhook.agi.AgiChannel#stop} ended the command: its result says that it was stopped. For
         * commands that can be stopped on some transport; for any other the run fails.
         */
        public ScriptTester stopped() {
            return answer((model, line) -> TestTransport.stoppedReply(line));
        }

        private ScriptTester answer(ExpectedCommands.Answer answer) {
            commands.add(new ExpectedCommands.Expected(what, matches, answer), once);
            return ScriptTester.this;
        }
    }

    // ---- the run ----

    /**
     * How the script ended.
     *
     * @param outcome what the dialplan is told
     * @param reason in words
     * @param hungUp whether the caller hung up before the script was done
     * @param failure what the script threw, unless it was a hang-up
     * @param variables the channel variables that the script set, with their last values; unmodifiable
     * @param transcript all that was said
     */
    public record Result(
            AgiOutcome outcome,
            String reason,
            boolean hungUp,
            Optional<Throwable> failure,
            Map<String, String> variables,
            Transcript transcript) {}

    /**
     * Runs the script to its end.
     *
     * @throws AssertionError if the script sends a command that is not expected, ends before all that are expected, or does not
     *     end in time. What the script throws is in the result instead
     */
    public Result run() {
        Map<String, String> variables = environment.build("localhost");
        int maxLineBytes = LineBuffer.maxLineBytes(variables.getOrDefault("agi_version", ""));
        AgiCapabilities capabilities = new AgiCapabilities("FastAGI", maxLineBytes, 1, true);
        ScriptWatch watch = new ScriptWatch();
        ScriptExecutor executor = new ScriptExecutor(1);
        TestTransport transport = new TestTransport(capabilities, commands, variables);
        Optional<CallEnd> end;
        try (AgiRuntime runtime =
                AgiRuntime.builder(router, executor).listeners(List.of(watch)).build()) {
            AgiSession session = new AgiSession(AgiRequest.of(variables, capabilities, null), transport, runtime);
            transport.begin(session);
            executor.tryReserve();
            executor.start(session);
            end = watch.await(timeout);
            if (end.isEmpty()) {
                throw transport.failure(
                        "the script did not end within " + timeout.toMillis() + " ms; it is"
                                + watch.whereabouts(session),
                        null);
            }
        } finally {
            executor.close(Duration.ofMillis(200)); // it has ended, or must now
        }
        return transport.result(end.get());
    }
}
