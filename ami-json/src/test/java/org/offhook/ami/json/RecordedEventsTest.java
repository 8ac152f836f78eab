// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;

/** What a real Asterisk 22 wrote, to JSON and back. */
class RecordedEventsTest {

    @ParameterizedTest
    @CsvSource({
        "queue-full-call, 140",
        "hangup-handlers, 40",
        "callerid-accountcode-userevent-utf8, 40",
        "varset-value-with-crlf-injection, 35",
        "security-events, 8",
        "invalid-utf8-in-agi-command-and-commandid, 10"
    })
    void everyMessageComesBackAsItWas(String recording, int atLeast) {
        List<AmiHeaders> messages = Recorded.messages(recording);

        assertThat(messages)
                .hasSizeGreaterThan(atLeast)
                .allSatisfy(headers -> assertThat(
                                AmiJson.headers(AmiJson.toJson(headers)).toList())
                        .isEqualTo(headers.toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue-full-call", "callerid-accountcode-userevent-utf8", "security-events"})
    void everyTypedEventComesBackAsItsType(String recording) {
        for (AmiHeaders headers : Recorded.messages(recording)) {
            AmiEvent event = AmiEvent.of(headers);

            AmiEvent read = AmiJson.event(AmiJson.toJson(event));

            assertThat(read).isInstanceOf(event.getClass());
            assertThat(read.name()).isEqualTo(event.name());
            assertThat(read.headers().toList()).isEqualTo(headers.toList());
        }
    }

    @Test
    void aRepeatedHeaderWithOthersBetweenKeepsItsPlace() throws Exception {
        AmiHeaders test = Recorded.messages("hangup-handlers").stream()
                .filter(headers -> headers.has("Event", "TestEvent")
                        && headers.all("State").size() == 2)
                .findFirst()
                .orElseThrow();

        JsonNode json = new ObjectMapper().readTree(AmiJson.toJson(test));

        assertThat(json.get("State")).hasSize(2);
        assertThat(json.get(":order")).hasSize(test.size());
    }

    @Test
    void bytesThatAreNoTextAreShownAsTheHeadersShowThem() {
        AmiHeaders broken = Recorded.messages("invalid-utf8-in-agi-command-and-commandid").stream()
                .filter(headers -> headers.toList().toString().contains("\ufffd"))
                .findFirst()
                .orElseThrow();

        assertThat(AmiJson.toJson(broken)).contains("\ufffd");
    }
}
