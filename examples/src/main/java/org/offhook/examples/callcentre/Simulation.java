// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeCaller;

/** A fake Asterisk with callers and agents who come and go, in real time. */
final class Simulation implements AutoCloseable {

    static final String SETTINGS = """
            agent.1001 = Anna, PJSIP/anna, sales
            agent.1002 = Ben, PJSIP/ben, sales support
            agent.1003 = Chiara, PJSIP/chiara, support
            agent.1004 = David, PJSIP/david, sales support
            agent.1005 = Emeka, PJSIP/emeka, support
            agent.1006 = Fatima, PJSIP/fatima, sales
            agent.1007 = Goran, PJSIP/goran, support
            agent.1008 = Hannah, PJSIP/hannah, sales support
            ring = 8s
            wrap-up = 6s
            announce = 15s
            overflow = 90s
            callback.device = PJSIP/{number}
            callback.pause = 30s
            supervisor = PJSIP/supervisor
            """;

    private static final List<String> EXTENSIONS = List.of("700", "701", "702");

    private final FakeAsterisk asterisk =
            FakeAsterisk.start().realTime().soundLength(Duration.ofSeconds(2)).tick(Duration.ofMillis(50));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "simulation");
        thread.setDaemon(true);
        return thread;
    });
    private final Random random = new Random(7);
    private final Settings settings = Settings.of(SETTINGS);

    Simulation() {
        serve("700", "/queue");
        serve("701", "/queue/sales");
        serve("702", "/queue/support");
        serve("*11", "/agent/login");
        serve("*12", "/agent/logout");
        serve("*13", "/agent/pause");
        serve("*14", "/agent/resume");
        serve("callback", "/callback");
        serve("take", "/take");
        settings.agents()
                .forEach(agent -> asterisk.phone(agent.device())
                        .answersAfter(Duration.ofMillis(1500 + random.nextInt(3000)))
                        .hangsUpAfter(Duration.ofSeconds(15 + random.nextInt(25))));
        asterisk.phone("PJSIP/fatima").doesNotAnswer();
        asterisk.phone(settings.supervisor())
                .answersAfter(Duration.ofSeconds(2))
                .hangsUpAfter(Duration.ofSeconds(30));
    }

    private void serve(String extension, String script) {
        asterisk.extension(settings.context(), extension, 1, "agi:async," + script);
    }

    FakeAsterisk asterisk() {
        return asterisk;
    }

    Settings settings() {
        return settings;
    }

    /** The doors open. */
    void start() {
        List<Agent> agents = settings.agents();
        for (int i = 0; i < agents.size() - 1; i++) {
            Agent agent = agents.get(i);
            after(Duration.ofMillis(500 + 700L * i), () -> dialIn("*11", agent));
        }
        after(Duration.ofSeconds(3), this::somebodyCalls);
        after(Duration.ofSeconds(20), this::somebodyPauses);
    }

    private void after(Duration time, Runnable what) {
        Future<?> unused = timer.schedule(what, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void dialIn(String extension, Agent agent) {
        asterisk.caller(agent.id())
                .dials(settings.context(), extension)
                .hears("agent-user")
                .presses(agent.id() + "#")
                .start();
    }

    private void somebodyCalls() {
        int who = random.nextInt(1000);
        String number = String.format("+4930%06d", 100_000 + who * 731);
        asterisk.phone("PJSIP/" + number).answersAfter(Duration.ofSeconds(3)).hangsUpAfter(Duration.ofSeconds(15));
        FakeCaller caller =
                asterisk.caller(number).dials(settings.context(), EXTENSIONS.get(random.nextInt(EXTENSIONS.size())));
        if (who % 7 == 0) {
            caller.waits(Duration.ofSeconds(6)).presses("1");
        } else if (who % 5 == 0) {
            caller.hangsUpAfter(Duration.ofSeconds(10 + random.nextInt(20)));
        }
        caller.start();
        after(Duration.ofSeconds(4), this::somebodyCalls);
    }

    private void somebodyPauses() {
        Agent agent = settings.agents().get(random.nextInt(settings.agents().size()));
        dialIn("*13", agent);
        after(Duration.ofSeconds(12), () -> dialIn("*14", agent));
        after(Duration.ofSeconds(25), this::somebodyPauses);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        asterisk.close();
    }
}
