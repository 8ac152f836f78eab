// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * FastAGI calls that were recorded on real Asterisk 16.28 and 22.10: the fake says the same bytes at the same times to a server that says the
 * same. {@code A>S} is what Asterisk said.
 */
class RecordedCallsTest {

    private static final Duration NOTHING = Duration.ZERO;
    private static final Duration HALF = Duration.ofMillis(500);

    private record Entry(double at, boolean ofAsterisk, String data) {}

    /** Something that the far end did, which the recording does not say. */
    private record Act(Duration at, Consumer<FakeChannel> what) {}

    private record Recording(String name, String agiStatus, boolean halfCloses, List<Act> acts) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Recording of(String name, String agiStatus, Act... acts) {
        return new Recording(name, agiStatus, false, List.of(acts));
    }

    private static Recording halfClosing(String name, String agiStatus, Act... acts) {
        return new Recording(name, agiStatus, true, List.of(acts));
    }

    private static Act hangUp(Duration at) {
        return new Act(at, FakeChannel::hangUp);
    }

    private static Act press(String key, int at) {
        return new Act(Duration.ofMillis(at), channel -> channel.press(key));
    }

    private static Act redirect(Duration at) {
        return new Act(at, channel -> channel.redirect("research", "answer", 1));
    }

    static Stream<Arguments> recordings() {
        List<Recording> all = List.of(
                of(
                        "dtmf-and-text-results",
                        "SUCCESS",
                        press("5", 600),
                        press("1", 1200),
                        press("2", 1500),
                        press("1", 2100),
                        press("#", 2400),
                        press("1", 3000),
                        press("2", 3300),
                        press("#", 5100),
                        press("7", 5307),
                        press("7", 5508),
                        press("8", 5709),
                        press("9", 7872),
                        press("3", 8174),
                        press("3", 8474),
                        press("3", 8775),
                        press("3", 9076)),
                of("hangup-during-stream-file", "HANGUP", hangUp(HALF)),
                of("hangup-during-exec-wait", "HANGUP", hangUp(HALF)),
                of("hangup-during-get-data", "HANGUP", hangUp(Duration.ofMillis(900))),
                of("hangup-during-wait-for-digit", "HANGUP", hangUp(HALF)),
                halfClosing("hangup-idle-then-half-close", "HANGUP", hangUp(NOTHING)),
                of(
                        "agiexitonhangup-yes",
                        "HANGUP",
                        new Act(NOTHING, channel -> channel.variable("AGIEXITONHANGUP", "yes")),
                        hangUp(NOTHING)),
                of("agiexitonhangup-yes-agisighup-no", "HANGUP", hangUp(NOTHING)),
                halfClosing("agisighup-no", "HANGUP", hangUp(NOTHING)),
                of("failure-line", "FAILURE"),
                of("redirect-during-agi", "HANGUP", redirect(NOTHING)),
                of("redirect-during-stream-file", "HANGUP", redirect(Duration.ofMillis(400))),
                of("pipeline-stream-file-demo-congrats", "SUCCESS"),
                of("pipeline-get-data-demo-congrats-2000-4", "SUCCESS"),
                of("pipeline-exec-wait-1", "SUCCESS"),
                of("pipeline-wait-for-digit-1500", "SUCCESS"),
                of("agistatus-failure-from-command", "FAILURE"),
                of("set-autohangup", "HANGUP"),
                of("server-closes-during-playback", "SUCCESS"),
                of("exec-goto", "SUCCESS"),
                of("exec-hangup", "HANGUP"));
        return Stream.of("16", "22").flatMap(version -> all.stream().map(each -> Arguments.of(version, each)));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void saysWhatAsteriskSaid(String version, Recording recording) throws IOException {
        List<Entry> entries = read(version, recording.name());
        try (FakeAsterisk asterisk = FakeAsterisk.start();
                ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            asterisk.park("agi:async"); // nobody serves it, and so the clock moves by hand only
            asterisk.missingSound("nosuch")
                    .sound("demo-congrats", Duration.ofSeconds(30))
                    .version(found(entries, "agi_version"));
            FakeChannel channel = asterisk.channel()
                    .named(found(entries, "agi_channel"))
                    .uniqueId(found(entries, "agi_uniqueid"))
                    .at(found(entries, "agi_context"), "agi", 4)
                    .variable("AGIEXITONHANGUP", recording.name().contains("exitonhangup-yes") ? "yes" : "")
                    .variable("AGISIGHUP", recording.name().contains("agisighup-no") ? "no" : "")
                    .variable("HANGUPCAUSE", recording.name().equals("exec-hangup") ? "17" : "")
                    .answer()
                    .park("agi://127.0.0.1:" + listener.getLocalPort() + script(entries));
            try (Socket server = listener.accept()) {
                server.setSoTimeout(10_000);
                new Replay(asterisk, channel, server, recording).play(entries);
            }
            await().until(() -> !channel.isParked());
            assertThat(channel.variable("AGISTATUS")).isEqualTo(recording.agiStatus());
            assertThat(channel.isHungUp())
                    .isEqualTo(recording.agiStatus().equals("HANGUP")
                            && !recording.name().startsWith("redirect"));
        }
    }

    private static List<Entry> read(String version, String name) throws IOException {
        Pattern line = Pattern.compile("\\{\"t\": ([0-9.]+), \"dir\": \"(...)\", \"data\": \"(.*)\"}");
        List<Entry> entries = new ArrayList<>();
        String path = "/recordings/" + version + "/" + name + ".jsonl";
        try (InputStream in = Objects.requireNonNull(RecordedCallsTest.class.getResourceAsStream(path), path)) {
            for (String each : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                Matcher matcher = line.matcher(each);
                assertThat(matcher.matches()).as(each).isTrue();
                entries.add(new Entry(
                        Double.parseDouble(matcher.group(1)), matcher.group(2).equals("A>S"), plain(matcher.group(3))));
            }
        }
        return entries;
    }

    private static String plain(String json) {
        return json.replace("\\\"", "\"").replace("\\n", "\n").replace("\\u0000", "\0");
    }

    private static String script(List<Entry> entries) {
        String path = found(entries, "agi_request").replaceFirst("agi://[^/]*", "");
        return path.contains("?") ? path + ",arg one,,arg3" : path;
    }

    private static String found(List<Entry> entries, String variable) {
        Matcher matcher = Pattern.compile("(?m)^" + variable + ": (.*)$")
                .matcher(entries.stream().limit(15).map(Entry::data).collect(Collectors.joining()));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** The server's side of a recording. */
    private static final class Replay {
        private static final Pattern ENDPOS = Pattern.compile("(?:endpos=|CPLAYBACKOFFSET )(\\d+)");

        private final FakeAsterisk asterisk;
        private final FakeChannel channel;
        private final Socket server;
        private final Recording recording;
        private final List<Act> left;
        private int commands;

        Replay(FakeAsterisk asterisk, FakeChannel channel, Socket server, Recording recording) {
            this.asterisk = asterisk;
            this.channel = channel;
            this.server = server;
            this.recording = recording;
            this.left = new ArrayList<>(recording.acts());
        }

        void play(List<Entry> entries) throws IOException {
            int from = 0;
            StringBuilder environment = new StringBuilder();
            while (environment.indexOf("\n\n") < 0) {
                environment.append(entries.get(from++).data());
            }
            int behind = environment.indexOf("\n\n") + 2;
            assertThat(alike(read(behind))).isEqualTo(alike(environment.substring(0, behind)));
            List<Entry> rest = new ArrayList<>();
            if (behind < environment.length()) {
                rest.add(new Entry(0, true, environment.substring(behind)));
            }
            rest.addAll(entries.subList(from, entries.size()));
            for (int i = 0; i < rest.size(); i++) {
                if (recording.halfCloses() && isLastWord(rest, i)) {
                    server.shutdownOutput();
                }
                if (!play(rest.get(i))) {
                    return;
                }
            }
        }

        /** Whether this is what Asterisk says when the server has closed. */
        private static boolean isLastWord(List<Entry> entries, int at) {
            boolean hangup = at > 0 && entries.get(at).data().equals("HANGUP\n");
            return entries.get(hangup ? at + 1 : at).data().equals("<EOF>")
                    && !entries.get(at - 1).data().equals("HANGUP\n");
        }

        /** False at its end, or where the fake does less than Asterisk. */
        private boolean play(Entry entry) throws IOException {
            if (entry.data().startsWith("RECORD FILE")) {
                return false; // what it said is a rest of SAY DATETIME's stream
            }
            advanceTo(Duration.ofMillis(Math.round(entry.at() * 1000)));
            if (entry.data().equals("<EOF>")) {
                assertThat(server.getInputStream().read()).isEqualTo(-1);
                return false;
            }
            if (entry.ofAsterisk()) {
                assertSame(read(entry.data().length()), entry.data());
            } else {
                server.getOutputStream().write(entry.data().getBytes(ISO_8859_1));
                commands++;
                await().pollDelay(NOTHING)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> channel.transcript().commands().size() == commands);
            }
            return true;
        }

        /** Positions may differ by the few milliseconds that a server took to say its command. */
        private static void assertSame(String said, String recorded) {
            Matcher now = ENDPOS.matcher(said);
            Matcher then = ENDPOS.matcher(recorded);
            if (now.find() && then.find()) {
                assertThat(Long.parseLong(now.group(1))).isCloseTo(Long.parseLong(then.group(1)), within(160L));
            }
            assertThat(now.replaceAll("endpos")).isEqualTo(then.replaceAll("endpos"));
        }

        /** Recorded times are a few milliseconds late. */
        private void advanceTo(Duration time) {
            while (!left.isEmpty() && left.get(0).at().compareTo(time) <= 0) {
                Act act = left.remove(0);
                move(act.at());
                act.what().accept(channel);
            }
            move(time);
        }

        private void move(Duration to) {
            Duration missing = to.minus(asterisk.elapsed());
            if (!missing.isNegative()) {
                asterisk.advance(missing);
            }
        }

        private String read(int length) {
            try {
                return new String(server.getInputStream().readNBytes(length), ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(channel.transcript().timed(), e);
            }
        }

        /** Without what differs from call to call. */
        private static List<String> alike(String environment) {
            return environment
                    .lines()
                    .map(line -> line.replaceFirst("(127.0.0.1):\\d+", "$1").replaceFirst("(threadid: ).*", "$1"))
                    .toList();
        }
    }
}
