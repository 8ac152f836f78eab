// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.agi.AgiCommand.UNLIMITED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.SendAhead;

/** Holds the commands against what Asterisk itself lists. */
class CommandCatalogueTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 22})
    void everyCommandOfAsteriskHasARecord(int version) throws IOException {
        List<String> names = catalogue(version);
        assertThat(names).hasSize(47);

        // The longest name that a line begins with is its command: GET VARIABLE is not GET FULL VARIABLE.
        assertThat(Samples.ALL.stream().map(c -> commandOf(c, names)).collect(Collectors.toList()))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void everyRecordIsInTheList() {
        Set<String> records = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.offhook.agi.command")
                        .stream()
                        .filter(c -> c.isAssignableTo(AgiCommand.class) && !c.isInterface())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());

        assertThat(records.remove("RawCommand")).isTrue();
        assertThat(Samples.ALL.stream().map(c -> c.getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(records);
    }

    @Test
    void onlyCommandsThatNeitherActNorFailMayBeSentAhead() {
        Map<SendAhead, Set<String>> byMode = Samples.ALL.stream()
                .collect(Collectors.groupingBy(
                        AgiCommand::sendAhead,
                        Collectors.mapping(c -> c.getClass().getSimpleName(), Collectors.toSet())));

        assertThat(byMode.get(SendAhead.REPEATABLE)).containsExactlyInAnyOrder("Noop", "GetVariable", "ChannelStatus");
        assertThat(byMode.get(SendAhead.ONCE)).containsExactly("SetVariable");
    }

    @Test
    void functionsAreNotSentAheadAndMayTakeTheirTime() {
        AgiCommand<?> get = new GetVariable("CURL(http://x)");
        AgiCommand<?> set = new SetVariable("ODBC_X(1)", "2");

        assertThat(List.of(get.sendAhead(), set.sendAhead())).containsOnly(SendAhead.NEVER);
        assertThat(List.of(get.runTime(), set.runTime())).containsOnly(UNLIMITED);
        assertThat(new GetFullVariable("${CURL(http://x)}").runTime()).isEqualTo(UNLIMITED);
    }

    @Test
    void aFailureIsTakenForAHangupOnlyWhereItCanBeOne() {
        assertThat(names(c -> c.failureMayMeanHangup()))
                .containsExactlyInAnyOrder(
                        "Answer",
                        "ControlStreamFile",
                        "Exec",
                        "GetData",
                        "GetOption",
                        "Gosub",
                        "ReceiveChar",
                        "ReceiveText",
                        "RecordFile",
                        "SayAlpha",
                        "SayDate",
                        "SayDateTime",
                        "SayDigits",
                        "SayNumber",
                        "SayPhonetic",
                        "SayTime",
                        "SendImage",
                        "SendText",
                        "SpeechRecognize",
                        "StreamFile",
                        "WaitForDigit");
    }

    @Test
    void whatPlaysOrRunsAnApplicationHasNoLimitAndTheRestAnswersAtOnceOrAfterItsTimeout() {
        assertThat(names(c -> c.runTime().equals(UNLIMITED)))
                .containsExactlyInAnyOrder(
                        "ControlStreamFile",
                        "Exec",
                        "GetData",
                        "GetOption",
                        "Gosub",
                        "SayAlpha",
                        "SayDate",
                        "SayDateTime",
                        "SayDigits",
                        "SayNumber",
                        "SayPhonetic",
                        "SayTime",
                        "SpeechActivateGrammar",
                        "SpeechCreate",
                        "SpeechDeactivateGrammar",
                        "SpeechDestroy",
                        "SpeechLoadGrammar",
                        "SpeechRecognize",
                        "SpeechSet",
                        "SpeechUnloadGrammar",
                        "StreamFile");
        assertThat(names(c -> !c.runTime().equals(UNLIMITED) && !c.runTime().isZero()))
                .containsExactlyInAnyOrder("ReceiveChar", "ReceiveText", "RecordFile", "WaitForDigit");
    }

    @Test
    void theRunTimeOfAWaitIsItsTimeout() {
        RecordFile record = new RecordFile("f", "wav", "", Duration.ofSeconds(3));

        assertThat(new WaitForDigit(Duration.ofSeconds(4)).runTime()).isEqualTo(Duration.ofSeconds(4));
        assertThat(new ReceiveText(Duration.ofSeconds(4)).runTime()).isEqualTo(Duration.ofSeconds(4));
        assertThat(new ReceiveChar(Duration.ofSeconds(4)).runTime()).isEqualTo(Duration.ofSeconds(4));
        assertThat(WaitForDigit.forever().runTime()).isEqualTo(UNLIMITED);
        assertThat(record.runTime()).isEqualTo(Duration.ofSeconds(3));
        assertThat(record.withBeep().runTime()).isEqualTo(Duration.ofSeconds(8));
        assertThat(new RecordFile("f", "wav", "", UNLIMITED).withBeep().runTime())
                .isEqualTo(UNLIMITED);
    }

    private static List<String> names(Predicate<AgiCommand<?>> condition) {
        return Samples.ALL.stream()
                .filter(condition)
                .map(c -> c.getClass().getSimpleName())
                .collect(Collectors.toList());
    }

    private static String commandOf(AgiCommand<?> command, List<String> names) {
        String line = command.line().toLowerCase(Locale.ROOT) + " ";
        return names.stream()
                .filter(name -> line.startsWith(name + " "))
                .reduce((a, b) -> a.length() > b.length() ? a : b)
                .orElse("none for " + line);
    }

    private static List<String> catalogue(int version) throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream in =
                CommandCatalogueTest.class.getResourceAsStream("/catalogue/agi-commands-" + version + ".json")) {
            for (JsonNode command : new ObjectMapper().readTree(in)) {
                names.add(command.get("name").asText());
            }
        }
        return names;
    }
}
