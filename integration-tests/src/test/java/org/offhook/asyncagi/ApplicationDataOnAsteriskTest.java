// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.it.AmiControl;
import org.offhook.it.AmiMessage;
import org.offhook.it.AsteriskUnderTest;
import org.offhook.it.RealAsterisk;

/** Our splitting of an application's data, against the arguments that real Asterisk makes of the same text. */
@RealAsterisk
class ApplicationDataOnAsteriskTest {

    private static final int TEXTS = 120;
    private static final int AT_ONCE = 40;
    private static final long SEED = 20_260_102;
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final String[] PIECES = {
        ",", ",", ",", ",", "\"", "\"", "\\", "(", ")", "[", "]", "a", "B", " ", "\t", "ä", "日", "|", ";", "'", "{",
        "}", "$", "${X}", "=", "&", "%41", "+", "/", "?", "\"\"", "\\\\", "\\,", "\\\"", "\",\"", "(,)", "[,]", "([,)]"
    };
    private static final List<String> FIXED = List.of(
            "",
            ",",
            ",,",
            ",/billing/gold?x=1,more",
            "/billing/gold,a,\"b,c\"",
            "/suffix",
            "//suffix?y=1,",
            ",\"\"",
            ",a,\"",
            ",a,\"\\",
            ",a,\\",
            ",a\\",
            ",\"\",a",
            ",\"(\",b",
            ",\"a\\\"b\",c",
            ",(,),b",
            ",(],b",
            ",)],b");

    private final AsteriskUnderTest asterisk;

    ApplicationDataOnAsteriskTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        asterisk.extension("hold", "Answer()", "Wait(60)");
    }

    private static List<String> texts() {
        Random random = new Random(SEED);
        List<String> texts = new ArrayList<>(FIXED);
        for (int i = 0; i < TEXTS; i++) {
            texts.add(random.ints(random.nextInt(1, 20), 0, PIECES.length)
                    .mapToObj(piece -> PIECES[piece])
                    .collect(Collectors.joining("", ",", "")));
        }
        return texts;
    }

    @Test
    void splitsAsAsteriskDoes() {
        List<String> texts = texts();
        for (int from = 0; from < texts.size(); from += AT_ONCE) {
            compare(texts.subList(from, Math.min(texts.size(), from + AT_ONCE)));
        }
    }

    @Test
    void theQuotedSchemeOfAnyCaseIsAsyncAgiToo() {
        compareData(List.of("AGI:Async/x,a", "\"agi:async/a,b\",c", "agi:async\\/x,a", "agi:asyncfoo,a"));
    }

    private void compare(List<String> texts) {
        compareData(texts.stream().map(text -> "agi:async" + text).toList());
    }

    /** Has a channel wait in each, and compares what it was told with what the list of channels tells. */
    private void compareData(List<String> data) {
        AmiControl ami = asterisk.ami();
        Map<String, String> waiting = new LinkedHashMap<>();
        data.forEach(each -> waiting.put(park(each), each));
        Map<String, List<String>> told = new LinkedHashMap<>();
        waiting.keySet().forEach(id -> told.put(id, told(id)));
        Map<String, AmiMessage> rows = ami.actionList("CoreShowChannels", Map.of()).stream()
                .collect(Collectors.toMap(row -> row.get("Uniqueid"), Function.identity()));
        waiting.keySet().forEach(ami::hangup);

        waiting.forEach((id, each) -> {
            String listed = rows.get(id).get("ApplicationData");
            assertThat(listed).isEqualTo(each);
            assertThat(ApplicationData.parse(listed))
                    .as(each)
                    .isNotNull()
                    .extracting(ApplicationData::arguments)
                    .isEqualTo(told.get(id));
        });
    }

    private String park(String data) {
        String id = "split-" + UUID.randomUUID();
        AmiMessage response = asterisk.ami()
                .action(
                        "Originate",
                        Map.of(
                                "Channel",
                                "Local/hold@" + asterisk.testContext() + "/n",
                                "ChannelId",
                                id,
                                "OtherChannelId",
                                id + "-2",
                                "Application",
                                "AGI",
                                "Data",
                                data,
                                "Async",
                                "true"));
        assertThat(response.isSuccess()).as(response.toString()).isTrue();
        return id;
    }

    /** The arguments that AsyncAGI has for a program. */
    private List<String> told(String id) {
        AmiMessage start = asterisk.ami()
                .awaitEvent("AsyncAGIStart", event -> event.get("Uniqueid").equals(id), TIME);
        StartEnvironment environment = StartEnvironment.decode(start.get("Env").getBytes(ISO_8859_1));
        assertThat(environment.truncated()).isFalse();
        List<String> arguments = new ArrayList<>();
        environment.variables().forEach((name, value) -> {
            if (name.startsWith("agi_arg_")) {
                arguments.add(value);
            }
        });
        return arguments;
    }
}
