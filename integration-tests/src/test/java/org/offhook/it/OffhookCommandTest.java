// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The offhook command on a real Asterisk, each run in a process of its own. */
@RealAsterisk(options = OffhookCommandTest.Dialplan.class)
class OffhookCommandTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final AsteriskUnderTest asterisk;
    private final Deque<Run> runs = new ArrayDeque<>();

    @TempDir
    Path folder;

    OffhookCommandTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    static final class Dialplan implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT.withFile("manager_extra.conf", """
                            [least]
                            secret = l
                            read = call
                            write = originate
                            """).withDialplan("""
                            [command]
                            exten => ring,1,Ringing()
                             same => n,Wait(60)
                            exten => busy,1,Busy(5)
                            exten => answer,1,Answer()
                             same => n,Wait(60)
                            exten => async,1,Answer()
                             same => n(offhook),AGI(agi:async,/command)
                             same => n,GotoIf($["${AGISTATUS}" = "FAILURE"]?offhook)
                            """);
        }
    }

    @AfterEach
    void endRuns() {
        runs.forEach(run -> run.process.destroyForcibly());
    }

    /** A run of the command. */
    private record Run(Process process, Path out, Path err) {

        int exitStatus() throws InterruptedException {
            assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS))
                    .as("%s", this)
                    .isTrue();
            return process.exitValue();
        }

        String text(Path file) {
            try {
                return Files.readString(file, UTF_8);
            } catch (IOException e) {
                return "";
            }
        }

        Run awaitText(Path file, String text) {
            await().atMost(LONG).until(() -> text(file).contains(text) || !process.isAlive());
            assertThat(text(file)).as("%s", this).contains(text);
            return this;
        }

        @Override
        public String toString() {
            return "out:\n" + text(out) + "\nerr:\n" + text(err);
        }
    }

    private Run offhook(String... arguments) throws IOException {
        return offhookAs(asterisk.amiUser(), asterisk.amiSecret(), arguments);
    }

    private Run offhookAs(String user, String secret, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.offhook.cli.Main"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out-" + runs.size());
        Path err = folder.resolve("err-" + runs.size());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .put("OFFHOOK_AMI_HOST", asterisk.amiAddress().getAddress().getHostAddress());
        builder.environment().put("OFFHOOK_AMI_PORT", "" + asterisk.amiAddress().getPort());
        builder.environment().put("OFFHOOK_AMI_USER", user);
        builder.environment().put("OFFHOOK_AMI_SECRET", secret);
        Run run = new Run(builder.start(), out, err);
        runs.push(run);
        return run;
    }

    private static String local(String extension) {
        return "Local/" + extension + "@command/n";
    }

    @Test
    void eventsOfACallAreShownRecordedAndReplayed() throws Exception {
        Path file = folder.resolve("calls.ndjson");
        Run events = offhook(
                "events",
                "--record",
                file.toString(),
                "--channel",
                "Local/busy@command",
                "--count",
                "4", // of both ends, in whatever order
                "Dial*",
                "Hangup");
        events.awaitText(
                events.err, "connected to Asterisk " + asterisk.version().major());
        Run call = offhook("originate", local("busy"), "--application", "Wait", "--data", "1");
        assertThat(call.exitStatus()).as("%s", call).isEqualTo(10);
        assertThat(call.text(call.out)).contains("dialing Local/busy@command-", "busy Local/busy@command-");
        assertThat(events.exitStatus()).as("%s", events).isZero();
        assertThat(events.text(events.out).lines()).hasSize(4);
        assertThat(events.text(events.out)).contains("DialEnd", "DialStatus=BUSY", "Hangup");

        Run replay = offhook("replay", file.toString(), "--json", "--fast", "DialEnd");
        assertThat(replay.exitStatus()).as("%s", replay).isZero();
        assertThat(replay.text(replay.out).lines()).singleElement().asString().contains("\"DialStatus\":\"BUSY\"");
    }

    @Test
    void aCallIsAnsweredOrGivenUpAndLeavesNothingBehind() throws Exception {
        Run answered = offhook("originate", local("answer"), "--extension", "answer@command", "--json");
        assertThat(answered.exitStatus()).as("%s", answered).isZero();
        assertThat(answered.text(answered.out))
                .startsWith("{\"Result\":\"ANSWERED\"")
                .contains("\"Reason\":\"4\"");

        Run ringing = offhook("originate", local("ring"), "--extension", "answer@command");
        ringing.awaitText(ringing.out, "ringing");
        ringing.process.destroy(); // as Ctrl-C
        assertThat(ringing.exitStatus()).isEqualTo(143);
        assertThat(ringing.text(ringing.out)).contains("cancelled Local/ring@command-");
        await().atMost(LONG)
                .until(() -> asterisk.ami().channels().stream()
                        .noneMatch(channel -> channel.get("Channel").contains("ring@command")));
    }

    @Test
    void anAgiCommandShowsItsResultOrWhyThereIsNone() throws Exception {
        assertThat(offhook("originate", local("async"), "--application", "Wait", "--data", "60")
                        .exitStatus())
                .isZero();
        // Answer() takes its time on a Local channel
        await().atMost(LONG)
                .until(() -> asterisk.ami().channels().stream()
                        .anyMatch(channel -> channel.get("Application").equals("AGI")));
        Run channels = offhook("channels", "Local/async@command*");
        assertThat(channels.exitStatus()).as("%s", channels).isZero();
        String table = channels.text(channels.out);
        assertThat(table).contains("CHANNEL", "AGI(agi:async,/command)", "Wait(60)");
        String parked = table.lines()
                .filter(line -> line.contains("AGI("))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElseThrow();
        String other = parked.replace(";2", ";1");

        Run get = offhook("agi", "exec", parked, "GET VARIABLE CHANNEL(language)");
        Run unknown = offhook("agi", "exec", parked, "NO SUCH COMMAND");
        Run elsewhere = offhook("agi", "exec", other, "NOOP");
        Run slow = offhook("agi", "exec", parked, "EXEC Wait 2", "--timeout", "300ms");
        assertThat(get.exitStatus()).as("%s", get).isZero();
        assertThat(get.text(get.out)).isEqualToIgnoringNewLines("200 result=1 (en)");
        assertThat(unknown.exitStatus()).as("%s", unknown).isEqualTo(1);
        assertThat(unknown.text(unknown.out)).startsWith("510");
        assertThat(elsewhere.exitStatus()).isEqualTo(1);
        assertThat(elsewhere.text(elsewhere.err)).contains(other + " is not in AGI(agi:async): it runs Wait(60)");
        assertThat(slow.exitStatus()).isEqualTo(1);
        assertThat(slow.text(slow.err)).contains("no result came within 300 ms");
    }

    @Test
    void actionsExitByTheirAnswer() throws Exception {
        Run version = offhook("action", "Command", "Command=core show version");
        Run refused = offhookAs("least", "l", "action", "CoreStatus");
        assertThat(version.exitStatus()).as("%s", version).isZero();
        assertThat(version.text(version.out))
                .startsWith("Asterisk " + asterisk.version().major());
        assertThat(refused.exitStatus()).isEqualTo(1);
        assertThat(refused.text(refused.err))
                .contains("offhook: CoreStatus: Permission denied; in manager.conf the user needs one of these");
    }

    @Test
    void theDoctorFindsAHealthyServerAndAUserWithoutRights() throws Exception {
        Run healthy = offhook("doctor", "--need", "async-agi,agi-calls");
        Run poor = offhookAs("least", "l", "doctor", "--need", "async-agi");
        assertThat(healthy.exitStatus()).as("%s", healthy).isZero();
        assertThat(healthy.text(healthy.out))
                .contains("ok   agi:async    a call went there, and a command came back after ")
                .contains("ok   fastagi      Asterisk reaches agi://127.0.0.1:")
                .contains("ok   clock ", "ok   async-agi ", " 0 failures");
        assertThat(asterisk.ami().command("dialplan show").toString())
                .contains("'command'")
                .doesNotContain("offhook-doctor");
        assertThat(poor.exitStatus()).as("%s", poor).isEqualTo(1);
        assertThat(poor.text(poor.out))
                .contains("fail async-agi    not allowed", "write = ...,agi,call,reporting")
                .contains("skip agi:async    no call into AGI() can be placed without write = system");
        assertThat(poor.toString() + healthy).doesNotContain(asterisk.amiSecret());
        await().atMost(LONG).until(() -> asterisk.ami().channels().isEmpty());
    }
}
