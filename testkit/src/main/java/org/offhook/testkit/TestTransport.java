// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiListener.CallEnd;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiReply;
import org.offhook.agi.HangupReason;
import org.offhook.agi.spi.AgiRuntime;
import org.offhook.agi.spi.AgiSession;
import org.offhook.agi.spi.AgiTransport;

/** Answers each command at once, on the thread that sends it, with what a test has prepared. */
final class TestTransport implements AgiTransport {

    private static final String HANGUP = "\nHANGUP";
    /** Behind a reply of a command that was stopped; nothing that Asterisk says. */
    private static final String STOPPED = "\nSTOPPED";

    private final AgiCapabilities capabilities;
    private final ExpectedCommands expected;
    private final ChannelModel model;
    private final Transcript.Recorder recorder = new Transcript.Recorder(line -> {});
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private @Nullable AgiSession session;
    private @Nullable AssertionError unexpected;

    TestTransport(AgiCapabilities capabilities, ExpectedCommands expected, Map<String, String> environment) {
        this.capabilities = capabilities;
        this.expected = expected;
        this.model = new ChannelModel(environment, Duration.ZERO, Duration.ZERO);
        expected.channelVariables().forEach((name, value) -> model.set(Wire.bytes(name), Wire.bytes(value)));
    }

    void begin(AgiSession session) {
        this.session = session;
        lock.lock();
        try {
            hangUpIfDue();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public AgiCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public void send(Outgoing command) {
        lock.lock();
        try {
            recorder.add(Transcript.Kind.COMMAND, command.line());
            answer(command, reply(command.line()));
        } catch (AssertionError e) {
            unexpected = e;
            session().cut("the test did not expect this command");
        } finally {
            lock.unlock();
        }
    }

    private String reply(String line) {
        ExpectedCommands.Answer answer = expected.take(line);
        if (answer != null) {
            return Wire.utf8(answer.to(model, Wire.bytes(line)));
        }
        if (isOutcome(line)) {
            return "200 result=1";
        }
        if (model.isHungUp() && ModelCommand.isRefusedOnDeadChannel(Tokens.of(line))) {
            return ChannelModel.DEAD;
        }
        throw new AssertionError("unexpected command: " + line + "\nexpected: " + expected.next());
    }

    /** Gives the session the final line of a reply, and the hang-up first: the transport has found out which it was. */
    private void answer(Outgoing command, String reply) {
        boolean stopped = reply.endsWith(STOPPED);
        String text = stopped ? reply.substring(0, reply.length() - STOPPED.length()) : reply;
        recorder.add(Transcript.Kind.REPLY, text);
        if (text.endsWith(HANGUP)) {
            text = text.substring(0, text.length() - HANGUP.length());
            session().hungUp(HangupReason.HANGUP);
        }
        hangUpIfDue();
        while (text.startsWith("1") && text.indexOf('\n') > 0) {
            text = text.substring(text.indexOf('\n') + 1); // provisional
        }
        AgiReply parsed = AgiReply.parse(text);
        List<String> tokens = Tokens.of(command.line());
        if (parsed.status() == 200 && isSetVariable(tokens) && !isOutcome(command.line())) {
            variables.put(tokens.get(2), tokens.get(3));
        }
        session().reply(command.token(), stopped ? parsed.asStopped() : parsed);
    }

    /** The reply to a command that was stopped from outside. */
    static String stoppedReply(String line) {
        List<String> words = Tokens.of(line);
        String name = words.isEmpty() ? "" : words.get(0).toLowerCase(Locale.ROOT);
        String reply = switch (name) {
            case "stream" -> "200 result=0 (stopped) endpos=-1";
            case "get" ->
                switch (words.get(1).toLowerCase(Locale.ROOT)) {
                    case "data" -> "200 result= (stopped)";
                    case "option" -> "200 result=0 (stopped) endpos=-1";
                    default -> "";
                };
            case "wait" -> "200 result=1";
            case "control" -> "200 result=0 endpos=" + ChannelModel.SAMPLES;
            case "exec" -> "200 result=0";
            case "say" -> "200 result=" + (int) 'D';
            case "record" -> "200 result=" + (int) 'D' + " (dtmf) endpos=" + ChannelModel.SAMPLES;
            default -> "";
        };
        if (reply.isEmpty()) {
            throw new AssertionError("this command cannot be stopped: " + Wire.utf8(line));
        }
        return reply + STOPPED;
    }

    private void hangUpIfDue() {
        while (expected.takeHangup()) {
            recorder.add(Transcript.Kind.REPLY, "HANGUP");
            model.hangUp();
            session().hungUp(HangupReason.HANGUP);
        }
    }

    @Override
    public void end(AgiOutcome outcome) {
        if (outcome != AgiOutcome.DONE) {
            recorder.add(Transcript.Kind.COMMAND, "failure");
        }
        recorder.add(Transcript.Kind.NOTE, "the session ended: " + outcome.value());
    }

    ScriptTester.Result result(CallEnd end) {
        lock.lock();
        try {
            if (unexpected != null) {
                throw failure(unexpected.getMessage(), unexpected);
            }
            List<String> missing = expected.missing();
            if (!missing.isEmpty()) {
                throw failure(
                        "the script ended (" + end.reason() + ") without "
                                + missing.stream().collect(Collectors.joining("\n  ", "\n  ", "")),
                        end.failure().orElse(null));
            }
            return new ScriptTester.Result(
                    end.outcome(),
                    end.reason(),
                    end.hungUp(),
                    end.failure(),
                    Collections.unmodifiableMap(new LinkedHashMap<>(variables)),
                    recorder.transcript());
        } finally {
            lock.unlock();
        }
    }

    AssertionError failure(@Nullable String message, @Nullable Throwable cause) {
        return new AssertionError(message + "\nThe conversation so far:\n" + recorder.transcript(), cause);
    }

    private static boolean isSetVariable(List<String> tokens) {
        return tokens.size() == 4
                && tokens.get(0).equalsIgnoreCase("set")
                && tokens.get(1).equalsIgnoreCase("variable");
    }

    private static boolean isOutcome(String line) {
        List<String> tokens = Tokens.of(line);
        return isSetVariable(tokens) && tokens.get(2).equals(AgiRuntime.DEFAULT_OUTCOME_VARIABLE);
    }

    private AgiSession session() {
        return Objects.requireNonNull(session, "not begun");
    }
}
