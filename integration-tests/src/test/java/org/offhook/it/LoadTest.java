// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.command.Digits;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.action.OriginateAction;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.fastagi.FastAgiServer;

/**
 * Many calls at once, half over FastAGI and half over AsyncAGI. Each hears a prompt and types digits; most come through Local
 * channels, some by SIP and RTP from SIPp. Not one may be lost or misread.
 *
 * <p>{@code -Dlong.minutes=10} makes it longer and heavier, {@code -Dload.rate=50} says how many calls begin in a second; each lasts
 * about ten.
 */
@RealAsterisk(pjsip = true, options = LoadTest.Quiet.class)
@Timeout(value = 5, unit = TimeUnit.HOURS)
class LoadTest {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Path SIPP_SOUNDS = Path.of("/usr/share/sip-tester");
    private static final int SIPP_SHARE = 5;
    private static final String SIP_DIGITS = "123";

    private final AsteriskUnderTest asterisk;
    private final AmiClients clients;
    private final LongRun length = LongRun.of(Duration.ofSeconds(20));
    private final int rate = Integer.getInteger("load.rate", length.isLong() ? 50 : 6);
    private final CallHistory history = new CallHistory();
    private final AtomicInteger most = new AtomicInteger();

    @TempDir
    private Path folder;

    private FastAgiServer fastAgi;
    private AsyncAgiServer asyncAgi;
    private Optional<Sipp> sipp = Optional.empty();

    LoadTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        this.clients = new AmiClients(asterisk);
    }

    /** Asterisk is to carry calls, not to write logs; its user sees what serving calls needs. */
    static final class Quiet implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT
                    .withFile("logger.conf", "[general]\n[logfiles]\nfull => warning,error\n")
                    .withFile("cli.conf", "")
                    .withFile("manager_extra.conf", """
                            [load]
                            secret = l
                            read = call,system,agi
                            write = all
                            writetimeout = 5000
                            """);
        }
    }

    @AfterEach
    void close() {
        sipp.ifPresent(one -> one.process.destroyForcibly());
        if (asyncAgi != null) {
            asyncAgi.close();
        }
        clients.close();
        if (fastAgi != null) {
            fastAgi.close();
        }
    }

    @Test
    void noCallIsLostAndNoneMisread() throws Exception {
        asterisk.assumeOurs();
        asterisk.ami().action("Events", Map.of("EventMask", "off"));
        AgiRouter router = AgiRouter.builder().script("/load", this::serve).build();
        int places = 1000 + rate * 30;
        fastAgi = FastAgiServer.builder(router)
                .port(0)
                .maxCalls(places)
                .listener(history)
                .start();
        AmiClient caller = clients.connect(clients.options("load", "l"));
        asyncAgi = AsyncAgiServer.builder(clients.connect(clients.options("load", "l")), router)
                .maxCalls(places)
                .listener(history)
                .start();
        String diary = asterisk.insidePath("spool/diary.txt");
        dialplan(diary);
        long cpu = ownCpu();
        Duration asteriskCpu = asteriskCpu();
        long begin = System.nanoTime();

        sipp = sipp();
        List<String> ids = placeAll(caller);
        int sipCalls =
                sipp.isPresent() ? sipp.get().awaitSuccess(length.length().plus(LONG)) : 0;

        await("the end of all scripts")
                .atMost(LONG)
                .until(() -> history.allEnded() && history.runs() == ids.size() + sipCalls);
        await("the end of all calls")
                .atMost(LONG)
                .until(() -> asterisk.ami().channels().isEmpty());
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<String> lines = Files.readAllLines(asterisk.hostPath(diary), UTF_8);
        lines.stream()
                .filter(line -> line.startsWith("end sip-"))
                .forEach(line -> ids.add(line.substring("end ".length(), line.indexOf(' ', "end ".length()))));
        assertThat(ids).hasSize((int) lines.stream()
                .distinct()
                .filter(line -> line.startsWith("end "))
                .count());
        history.check(lines, ids);
        assertThat(fastAgi.health().failedCalls() + asyncAgi.health().failedCalls())
                .isZero();
        length.result(
                "load",
                asterisk,
                "%d calls, %d of them by SIP%s, %d a second, %d at once at most: none lost, none wrong; CPU of ours %.0f %% of a core, of Asterisk %.0f %%"
                        .formatted(
                                ids.size(),
                                sipCalls,
                                sipp.isPresent() ? "" : " (THERE IS NO SIPP)",
                                rate,
                                most.get(),
                                (ownCpu() - cpu) / 1e7 / seconds,
                                asteriskCpu().minus(asteriskCpu).toNanos() / 1e7 / seconds));
    }

    /** Each leg that types has its digits from the number of its call. */
    private void dialplan(String diary) {
        asterisk.dialplan("""
                [load]
                exten => type,1,Set(FILE(%2$s,,,al,u)=act ${ACT})
                 same => n,Answer()
                 same => n,Wait(7.5)
                 same => n,SendDTMF(${DIGITS},150,100)
                 same => n,Wait(60)
                exten => fast,1,AGI(agi://127.0.0.1:%1$d/load,${ACT},${DIGITS})
                 same => n,Goto(end,1)
                exten => async,1,Set(OFFHOOK=)
                 same => n(offhook),AGI(agi:async,/load,${ACT},${DIGITS})
                 same => n,GotoIf($["${AGISTATUS}" = "FAILURE" & "${OFFHOOK}" = ""]?offhook)
                 same => n,Goto(end,1)
                exten => end,1,Set(FILE(%2$s,,,al,u)=end ${ACT} ${AGISTATUS} ${OFFHOOK})
                 same => n,Hangup()
                [offhook-sip]
                exten => _X.,1,Set(ACT=sip-${UNIQUEID})
                 same => n,Set(DIGITS=%3$s)
                 same => n,Set(FILE(%2$s,,,al,u)=act ${ACT})
                 same => n,Answer()
                 same => n,Goto(load,${IF($[${EXTEN} %% 2 = 0]?fast:async)},1)
                """.formatted(fastAgi.port(), diary, SIP_DIGITS));
    }

    private void serve(AgiRequest request, AgiChannel channel) {
        String id = request.argument(1).orElseThrow();
        most.accumulateAndGet(fastAgi.activeCalls() + asyncAgi.activeCalls(), Math::max);
        if (!channel.getVariable("ACT").equals(Optional.of(id))) {
            history.wrong("ACT of " + id);
        }
        channel.streamFile(asterisk.sound(Sounds.toneName(1)), "");
        Digits typed = channel.getData("", Duration.ofSeconds(20), 4);
        if (!typed.text().equals(request.argument(2).orElseThrow())) {
            history.wrong("digits of " + id + ": " + typed);
        }
    }

    // ---- calls through Local channels

    private List<String> placeAll(AmiClient caller) {
        List<String> ids = new ArrayList<>();
        List<CompletableFuture<?>> orders = new ArrayList<>();
        long begin = System.nanoTime();
        long calls = rate * length.length().toSeconds();
        for (int i = 0; i < calls; i++) {
            long due = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
            if (due > System.nanoTime()) {
                await().pollDelay(Duration.ofNanos(Math.max(1, due - System.nanoTime())))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> true);
            }
            String id = "call-" + i;
            ids.add(id);
            long ordered = System.nanoTime();
            orders.add(caller.originate(
                            OriginateAction.toExtension("Local/type@load/n", "load", i % 2 == 0 ? "fast" : "async", 1)
                                    .variable("ACT", id)
                                    .variable("DIGITS", "%04d".formatted(i * 7919 % 10_000)))
                    .outcome()
                    .thenAccept(outcome -> history.order(id, outcome, ordered)));
        }
        CompletableFuture.allOf(orders.toArray(CompletableFuture[]::new))
                .orTimeout(90, TimeUnit.SECONDS)
                .join();
        return ids;
    }

    // ---- calls by SIP

    /** A SIPp that places calls, each of which types {@link #SIP_DIGITS}. */
    private record Sipp(Process process, Path output, int calls) {
        int awaitSuccess(Duration atMost) throws Exception {
            assertThat(process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as("every call of SIPp is good:\n%s", Files.readString(output))
                    .isZero();
            return calls;
        }
    }

    private Optional<Sipp> sipp() throws IOException {
        if (HostProcess.run("sh", "-c", "command -v sipp").exitCode() != 0 || !Files.isDirectory(SIPP_SOUNDS)) {
            System.err.println("\n*** NO CALL BY SIP: there is no sipp (Debian: sip-tester) on this machine ***\n");
            return Optional.empty();
        }
        Path scenario = folder.resolve("dtmf.xml");
        Files.writeString(
                scenario,
                new String(LoadTest.class.getResourceAsStream("sipp-dtmf.xml").readAllBytes(), UTF_8)
                        .replace("SOUNDS", SIPP_SOUNDS.toString()));
        Path output = folder.resolve("sipp.txt");
        int sipRate = Math.max(1, rate / SIPP_SHARE);
        int calls = (int) (sipRate * length.length().toSeconds());
        Process process = new ProcessBuilder(
                        "sipp",
                        "127.0.0.1:" + asterisk.sipPort(),
                        "-i",
                        "127.0.0.1",
                        "-sf",
                        scenario.toString(),
                        "-r",
                        String.valueOf(sipRate),
                        "-m",
                        String.valueOf(calls),
                        "-l",
                        "1000",
                        "-mp",
                        "7000",
                        "-nostdin",
                        "-recv_timeout",
                        "60000",
                        "-timeout_error")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .start();
        return Optional.of(new Sipp(process, output, calls));
    }

    // ---- the machine

    private static long ownCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Of all Asterisks that are children of this JVM: there is one. */
    private static Duration asteriskCpu() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("asterisk"))
                .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
