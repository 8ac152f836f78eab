// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiSubscription;
import org.offhook.ami.RawEvent;

/** The programs of "JSON and your own types" in docs/ami.md: they compile, and do what the page says. */
class DocsTest {

    enum Tariff {
        STANDARD,
        WEEKEND
    }

    record CallRated(String callId, BigDecimal price, Duration billed, Tariff tariff, Optional<Instant> answered) {}

    private final List<String> invoices = new ArrayList<>();

    private void invoice(String callId, BigDecimal price) {
        invoices.add(callId + " " + price);
    }

    AmiSubscription invoiceEach(AmiClient client) {
        return client.subscribeUserEvent(
                "CallRated", AmiJson.binder(CallRated.class), rated -> invoice(rated.callId(), rated.price()));
    }

    AmiSubscription record(AmiClient client, OutputStream file) {
        return client.subscribe(AmiEvent.class, event -> AmiJson.write(event, file));
    }

    static long count(Path file, String name) {
        try (Stream<AmiEvent> events = AmiJson.events(Files.newInputStream(file))) {
            return events.filter(event -> event.name().equals(name)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aUserEventBecomesATypeOfOnesOwn() {
        AmiEvent event = AmiJson.event("""
                {"Event": "UserEvent", "Privilege": "user,all", "UserEvent": "CallRated",
                 "Call-ID": "1795226940.258", "Price": "0.42", "Billed": "63.5", "Tariff": "weekend", "Answered": "<unknown>"}
                """);

        CallRated rated = AmiJson.binder(CallRated.class).bind(event);

        assertThat(rated)
                .isEqualTo(new CallRated(
                        "1795226940.258",
                        new BigDecimal("0.42"),
                        Duration.ofMillis(63_500),
                        Tariff.WEEKEND,
                        Optional.empty()));
        Consumer<CallRated> listener = each -> invoice(each.callId(), each.price());
        listener.accept(rated);
        assertThat(invoices).containsExactly("1795226940.258 0.42");
    }

    @Test
    void theShapeIsWhatThePageShows() {
        AmiHeaders headers = AmiHeaders.of(
                "Event", "Status", "Channel", "PJSIP/100-00000001", "Variable", "tier=gold", "Variable", "lang=en");

        assertThat(AmiJson.toJson(headers))
                .isEqualTo(
                        "{\"Event\":\"Status\",\"Channel\":\"PJSIP/100-00000001\",\"Variable\":[\"tier=gold\",\"lang=en\"]}");
        assertThat(AmiJson.toJson(AmiHeaders.of("Event", "E", "State", "a", "App", "b", "State", "c")))
                .isEqualTo(
                        "{\"Event\":\"E\",\"State\":[\"a\",\"c\"],\"App\":\"b\",\":order\":[\"Event\",\"State\",\"App\",\"State\"]}");
    }

    @Test
    void eventsGoToAFileAndComeBack(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        List<AmiHeaders> messages = Recorded.messages("queue-full-call");
        messages.forEach(headers -> AmiJson.write(AmiEvent.of(headers), lines));
        Path file = folder.resolve("events.ndjson");
        Files.write(file, lines.toByteArray());

        assertThat(Files.readAllLines(file, StandardCharsets.UTF_8)).hasSameSizeAs(messages);
        assertThat(count(file, "Hangup"))
                .isEqualTo(messages.stream()
                        .filter(headers -> headers.has("Event", "Hangup"))
                        .count())
                .isPositive();
    }

    @Test
    void aMapperOfOnesOwnKnowsEvents() throws Exception {
        record Stored(String server, AmiEvent event) {}

        JsonMapper mapper =
                JsonMapper.builder().addModule(new AmiJacksonModule()).build();
        Stored stored = new Stored("pbx1", new RawEvent(AmiHeaders.of("Event", "OfTomorrow")));

        String json = mapper.writeValueAsString(stored);

        assertThat(json).isEqualTo("{\"server\":\"pbx1\",\"event\":{\"Event\":\"OfTomorrow\"}}");
        assertThat(mapper.readValue(json, Stored.class)).isEqualTo(stored);
    }
}
