// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.clicktocall;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.offhook.ami.AmiClient;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.OriginateOutcome.Result;
import org.offhook.ami.action.OriginateAction;

/**
 * Rings a phone, and when it is picked up calls a number from it. By HTTP, with a token:
 *
 * <pre>{@code
 * curl -H "Authorization: Bearer $TOKEN" -d '{"phone": "alice", "number": "200"}' http://127.0.0.1:8080/calls
 * }</pre>
 *
 * The answer comes when it is known what became of the phone: <code>{"outcome": "ANSWERED"}</code>. The answers to wrong requests say
 * what is wrong.
 */
public final class ClickToCall implements AutoCloseable {

    /** Where the phone is sent in the dialplan, with the number as its extension. */
    static final String CONTEXT = "click-to-call";

    /** How many phones can ring at once; further requests wait. */
    private static final int MOST_AT_ONCE = 8;

    private static final Duration RING_TIME = Duration.ofSeconds(30);
    private static final int LARGEST_REQUEST = 1000;
    private static final String PHONE = "[A-Za-z0-9_-]{1,40}";
    private static final String NUMBER = "[0-9]{1,15}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AmiClient ami;
    private final UnaryOperator<String> device;
    private final byte[] authorization;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(MOST_AT_ONCE);

    /** What is asked for. */
    private record Click(String phone, String number) {}

    private record Reply(int status, Map<String, String> content) {

        static Reply error(int status, String message) {
            return new Reply(status, Map.of("error", message));
        }
    }

    /**
     * Starts to listen.
     *
     * @param ami places the calls; its user needs {@code write = originate} and {@code read = call}
     * @param device gives the device of a phone, such as {@code PJSIP/alice} of {@code alice}
     * @param address where to listen; there is no TLS, so beyond the loopback it belongs behind a proxy that has it
     * @param token whoever has it can place calls
     * @throws IOException if the address is taken
     */
    public ClickToCall(AmiClient ami, UnaryOperator<String> device, InetSocketAddress address, String token)
            throws IOException {
        if (token.isBlank()) {
            throw new IllegalArgumentException("without a token anybody could place calls");
        }
        this.ami = ami;
        this.device = device;
        this.authorization = ("Bearer " + token).getBytes(UTF_8);
        this.http = HttpServer.create(address, 0);
        http.setExecutor(threads);
        http.createContext("/calls", this::serve);
        http.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            byte[] body = JSON.writeValueAsBytes(reply.content);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        // Compares all bytes, whichever are wrong: the time it takes does not help to guess.
        if (given == null || !MessageDigest.isEqual(given.getBytes(UTF_8), authorization)) {
            return Reply.error(401, "the token is missing or wrong");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Reply.error(405, "only POST is understood");
        }
        Optional<Click> click = click(exchange.getRequestBody().readNBytes(LARGEST_REQUEST));
        if (click.isEmpty()) {
            return Reply.error(400, "expected {\"phone\": \"a name\", \"number\": \"digits\"}");
        }
        OriginateOutcome outcome = place(click.get());
        return new Reply(
                outcome.result() == Result.REJECTED ? 502 : 200,
                Map.of("outcome", outcome.result().name(), "detail", outcome.detail()));
    }

    /** Empty if it is not one. Asterisk reads commas, slashes and ampersands its own way: none gets through. */
    private static Optional<Click> click(byte[] body) throws IOException {
        try {
            JsonNode json = JSON.readTree(body);
            Click click =
                    new Click(json.path("phone").asText(), json.path("number").asText());
            return click.phone.matches(PHONE) && click.number.matches(NUMBER) ? Optional.of(click) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private OriginateOutcome place(Click click) {
        OriginateAction action = OriginateAction.toExtension(device.apply(click.phone()), CONTEXT, click.number(), 1)
                .callerId(click.phone) // what the other side will see
                .timeout(RING_TIME);
        return ami.originate(action).await(RING_TIME.plusSeconds(15));
    }

    /** Listens no more. Phones that ring go on ringing, but nobody is told what becomes of them. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
