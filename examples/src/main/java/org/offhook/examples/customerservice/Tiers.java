// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.customerservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks another service for the tier of a customer: {@code GET /tiers/123456} is answered with <code>{"tier": "gold"}</code>. When it does
 * not answer, or not in time, everybody is a standard customer: nobody has to wait on the line for a service that is down.
 */
public final class Tiers {

    private static final Logger LOG = LoggerFactory.getLogger(Tiers.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI service;
    private final Duration patience;

    /**
     * @param service where it is, such as {@code http://127.0.0.1:8081}
     * @param patience how long the answer may take in all, from connecting to its last byte
     */
    public Tiers(URI service, Duration patience) {
        this.http = HttpClient.newBuilder().connectTimeout(patience).build();
        this.service = service;
        this.patience = patience;
    }

    /**
     * The tier of a customer.
     *
     * @param account digits
     * @return {@link Tier#STANDARD} if nobody can tell
     */
    public Tier of(String account) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(service.resolve("/tiers/" + account)).build();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, BodyHandlers.ofString());
        try {
            // The time-out of an HttpRequest ends with the headers of the answer; this one is for all of it.
            return tier(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException | IOException | IllegalArgumentException e) {
            LOG.warn("the tier of a customer is not known, and taken for standard: {}", e.toString());
            return Tier.STANDARD;
        } finally {
            answer.cancel(true); // frees the connection if it still answers
        }
    }

    private static Tier tier(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP status " + answer.statusCode());
        }
        JsonNode tier = JSON.readTree(answer.body()).path("tier");
        return Tier.valueOf(tier.asText().toUpperCase(Locale.ROOT));
    }
}
