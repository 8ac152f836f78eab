// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.LongAdder;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.AsyncAgiServer;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.action.AbstractManagerAction;
import org.asteriskjava.manager.event.ManagerEvent;

/** Serves AsyncAGI calls with asterisk-java: each reads ten variables of its own. */
public final class AsteriskJavaAsyncAgi {

    private final LongAdder reads = new LongAdder();
    private final LongAdder swapped = new LongAdder();
    private final LongAdder cut = new LongAdder();
    private final SynchronousQueue<String> reports = new SynchronousQueue<>();
    private final Meter meter = new Meter();

    private AsteriskJavaAsyncAgi() {}

    /**
     * {@code HOST PORT USER SECRET CHANNELS [AT_ONCE [WARM_UPS [VARIANT]]]}; the variant {@code tick} is served by a peer that, like Asterisk, looks for
     * commands every 100 ms; {@code patient} waits a minute for each response, not the two seconds of the library's default.
     */
    public static void main(String[] args) throws Exception {
        AsyncAgiArguments arguments = AsyncAgiArguments.parse(args, "AsteriskJavaAsyncAgi");
        new AsteriskJavaAsyncAgi().measure(arguments);
        System.exit(0); // it leaves threads of calls behind that never end
    }

    private void measure(AsyncAgiArguments arguments) throws Exception {
        DefaultManagerConnection connection =
                new DefaultManagerConnection(arguments.host(), arguments.port(), arguments.user(), arguments.secret());
        if (arguments.variant().equals("patient")) {
            connection.setDefaultResponseTimeout(60_000);
        }
        connection.registerUserEventClass(CallsBeginEvent.class);
        connection.registerUserEventClass(CallsEndEvent.class);
        AsyncAgiServer server = new AsyncAgiServer(new Reader());
        server.setMaximumPoolSize(2 * arguments.mostAtOnce() + 10);
        connection.addEventListener(this::listen);
        connection.addEventListener(server);
        connection.login();
        for (int i = arguments.warmUps(); i >= 0; i--) {
            swapped.reset();
            cut.reset();
            connection.sendAction(new Steer("Begin", arguments), null);
            String measured = arguments.await(reports, reads::sum, () -> send(connection, arguments));
            System.out.println((i > 0 ? "warm-up " : "RESULT name=asterisk-java ") + measured + " swapped=" + swapped
                    + " cut=" + cut);
        }
        connection.logoff();
    }

    private static void send(DefaultManagerConnection connection, AsyncAgiArguments arguments) {
        try {
            connection.sendAction(new Steer("Report", arguments), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(ManagerEvent event) {
        if (event instanceof CallsBeginEvent) {
            meter.begin();
        } else if (event instanceof CallsEndEvent end) {
            try {
                reports.put(meter.end("read", AsyncAgiArguments.reads(end.getReport())) + " " + end.getReport());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Reader implements AgiScript {
        @Override
        public void service(AgiRequest request, AgiChannel channel) throws AgiException {
            for (int i = 0; i < AsyncAgiArguments.READS; i++) {
                String name = "V" + i;
                String value;
                try {
                    value = channel.getVariable(name);
                } catch (AgiException e) {
                    cut.increment();
                    throw e;
                }
                if (!(request.getUniqueId() + "-" + name).equals(value)) {
                    swapped.increment();
                }
                reads.increment();
            }
        }
    }

    /** Steers the peer. */
    public static final class Steer extends AbstractManagerAction {

        private static final long serialVersionUID = 1;

        private final String userEvent;
        private final int channels;
        private final int atOnce;
        private final int tick;

        Steer(String userEvent, AsyncAgiArguments arguments) {
            this.userEvent = userEvent;
            channels = arguments.channels();
            atOnce = arguments.atOnce();
            tick = arguments.tick();
        }

        @Override
        public String getAction() {
            return "UserEvent";
        }

        /** Its header {@code UserEvent}. */
        public String getUserEvent() {
            return userEvent;
        }

        /** Its header {@code Channels}. */
        public int getChannels() {
            return channels;
        }

        /** Its header {@code AtOnce}. */
        public int getAtOnce() {
            return atOnce;
        }

        /** Its header {@code Tick}. */
        public int getTick() {
            return tick;
        }
    }
}
