// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.spi.AmiActionSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps Asterisk told of what it has to send: mask and filters of the connection there is. On the loop, but for {@link #changed}. */
final class Economy {

    private static final Logger LOG = LoggerFactory.getLogger(AmiClient.class);

    private final ClientLoop client;
    private final EventEconomy kind;
    private final AtomicBoolean changing = new AtomicBoolean();
    private @Nullable AmiConnection connection;
    private EventFilters filters = new EventFilters(null);
    private String mask = "";

    Economy(ClientLoop client) {
        this.client = client;
        this.kind = client.options.economy;
    }

    /** Sends the filters for what is subscribed; goes on when Asterisk has them. */
    void prepare(AmiConnection to, AmiServer server, Runnable then) {
        connection = to;
        filters = new EventFilters(server.asteriskVersion());
        mask = "system";
        if (kind == EventEconomy.NAMES) {
            send(to, filters.toSend(wanted()));
            to.ask(RawAction.of("Ping"), pong -> then.run()); // answers come in order: the filters are in force
        } else {
            then.run();
        }
    }

    /** Lets the events come; goes on when Asterisk says they do. */
    void switchOn(AmiConnection to, Runnable then) {
        if (kind == EventEconomy.NAMES) {
            send(to, filters.toSend(wanted())); // for what was subscribed since they were prepared
        }
        mask(to, kind == EventEconomy.NONE ? EventBudget.EVERYTHING : wanted().mask());
        to.ask(RawAction.of("Ping"), pong -> then.run());
    }

    /** What is subscribed has changed. From any thread. */
    void changed() {
        if (kind != EventEconomy.NONE && changing.compareAndSet(false, true)) {
            client.urgent(this::adapt);
        }
    }

    private void adapt() {
        changing.set(false);
        AmiConnection to = connection;
        if (to == null || !to.isOpen() || !to.isReady()) {
            return; // the next connection begins with what is subscribed then
        }
        EventBudget wanted = wanted();
        if (kind == EventEconomy.NAMES) {
            send(to, filters.toSend(wanted));
        }
        if (!wanted.mask().equals(mask)) {
            mask(to, wanted.mask());
        }
    }

    private EventBudget wanted() {
        return EventBudget.of(client.dispatcher.selections());
    }

    /** Its answer is of no use: with brokeneventsaction=yes in manager.conf there is none for the whole mask. */
    private void mask(AmiConnection to, String mask) {
        this.mask = mask;
        to.ask(RawAction.of("Events", "EventMask", mask), client.options.actionTimeout.toNanos(), new Answer() {
            @Override
            public void response(AmiResponse response) {
                if (!response.isSuccess()) {
                    LOG.warn("{}: the event mask {} was refused: {}", client.options.name, mask, response);
                }
            }
        });
    }

    private void send(AmiConnection to, List<RawAction> actions) {
        for (RawAction action : actions) {
            to.ask(action, client.options.actionTimeout.toNanos(), new Answer() {
                @Override
                public void response(AmiResponse response) {
                    answered(to, action, response);
                }
            });
        }
    }

    private void answered(AmiConnection to, RawAction action, AmiResponse response) {
        if (response.isSuccess()) {
            return;
        }
        LOG.warn(
                "{}: {}; filters need write=system in manager.conf, without them more events come than are listened to",
                client.options.name,
                response);
        if (!response.message().equalsIgnoreCase("Permission denied")) {
            send(to, filters.refused(action));
        }
    }

    /** An answer that may also not come. */
    private abstract static class Answer implements AmiActionSink {

        @Override
        public void failed(AmiException failure) {
            LOG.debug("no answer to a filter or mask", failure);
        }
    }
}
