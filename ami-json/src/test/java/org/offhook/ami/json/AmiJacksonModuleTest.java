// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.RawEvent;

/** Headers and events inside users' own objects, through users' own mappers. */
class AmiJacksonModuleTest {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new AmiJacksonModule()).build();

    private static final AmiEvent EVENT =
            new RawEvent(AmiHeaders.of("Event", "OfTomorrow", "V", "1", "W", "", "V", "2"));

    private static final String EVENT_JSON =
            "{\"Event\":\"OfTomorrow\",\"V\":[\"1\",\"2\"],\"W\":\"\",\":order\":[\"Event\",\"V\",\"W\",\"V\"]}";

    record Stored(String server, AmiEvent event) {}

    record Answer(AmiHeaders headers) {}

    @Test
    void anEventIsAMemberLikeAnyOther() throws Exception {
        String json = MAPPER.writeValueAsString(new Stored("pbx1", EVENT));

        assertThat(json).isEqualTo("{\"server\":\"pbx1\",\"event\":" + EVENT_JSON + "}");
        assertThat(MAPPER.readValue(json, Stored.class)).isEqualTo(new Stored("pbx1", EVENT));
    }

    @Test
    void headersAreAMemberLikeAnyOther() throws Exception {
        String json = MAPPER.writeValueAsString(new Answer(EVENT.headers()));

        assertThat(json).isEqualTo("{\"headers\":" + EVENT_JSON + "}");
        assertThat(MAPPER.readValue(json, Answer.class)).isEqualTo(new Answer(EVENT.headers()));
    }

    @Test
    void eventsAreElementsOfListsAndMaps() throws Exception {
        String json = MAPPER.writeValueAsString(Map.of("events", List.of(EVENT, EVENT)));

        Map<String, List<AmiEvent>> read = MAPPER.readerForMapOf(MAPPER.getTypeFactory()
                        .constructCollectionType(List.class, AmiEvent.class)
                        .getRawClass())
                .readValue(json);

        assertThat(json).isEqualTo("{\"events\":[" + EVENT_JSON + "," + EVENT_JSON + "]}");
        assertThat(read).containsOnlyKeys("events");
        assertThat(MAPPER.readerForListOf(AmiEvent.class).<List<AmiEvent>>readValue("[" + EVENT_JSON + "]"))
                .containsExactly(EVENT);
    }

    @Test
    void nullStaysNull() throws Exception {
        assertThat(MAPPER.readValue("{\"server\":\"pbx1\",\"event\":null}", Stored.class))
                .isEqualTo(new Stored("pbx1", null));
        assertThat(MAPPER.writeValueAsString(new Stored(null, null))).isEqualTo("{\"server\":null,\"event\":null}");
    }

    @Test
    void noHeadersCountAsEmpty() throws Exception {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        record Sparse(AmiHeaders headers) {}

        assertThat(MAPPER.writeValueAsString(new Sparse(AmiHeaders.EMPTY))).isEqualTo("{}");
        assertThat(MAPPER.writeValueAsString(new Sparse(AmiHeaders.of("A", "1"))))
                .isEqualTo("{\"headers\":{\"A\":\"1\"}}");
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface Tagged {}

    record TaggedEvent(AmiHeaders headers) implements AmiEvent, Tagged {}

    @Test
    void theHeadersTellTheTypeAndNoOtherMarkIsWritten() throws Exception {
        assertThat(MAPPER.writeValueAsString(new TaggedEvent(AmiHeaders.of("Event", "E"))))
                .isEqualTo("{\"Event\":\"E\"}");
    }

    @Test
    void aTypeThatTheEventDoesNotHaveIsAnError() throws Exception {
        assertThat(MAPPER.readValue(EVENT_JSON, RawEvent.class)).isEqualTo(EVENT);
        assertThatThrownBy(() -> MAPPER.readValue(EVENT_JSON, TaggedEvent.class))
                .isInstanceOf(MismatchedInputException.class)
                .hasMessageContaining("the event \"OfTomorrow\" is not of the type TaggedEvent but RawEvent");
    }

    @Test
    void whatIsNoEventIsNamedWithItsPlace() {
        assertThatThrownBy(() -> MAPPER.readValue("{\"server\":\"pbx1\",\"event\":{\"Cause\":16}}", Stored.class))
                .isInstanceOf(MismatchedInputException.class)
                .hasMessageContaining("the header Cause must be a text or an array of texts, not a number")
                .hasMessageContaining("Stored[\"event\"]");
        assertThatThrownBy(() -> MAPPER.readValue("{\"event\":\"Hangup\"}", Stored.class))
                .hasMessageContaining("an object of headers is expected here, not a text");
    }

    @Test
    void mappersThatLookForModulesFindIt() throws Exception {
        JsonMapper mapper = JsonMapper.builder().findAndAddModules().build();

        assertThat(mapper.writeValueAsString(EVENT)).isEqualTo(EVENT_JSON);
    }

    @Test
    void treesWorkToo() throws Exception {
        assertThat(MAPPER.treeToValue(MAPPER.valueToTree(EVENT), AmiEvent.class))
                .isEqualTo(EVENT);
        assertThat(MAPPER.convertValue(EVENT, AmiHeaders.class)).isEqualTo(EVENT.headers());
        assertThat(MAPPER.convertValue(EVENT.headers(), RawEvent.class)).isEqualTo(EVENT);
    }
}
