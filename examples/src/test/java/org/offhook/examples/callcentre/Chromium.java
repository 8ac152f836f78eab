// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A headless Chromium with one page, steered by the DevTools protocol. */
final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path folder;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Chromium(Process process, Path folder, URI page) {
        this.process = process;
        this.folder = folder;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(page, new Listener())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        call("Page.enable", Map.of());
        call("Network.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    /** Where it is; empty if it is not installed. */
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one, with a profile of its own. */
    static Chromium start(Path program) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("chromium");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--window-size=1280,720",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        try {
            Path ports = folder.resolve("profile/DevToolsActivePort");
            Awaitility.await("Chromium's port, see " + folder)
                    .atMost(PATIENCE)
                    .until(() ->
                            Files.exists(ports) && Files.readAllLines(ports).size() == 2);
            String port = Files.readAllLines(ports).get(0);
            return new Chromium(process, folder, page(port));
        } catch (RuntimeException | IOException e) {
            end(process);
            throw e;
        }
    }

    private static URI page(String port) throws IOException, InterruptedException {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .timeout(PATIENCE)
                .build();
        String pages = HttpClient.newHttpClient()
                .send(list, HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode page : JSON.readTree(pages)) {
            if (page.path("type").asText().equals("page")) {
                return URI.create(page.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IllegalStateException("Chromium has no page: " + pages);
    }

    void open(URI address) {
        call("Page.navigate", Map.of("url", address.toString()));
    }

    /** As if the user had chosen {@code dark} or {@code light}. */
    void prefer(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** The value of an expression of JavaScript, as text. */
    String evaluate(String expression) {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value").asText();
    }

    /** Waits until an expression has this value. */
    void awaitValue(String expression, String value) {
        Awaitility.await(expression + " to be " + value)
                .atMost(PATIENCE)
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(evaluate(expression))
                        .isEqualTo(value));
    }

    byte[] screenshot() {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                        .path("data")
                        .asText());
    }

    /** All addresses that the page has asked for. */
    List<String> requested() {
        return requested;
    }

    /** What was said on the console, by scripts and by the browser. */
    List<String> complaints() {
        return complaints;
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        JsonNode whole =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (whole.has("error")) {
            throw new AssertionError(method + ": " + whole.get("error"));
        }
        return whole.path("result");
    }

    @Override
    public void close() {
        socket.abort();
        end(process);
        // Its last helpers may still write into the profile.
        Awaitility.await("the end of " + this)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> delete(folder));
    }

    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each ->
                each.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    }

    private static boolean delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return true;
    }

    @Override
    public String toString() {
        return "Chromium in " + folder;
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                message(whole);
            }
            from.request(1);
            return null;
        }

        private void message(String whole) {
            try {
                JsonNode message = JSON.readTree(whole);
                JsonNode parameters = message.path("params");
                if (message.has("id")) {
                    answers.remove(message.get("id").asInt()).complete(message);
                } else {
                    switch (message.path("method").asText()) {
                        case "Network.requestWillBeSent" ->
                            requested.add(parameters.path("request").path("url").asText());
                        case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" ->
                            complaints.add(parameters.toString());
                        default -> {}
                    }
                }
            } catch (IOException e) {
                complaints.add(e.toString());
            }
        }
    }
}
