// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.HangupReason;
import org.offhook.fastagi.FastAgiServer;
import org.offhook.fastagi.FastAgiServerBuilder;
import org.offhook.testkit.FakeAgiCall;
import org.offhook.testkit.FakeAgiCallBuilder;

/** {@code AGI(agi://host/path)}: one connection of Asterisk for each call. */
final class FastAgi implements Transport {

    private static final String DEAD = "511 Command Not Permitted on a dead channel or intercept routine";
    private static final String UP = "200 result=6";

    @Override
    public Served start(Options options) {
        FastAgiServerBuilder builder = FastAgiServer.builder(options.router)
                .port(0)
                .ioThreads(1)
                .maxCalls(options.maxCalls)
                .replyTimeout(options.replyTimeout)
                .scriptDeadline(options.scriptDeadline)
                .outcomeVariable(options.outcomeVariable)
                .interruptOnHangup(options.interruptOnHangup);
        options.listeners.forEach(builder::listener);
        return new Server(builder.start(), options);
    }

    @Override
    public AgiCapabilities capabilities() {
        return new AgiCapabilities("FastAGI", 8190, 1, true);
    }

    @Override
    public boolean takesUnknownPaths() {
        return true;
    }

    @Override
    public HangupReason redirected() {
        return HangupReason.HANGUP;
    }

    @Override
    public Optional<String> outcomeAfterHangup() {
        return Optional.of("done");
    }

    @Override
    public Optional<String> outcomeWhenCutInACommand() {
        return Optional.empty();
    }

    @Override
    public Optional<String> outcomeWhenFull() {
        return Optional.empty();
    }

    private record Server(FastAgiServer server, Options options) implements Served {

        @Override
        public Placing place(String path) {
            FakeAgiCallBuilder call = FakeAgiCall.to("127.0.0.1", server.port()).script(path);
            return new Placed(call, options.outcomeVariable);
        }

        @Override
        public int activeCalls() {
            return server.activeCalls();
        }

        @Override
        public int drain(Duration patience) {
            return server.drain(patience);
        }

        @Override
        public Health health() {
            FastAgiServer.Health health = server.health();
            return new Health(
                    health.state().name(),
                    health.activeCalls(),
                    health.maxCalls(),
                    health.totalCalls(),
                    health.refusedCalls(),
                    health.failedCalls(),
                    health.uptime());
        }

        /** A refused connection makes AGISTATUS a failure, and lets {@code hagi://} move on. */
        @Override
        public void assertTurnsAway(String path) {
            await().until(() -> !server.health().listening());
            assertThatThrownBy(() -> FakeAgiCall.to("127.0.0.1", server.port()).connect())
                    .isInstanceOf(UncheckedIOException.class);
        }

        @Override
        public void closeServer() {
            server.close();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private record Placed(FakeAgiCallBuilder call, @Nullable String outcomeVariable) implements Served.Placing {

        @Override
        public Served.Placing argument(String value) {
            call.argument(value);
            return this;
        }

        @Override
        public Served.Placing variable(String name, String value) {
            call.variable(name, value);
            return this;
        }

        @Override
        public Served.Placing channelVariable(String name, String value) {
            call.channelVariable(name, value);
            return this;
        }

        @Override
        public Served.Placing hungUpAtOnce() {
            call.hangupWithEnvironment();
            return this;
        }

        @Override
        public Call connect() {
            return new Connected(call.connect(), outcomeVariable);
        }
    }

    /** The far end of one connection. */
    private static final class Connected implements Call {

        private final FakeAgiCall call;
        private final @Nullable String outcomeVariable;
        private final List<String> commands = new ArrayList<>();
        /** Whether the server may ask whether the channel is alive. */
        private boolean inDoubt;

        private boolean hungUp;

        Connected(FakeAgiCall call, @Nullable String outcomeVariable) {
            this.call = call;
            this.outcomeVariable = outcomeVariable;
        }

        @Override
        public String next() {
            String line = call.expectLine();
            while (isProbe(line)) {
                answerProbe();
                line = call.expectLine();
            }
            commands.add(line);
            return line;
        }

        private boolean isProbe(String line) {
            return inDoubt && line.equals("CHANNEL STATUS");
        }

        private void answerProbe() {
            inDoubt = false;
            call.reply(hungUp ? DEAD : UP);
        }

        @Override
        public Call reply(String reply) {
            inDoubt = reply.startsWith("200 result=-1") || reply.contains("(hangup)");
            call.reply(reply);
            return this;
        }

        @Override
        public Call expectNothing(Duration howLong) {
            call.expectNothing(howLong);
            return this;
        }

        @Override
        public Call hangUp() {
            hungUp = true;
            call.hangup();
            return this;
        }

        @Override
        public Call hangUp(String reply) {
            reply(reply);
            return hangUp();
        }

        @Override
        public Call hangUpTold(Duration later, String reply) {
            reply(reply);
            call.expect("CHANNEL STATUS").expectNothing(later);
            hangUp();
            answerProbe();
            return this;
        }

        /** Asterisk says the same as for a hang-up, and redirects the channel once the server has closed. */
        @Override
        public Call redirect(String reply) {
            return hangUp(reply);
        }

        /** The nonce is answered, and the command that it stopped is not, except WAIT FOR DIGIT. */
        @Override
        public Call stop() {
            String stopped = commands.get(commands.size() - 1);
            String nonce = call.expectLine();
            assertThat(nonce).matches("GET FULL VARIABLE \"[^\"$]+\"");
            if (stopped.startsWith("WAIT FOR DIGIT")) {
                call.reply("200 result=1");
            }
            call.reply("200 result=1 (" + nonce.substring(nonce.indexOf('"') + 1, nonce.length() - 1) + ")");
            return this;
        }

        @Override
        public Call breakLink() {
            call.reset();
            return this;
        }

        @Override
        public Ending serve() {
            return end(line -> {
                commands.add(line);
                return null;
            });
        }

        @Override
        public Ending end() {
            return end(line -> {
                throw new AssertionError("expected the end of the call, not " + line);
            });
        }

        @Override
        public Ending endCut(String reply) {
            return end();
        }

        private Ending end(Unforeseen unforeseen) {
            call.answering(line -> {
                        if (isOutcome(line)) {
                            return null;
                        }
                        if (isProbe(line)) {
                            inDoubt = false;
                            return hungUp ? DEAD : UP;
                        }
                        return unforeseen.answer(line);
                    })
                    .serve();
            Optional<String> outcome = outcomeVariable == null ? Optional.empty() : call.variable(outcomeVariable);
            return new Ending(call.agiStatus(), outcome, List.copyOf(commands));
        }

        private boolean isOutcome(String line) {
            return outcomeVariable != null && line.startsWith("SET VARIABLE \"" + outcomeVariable + "\" ");
        }

        @Override
        public void close() {
            call.close();
        }

        /** A line that is not the transport's own; the answer is null to leave it to the model of a channel. */
        private interface Unforeseen {
            @Nullable
            String answer(String line);
        }
    }
}
