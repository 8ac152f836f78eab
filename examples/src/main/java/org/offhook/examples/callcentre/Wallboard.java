// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows the call centre as it is, by server-sent events.
 *
 * <p>There is one picture, the latest. Each browser is sent it by a thread of its own, which takes the next when the last has gone out: a slow
 * browser misses pictures, delays nobody, and is cut off when it takes nothing for ten seconds. {@link #show} never waits.
 */
public final class Wallboard implements AutoCloseable {

    private static final int MAX_BROWSERS = 100;
    private static final int MAX_THREADS = MAX_BROWSERS + 20;
    /** A picture this often is enough for eyes. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");
    private static final Map<String, String> FILES = Map.of(
            "/", "wallboard.html text/html; charset=utf-8",
            "/wallboard.css", "wallboard.css text/css; charset=utf-8",
            "/wallboard.js", "wallboard.js text/javascript; charset=utf-8");
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Seconds for a request to arrive. The JDK's server waits for ever otherwise, with a thread for each; it reads
        // this once.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService watch;
    /** Threads that write to a browser now, and since when. */
    private final Map<Thread, Long> writing = new ConcurrentHashMap<>();

    private final AtomicInteger browsers = new AtomicInteger();
    private final Set<String> hosts;
    private volatile @Nullable Supervisor supervisor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] picture = new byte[0];
    private long version;
    private boolean closed;

    private Wallboard(InetSocketAddress address) throws IOException {
        server = HttpServer.create(address, 0);
        threads = new ThreadPoolExecutor(0, MAX_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "wallboard");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        // Names by which a browser may call us, beside addresses: another site's name that leads here (DNS rebinding)
        // is none.
        hosts = Stream.of("localhost", address.getHostString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        server.createContext("/", guarded("GET", this::file));
        server.createContext("/events", guarded("GET", this::events));
        server.createContext("/listen", guarded("POST", exchange -> act(exchange, "agent", Supervisor::listen)));
        server.createContext("/take", guarded("POST", exchange -> act(exchange, "caller", Supervisor::take)));
        watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "wallboard-watch");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> unused = watch.scheduleWithFixedDelay(this::cutOff, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Opens it.
     *
     * @param address where to listen: loopback, unless everybody in the network may see it
     */
    public static Wallboard start(InetSocketAddress address) throws IOException {
        Wallboard wallboard = new Wallboard(address);
        wallboard.server.start();
        return wallboard;
    }

    /** Where it is. */
    public URI address() {
        InetSocketAddress address = server.getAddress();
        String host = address.getHostString();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/");
    }

    /** Whom the buttons ask. */
    public void supervisor(Supervisor who) {
        supervisor = who;
    }

    /** How many browsers look at it. */
    public int browsers() {
        return browsers.get();
    }

    /** Shows this from now on. Never waits. */
    public void show(Snapshot snapshot) {
        byte[] next;
        try {
            next = ("event: board\ndata: " + JSON.writeValueAsString(snapshot) + "\n\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot is no JSON", e);
        }
        lock.lock();
        try {
            picture = next;
            version++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void file(HttpExchange exchange) throws IOException {
        String known = FILES.get(exchange.getRequestURI().getPath());
        if (known == null) {
            answer(exchange, 404);
            return;
        }
        String name = known.substring(0, known.indexOf(' '));
        exchange.getResponseHeaders().set("Content-Type", known.substring(known.indexOf(' ') + 1));
        try (InputStream content = Wallboard.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IOException("no resource " + name);
            }
            byte[] bytes = content.readAllBytes();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void events(HttpExchange exchange) throws IOException {
        if (browsers.incrementAndGet() > MAX_BROWSERS) {
            browsers.decrementAndGet();
            answer(exchange, 503);
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            long seen = 0;
            while (true) {
                byte[] next;
                lock.lockInterruptibly();
                try {
                    long left = HEARTBEAT.toNanos();
                    while (version == seen && left > 0 && !closed) {
                        left = changed.awaitNanos(left);
                    }
                    if (closed) {
                        return;
                    }
                    next = version == seen ? "event: alive\ndata:\n\n".getBytes(StandardCharsets.UTF_8) : picture;
                    seen = version;
                } finally {
                    lock.unlock();
                }
                write(exchange, next);
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException e) {
            // closed, or too slow
        } finally {
            browsers.decrementAndGet();
        }
    }

    private void write(HttpExchange exchange, byte[] bytes) throws IOException {
        writing.put(Thread.currentThread(), System.nanoTime());
        try {
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        } finally {
            writing.remove(Thread.currentThread());
        }
    }

    /** An interrupt closes the channel that a thread writes to. */
    private void cutOff() {
        long now = System.nanoTime();
        writing.forEach((thread, since) -> {
            if (now - since > PATIENCE.toNanos()) {
                thread.interrupt();
            }
        });
    }

    private interface Deed {
        boolean of(Supervisor who, String id);
    }

    private void act(HttpExchange exchange, String key, Deed deed) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        Supervisor who = supervisor;
        // Another site's page can send a POST here, but not with a header of our own.
        if (!exchange.getRequestHeaders().containsKey("X-Call-Centre")) {
            answer(exchange, 403);
        } else if (who == null || query == null || !query.startsWith(key + "=")) {
            answer(exchange, 404);
        } else {
            String id = URLDecoder.decode(query.substring(key.length() + 1), StandardCharsets.UTF_8);
            answer(exchange, deed.of(who, id) ? 204 : 409);
        }
    }

    private HttpHandler guarded(String method, HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                Headers headers = exchange.getResponseHeaders();
                headers.set("Content-Security-Policy", "default-src 'self'; img-src data:; frame-ancestors 'none'");
                headers.set("X-Content-Type-Options", "nosniff");
                headers.set("Cache-Control", "no-store");
                if (!isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
                    answer(exchange, 421);
                } else if (!exchange.getRequestMethod().equals(method)) {
                    headers.set("Allow", method);
                    answer(exchange, 405);
                } else {
                    handler.handle(exchange);
                }
            } finally {
                Thread.interrupted(); // the thread is used again
            }
        };
    }

    private boolean isOurs(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":[0-9]+$", "");
        return ADDRESS.matcher(name).matches() || hosts.contains(name.toLowerCase(Locale.ROOT));
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    /** Closes it; browsers say that their picture is old, and come back when there is a wallboard again. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        watch.shutdownNow();
        server.stop(0);
        threads.shutdownNow();
    }
}
