// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiGap;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.json.AmiJson;
import picocli.CommandLine;

/** Events as they are shown, filtered, recorded and replayed. */
class EventOutputTest {

    private static final AmiEvent DIAL = event(
            "DialBegin",
            "Channel",
            "PJSIP/alice-00000001",
            "ChannelStateDesc",
            "Ring",
            "CallerIDNum",
            "100",
            "Context",
            "internal",
            "Exten",
            "200",
            "Priority",
            "2",
            "Uniqueid",
            "1.1",
            "Linkedid",
            "1.1",
            "DestChannel",
            "PJSIP/bob-00000002",
            "DestUniqueid",
            "1.2",
            "DestLinkedid",
            "1.1",
            "DialString",
            "bob line 1");
    private static final AmiEvent HANGUP =
            event("Hangup", "Channel", "PJSIP/carol-00000003", "Uniqueid", "1.3", "Linkedid", "1.3", "Cause", "16");

    @TempDir
    Path folder;

    private static AmiEvent event(String name, String... headers) {
        AmiHeaders.Builder all = AmiHeaders.builder().add("Event", name).add("Privilege", "call,all");
        return AmiEvent.of(all.addAll(AmiHeaders.of(headers)).build());
    }

    private Path file(AmiEvent... events) throws IOException {
        StringBuilder text = new StringBuilder();
        for (AmiEvent event : events) {
            AmiJson.write(event, text);
        }
        return Files.writeString(folder.resolve("events.ndjson"), text);
    }

    private CommandRun replay(Path file, String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "replay";
        all[1] = file.toString();
        all[2] = "--fast";
        System.arraycopy(options, 0, all, 3, options.length);
        return CommandRun.of(all);
    }

    @Test
    void aLineHasWhatMattersAndAllOfItIsThereOnDemand() throws IOException {
        Path file = file(DIAL);
        String line = replay(file).out();
        assertThat(line.lines()).hasSize(1);
        assertThat(line)
                .contains("DialBegin ", "PJSIP/alice-00000001 Ring 200@internal:2 from 100")
                .contains("DestChannel=PJSIP/bob-00000002 DialString=\"bob line 1\"")
                .doesNotContain("Uniqueid", "Privilege");
        assertThat(replay(file, "--full").out())
                .contains("Event: DialBegin", "DestUniqueid: 1.2", "Privilege: call,all");
        assertThat(replay(file, "--json").out()).isEqualToIgnoringNewLines(AmiJson.toJson(DIAL));
        assertThat(replay(file, "--quiet").out()).isEmpty();
    }

    @Test
    void textFromThePhoneCannotSteerTheTerminalAndSecretsAreMasked() throws IOException {
        Path file = file(event(
                "UserEvent",
                "Name",
                "a\u001b[2Jb\u202ec\nd",
                "Secret",
                "hunter2",
                "ExpectedResponse",
                "hunter3",
                "UsingPassword",
                "1"));
        for (CommandRun run : List.of(replay(file), replay(file, "--full"))) {
            assertThat(run.out())
                    .contains("a?[2Jb?c d", "***")
                    .containsPattern("UsingPassword(=|: )1")
                    .doesNotContain("\u001b", "hunter");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PJSIP/alice-00000001, true, false",
        "pjsip/ALICE, true, false",
        "PJSIP/ali*, true, false",
        "PJSIP/al, false, false",
        "PJSIP/bob, true, false",
        "1.2, true, false",
        "1.3, false, true",
        "PJSIP/*, true, true",
        "internal, false, false"
    })
    void aChannelIsFoundByNameDeviceOrIdOnEitherSide(String channel, boolean dial, boolean hangup) {
        Predicate<AmiEvent> wanted = filter("--channel", channel).predicate(List.of());
        assertThat(wanted.test(DIAL)).isEqualTo(dial);
        assertThat(wanted.test(HANGUP)).isEqualTo(hangup);
    }

    @Test
    void aCallIsFoundByItsLinkedid() {
        Predicate<AmiEvent> wanted = filter("--linkedid", "1.3").predicate(List.of());
        assertThat(wanted.test(DIAL)).isFalse();
        assertThat(wanted.test(HANGUP)).isTrue();
    }

    @Test
    void typesAreNamesOrPatternsInAnyCase() {
        EventFilter filter = filter();
        assertThat(filter.predicate(List.of("hangup")).test(HANGUP)).isTrue();
        assertThat(filter.predicate(List.of("Hang")).test(HANGUP)).isFalse();
        assertThat(filter.predicate(List.of("Queue*", "H*p")).test(HANGUP)).isTrue();
        assertThat(filter.predicate(List.of("Queue*", "H?p")).test(HANGUP)).isFalse();
        assertThat(filter.predicate(List.of()).test(HANGUP)).isTrue();
    }

    private static EventFilter filter(String... options) {
        @CommandLine.Command
        final class Probe {
            @CommandLine.Mixin
            private final EventFilter filter = new EventFilter();
        }
        Probe probe = new Probe();
        new CommandLine(probe).parseArgs(options);
        return probe.filter;
    }

    @Test
    void aGapIsShownInItsPlaceWhateverIsFiltered() throws IOException {
        AmiEvent slow = Gap.event(new AmiGap(AmiGap.Reason.OVERFLOW, 17, false));
        AmiEvent away = Gap.event(new AmiGap(AmiGap.Reason.RECONNECTED, -1, true));
        Path file = file(DIAL, slow, HANGUP, away);
        assertThat(replay(file, "Hangup").out().lines().map(line -> line.substring(13)))
                .hasSize(3)
                .first()
                .asString()
                .isEqualTo("---- 17 events are missing here: they came faster than they are shown ----");
        assertThat(replay(file, "--channel", "x").out())
                .contains("the connection was lost, and Asterisk was restarted: all channels of before are gone");
        assertThat(replay(file, "--json", "Hangup").out())
                .contains("{\"Event\":\"OffhookGap\",\"Reason\":\"OVERFLOW\",\"Lost\":\"17\",\"Restarted\":\"false\"}");
    }

    @Test
    void aRecordingKeepsEventsAndTimes() {
        Path file = folder.resolve("new.ndjson");
        Instant first = Instant.parse("2026-11-21T14:00:00.123456Z");
        try (Recording recording = Recording.to(file)) {
            recording.write(first, DIAL);
            recording.write(first.plusMillis(30), HANGUP);
        }
        try (var entries = Recording.read(file)) {
            assertThat(entries)
                    .containsExactly(
                            new Recording.Entry(java.util.Optional.of(first), DIAL),
                            new Recording.Entry(java.util.Optional.of(first.plusMillis(30)), HANGUP));
        }
        CommandRun again = CommandRun.of("replay", file.toString(), "--json");
        assertThat(again.out().lines()).containsExactly(AmiJson.toJson(DIAL), AmiJson.toJson(HANGUP));
    }

    @Test
    void aRecordingIsNeverOverwritten() throws IOException {
        Path file = file(DIAL);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Recording.to(file))
                .hasRootCauseInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).contains("DialBegin");
    }

    @Test
    void pausesAreKeptAndShortened() {
        Path file = folder.resolve("slow.ndjson");
        Instant first = Instant.parse("2026-11-21T14:00:00Z");
        try (Recording recording = Recording.to(file)) {
            recording.write(first, DIAL);
            recording.write(first.plusMillis(400), HANGUP);
        }
        long began = System.nanoTime();
        assertThat(CommandRun.of("replay", file.toString()).status()).isZero();
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(400_000_000L);
        assertThat(CommandRun.of("replay", file.toString(), "--speed", "1000000")
                        .out()
                        .lines())
                .hasSize(2);
    }

    @Test
    void aFileThatIsNoRecordingIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "hello\n");
        CommandRun run = replay(file);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().startsWith("offhook: not an AMI event as JSON");
        assertThat(CommandRun.of("replay", "no/such/file").err())
                .isEqualToIgnoringNewLines("offhook: no/such/file: there is no such file or folder");
    }
}
