// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.VarSetEvent;

/** When Asterisk is told what is subscribed; what it is told is the business of EventBudgetTest and EventFiltersTest. */
class AmiClientEconomyTest extends AmiClientFixture {

    private final List<String> told = new CopyOnWriteArrayList<>();

    private void listen() {
        server.on("Filter", (peer, action) -> {
            told.add("filter " + action.header("MatchCriteria"));
            peer.reply(action, "Success", "Message: Success");
        });
        server.on("Events", (peer, action) -> {
            told.add("mask " + action.header("EventMask"));
            peer.reply(action, "Success", "Events: On");
        });
    }

    @Test
    void whatIsSubscribedWhileTheFirstFiltersAreSentIsFilteredForToo() {
        listen();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger pings = new AtomicInteger();
        server.on("Ping", (peer, action) -> {
            if (pings.incrementAndGet() == 1) {
                asked.countDown();
                hold(go);
            }
            peer.reply(action, "Success", "Ping: Pong");
        });
        AmiClient client = start(options().economy(EventEconomy.NAMES));
        hold(asked);
        client.subscribe(HangupEvent.class, event -> {});
        go.countDown();
        await().until(() -> client.state() == AmiState.READY);

        assertThat(told).anyMatch(each -> each.startsWith("filter") && each.contains("Hangup"));
        assertThat(told).contains("mask call,system");
    }

    @Test
    void anActionSentAfterASubscriptionReachesAsteriskAfterItsMask() {
        listen();
        AmiClient client = connect(options().economy(EventEconomy.CLASSES));
        server.on("Originate", (peer, action) -> {
            told.add("originate");
            peer.reply(action, "Success");
        });
        client.subscribe(VarSetEvent.class, event -> {});
        client.request(RawAction.of("Originate"));

        assertThat(told).containsSubsequence("mask dialplan,system", "originate");
    }

    /** What Asterisk was told on its n-th connection until the client was ready. */
    private List<String> toldUntilReady(AmiClient client, int connection, int before) {
        await().until(() -> client.statistics().connections() == connection && client.state() == AmiState.READY);
        return List.copyOf(told).subList(before, told.size());
    }

    @Test
    void theNextConnectionIsToldTheSame() throws Exception {
        listen();
        AmiClient client = connect(options().economy(EventEconomy.NAMES));
        client.subscribe(HangupEvent.class, event -> {});
        await().until(() -> told.contains("mask call,system"));
        int before = told.size();
        server.peer(1).rst();

        List<String> again = toldUntilReady(client, 2, before);
        assertThat(again).last().isEqualTo("mask call,system");
        assertThat(again).anyMatch(each -> each.startsWith("filter") && each.contains("Hangup"));
    }

    @Test
    void theNextConnectionIsToldNothingOfWhatWasClosedMeanwhile() throws Exception {
        listen();
        AmiClient client = connect(options().economy(EventEconomy.NAMES));
        AmiSubscription subscription = client.subscribe(HangupEvent.class, event -> {});
        await().until(() -> told.contains("mask call,system"));
        int before = told.size();
        CountDownLatch go = new CountDownLatch(1);
        server.next(peer -> {
            hold(go);
            peer.banner().serve();
        });
        server.peer(1).rst();
        await().until(() -> server.connections() == 2);
        subscription.close();
        go.countDown();

        assertThat(toldUntilReady(client, 2, before))
                .noneMatch(each -> each.contains("Hangup"))
                .last()
                .isEqualTo("mask system");
    }
}
