// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.customerservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.h2.jdbcx.JdbcConnectionPool;

/** What a company has already, here in this program: a database of two customers, and a service that knows what they pay for. */
public final class Surroundings implements AutoCloseable {

    private static final String DATABASE = "jdbc:h2:mem:customers;DB_CLOSE_DELAY=-1;INIT=RUNSCRIPT FROM "
            + "'classpath:org/offhook/examples/customerservice/customers.sql'";

    private final JdbcConnectionPool database = JdbcConnectionPool.create(DATABASE, "sa", "");
    private final HttpServer service;
    private final Duration patience;

    /**
     * Starts them.
     *
     * @param patience how long a caller shall wait for a connection to the database, and for the service; whole seconds
     * @throws IOException if the service cannot listen
     */
    public Surroundings(Duration patience) throws IOException {
        this.patience = patience;
        database.setMaxConnections(10);
        database.setLoginTimeout((int) patience.toSeconds());
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/tiers/", Surroundings::tellTier);
        service.start();
    }

    private static void tellTier(HttpExchange exchange) throws IOException {
        boolean gold = exchange.getRequestURI().getPath().equals("/tiers/123456");
        byte[] body = "{\"tier\": \"%s\"}".formatted(gold ? "gold" : "standard").getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The customers in the database. */
    public Customers customers() {
        return new Customers(database);
    }

    /** What they pay for, as the service says. */
    public Tiers tiers() {
        return new Tiers(URI.create("http://127.0.0.1:" + service.getAddress().getPort()), patience);
    }

    @Override
    public void close() {
        service.stop(0);
        database.dispose();
    }
}
