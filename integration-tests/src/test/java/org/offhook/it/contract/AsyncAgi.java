// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.HangupReason;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.asyncagi.AsyncAgiServerBuilder;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeChannel;

/** {@code AGI(agi:async,/path)}: channels that wait in Asterisk, and one manager connection for all of them. */
final class AsyncAgi implements Transport {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public Served start(Options options) {
        FakeAsterisk asterisk = FakeAsterisk.start().soundLength(Duration.ZERO);
        AmiClient client = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", asterisk.user(), asterisk.secret())
                .port(asterisk.port())
                .build());
        AsyncAgiServerBuilder builder = AsyncAgiServer.builder(client, options.router)
                .maxCalls(options.maxCalls)
                .replyTimeout(options.replyTimeout)
                .scriptDeadline(options.scriptDeadline)
                .outcomeVariable(options.outcomeVariable)
                .interruptOnHangup(options.interruptOnHangup);
        options.listeners.forEach(builder::listener);
        AsyncAgiServer server = builder.start();
        // A call that comes before the server listens would be found in the list of channels, and be an adopted one.
        await().until(() -> server.health().servers().containsValue(true));
        return new Server(asterisk, client, server, options);
    }

    @Override
    public AgiCapabilities capabilities() {
        return new AgiCapabilities("AsyncAGI", 1013, 64, false);
    }

    @Override
    public boolean takesUnknownPaths() {
        return false;
    }

    @Override
    public HangupReason redirected() {
        return HangupReason.REDIRECTED;
    }

    @Override
    public Optional<String> outcomeAfterHangup() {
        return Optional.empty();
    }

    @Override
    public Optional<String> outcomeWhenCutInACommand() {
        return Optional.of("failed");
    }

    @Override
    public Optional<String> outcomeWhenFull() {
        return Optional.of("refused");
    }

    private record Server(FakeAsterisk asterisk, AmiClient client, AsyncAgiServer server, Options options)
            implements Served {

        @Override
        public Placing place(String path) {
            return new Placed(asterisk, options.outcomeVariable, path);
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
            AsyncAgiServer.Health health = server.health();
            return new Health(
                    health.state().name(),
                    health.activeCalls(),
                    health.maxCalls(),
                    health.totalCalls(),
                    health.refusedCalls(),
                    health.failedCalls(),
                    health.uptime());
        }

        /** A server that drains is still asked, and refuses; nobody knows that there was one that is closed. */
        @Override
        public void assertTurnsAway(String path) {
            Call call = place(path).connect();
            if (server.health().state() == AsyncAgiServer.State.CLOSED) {
                call.expectNothing(Contract.A_WHILE);
            } else {
                Contract.assertRefused(call.end());
            }
        }

        @Override
        public void closeServer() {
            server.close();
        }

        @Override
        public void close() {
            server.close();
            client.close();
            asterisk.close();
        }
    }

    private static final class Placed implements Served.Placing {

        private final FakeAsterisk asterisk;
        private final FakeChannel channel;
        private final @Nullable String outcomeVariable;
        private final StringBuilder data = new StringBuilder("agi:async");
        private String context = "default";
        private String extension = "100";
        private int priority = 1;
        private boolean hungUp;

        Placed(FakeAsterisk asterisk, @Nullable String outcomeVariable, String path) {
            this.asterisk = asterisk;
            this.channel = asterisk.channel();
            this.outcomeVariable = outcomeVariable;
            argument(path);
        }

        @Override
        public Served.Placing argument(String value) {
            data.append(',').append(value.replaceAll("[\\\\\",()]", "\\\\$0"));
            return this;
        }

        @Override
        public Served.Placing variable(String name, String value) {
            switch (name) {
                case "agi_channel" -> channel.named(value);
                case "agi_uniqueid" -> channel.uniqueId(value);
                case "agi_context" -> context = value;
                case "agi_extension" -> extension = value;
                case "agi_priority" -> priority = Integer.parseInt(value);
                default -> channel.requestVariable(name, value);
            }
            return this;
        }

        @Override
        public Served.Placing channelVariable(String name, String value) {
            channel.variable(name, value);
            return this;
        }

        @Override
        public Served.Placing hungUpAtOnce() {
            hungUp = true;
            return this;
        }

        @Override
        public Call connect() {
            channel.at(context, extension, priority).hold("");
            if (!"OFFHOOK".equals(outcomeVariable)) {
                channel.dialplan(FakeChannel.Dialplan.CONTINUE); // the loop knows the usual name only
            }
            channel.park(data.toString());
            if (hungUp) {
                channel.hangUp();
            }
            return new Connected(asterisk, channel, outcomeVariable);
        }
    }

    /** A channel that holds each command until the test answers it. */
    private static final class Connected implements Call {

        private final FakeAsterisk asterisk;
        private final FakeChannel channel;
        private final @Nullable String outcomeVariable;
        private final List<String> commands = new ArrayList<>();
        /** The command taken last, until it is answered. */
        private @Nullable String taken;

        Connected(FakeAsterisk asterisk, FakeChannel channel, @Nullable String outcomeVariable) {
            this.asterisk = asterisk;
            this.channel = channel;
            this.outcomeVariable = outcomeVariable;
        }

        @Override
        public String next() {
            String line = awaitCommand();
            assertThat(line).as("the script's next command; " + channel).isNotNull();
            commands.add(line);
            taken = line;
            return line;
        }

        /** The next command of the script that runs; null if the session is over. */
        private @Nullable String awaitCommand() {
            String line;
            do {
                line = awaitRunning();
                if (line != null && isOwn(line)) {
                    channel.finish();
                }
            } while (line != null && isOwn(line));
            return line;
        }

        private @Nullable String awaitRunning() {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(1, TimeUnit.MILLISECONDS)
                    .atMost(PATIENCE)
                    .until(() -> !channel.isParked() || channel.running().isPresent());
            return channel.running().orElse(null);
        }

        /** Whether the transport sent it for itself: a fence, or how it ends the call. */
        private boolean isOwn(String line) {
            return line.equals("ASYNCAGI BREAK")
                    || line.startsWith("GOSUB " + FakeChannel.MISSING_CONTEXT)
                    || line.matches("GET FULL VARIABLE \"[^$\"]*\"")
                    || (outcomeVariable != null && line.startsWith("SET VARIABLE \"" + outcomeVariable + "\" "));
        }

        @Override
        public Call reply(String reply) {
            taken = null;
            channel.finish(reply);
            return this;
        }

        /** What is in Asterisk's queue behind the command that runs counts, too. */
        @Override
        public Call expectNothing(Duration howLong) {
            int before = channel.commands().size();
            long until = System.nanoTime() + howLong.toNanos();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(2, TimeUnit.MILLISECONDS)
                    .until(() -> channel.commands().size() > before || System.nanoTime() - until > 0);
            assertThat(channel.commands().stream().skip(before).filter(line -> !isOwn(line)))
                    .isEmpty();
            assertThat(channel.queued()).isEmpty();
            assertThat(channel.running()).isEqualTo(Optional.ofNullable(taken));
            return this;
        }

        @Override
        public Call hangUp() {
            channel.hangUp();
            return this;
        }

        /** A command that the hang-up ends answers by itself; another one has just been done. */
        @Override
        public Call hangUp(String reply) {
            if (!reply.startsWith("200 result=-1")) {
                reply(reply);
            }
            taken = null;
            channel.hangUp();
            return this;
        }

        @Override
        public Call hangUpTold(Duration later, String reply) {
            channel.delay("AsyncAGIEnd")
                    .delay("VarSet")
                    .delay("SoftHangupRequest")
                    .delay("Hangup");
            hangUp(reply);
            expectNothing(later);
            channel.deliver();
            return this;
        }

        @Override
        public Call redirect(String reply) {
            taken = null;
            channel.redirect("elsewhere", "s", 1);
            return this;
        }

        /** Asterisk ends the command when the manager's action comes. */
        @Override
        public Call stop() {
            String stopped = Objects.requireNonNull(taken, "no command was taken");
            await().pollDelay(Duration.ZERO)
                    .pollInterval(1, TimeUnit.MILLISECONDS)
                    .atMost(PATIENCE)
                    .until(() -> !channel.running().equals(Optional.of(stopped)));
            taken = null;
            return this;
        }

        /** The manager connection of all calls; it comes back soon. */
        @Override
        public Call breakLink() {
            asterisk.dropLinks();
            return this;
        }

        @Override
        public Ending serve() {
            int before = channel.executed().size() - (channel.running().isPresent() ? 1 : 0);
            channel.forget("");
            if (channel.running().isPresent()) {
                channel.finish();
            }
            awaitEnd();
            channel.executed().stream()
                    .skip(before)
                    .filter(line -> !isOwn(line))
                    .forEach(commands::add);
            return ending();
        }

        @Override
        public Ending end() {
            String line = awaitCommand();
            assertThat(line)
                    .as("a command, where the end of the call was expected")
                    .isNull();
            return ending();
        }

        @Override
        public Ending endCut(String reply) {
            String cut = Objects.requireNonNull(taken, "no command was taken");
            long until = System.nanoTime() + Duration.ofMillis(200).toNanos(); // it may be stopped
            await().pollDelay(Duration.ZERO)
                    .pollInterval(1, TimeUnit.MILLISECONDS)
                    .until(() -> !channel.running().equals(Optional.of(cut)) || System.nanoTime() - until > 0);
            if (channel.running().equals(Optional.of(cut))) {
                reply(reply);
            }
            return end();
        }

        private void awaitEnd() {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(1, TimeUnit.MILLISECONDS)
                    .atMost(PATIENCE)
                    .until(() -> !channel.isParked());
        }

        private Ending ending() {
            Optional<String> outcome = outcomeVariable == null
                    ? Optional.empty()
                    : Optional.of(channel.variable(outcomeVariable)).filter(value -> !value.isEmpty());
            return new Ending(channel.variable("AGISTATUS"), outcome, List.copyOf(commands));
        }

        @Override
        public void close() {
            if (!channel.isHungUp()) {
                channel.hangUp();
            }
        }
    }
}
