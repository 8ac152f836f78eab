// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.GetOption;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.SayDigits;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.command.WaitForDigit;

/** How calls begin and end, and what the script is told of them. */
final class ParityCalls {
    private static final Duration SHORT = Scene.MOMENT;
    private static final Duration LONG = Scene.LONG;

    /** Differ from call to call. */
    private static final Set<String> OF_THE_CALL =
            Set.of("agi_channel", "agi_uniqueid", "agi_threadid", "agi_request", "agi_network", "agi_network_script");

    private ParityCalls() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        beginning(all);
        state(all);
        ending(all);
        hangingUp(all);
        ParityMedia.LASTING.forEach(name -> all.add(hangUpIn(name)));
        return all;
    }

    private static void beginning(List<Scenario> all) {
        all.add(Scenario.of("no command", scene -> {}));
        all.add(Scenario.of("the request", scene -> request(scene.request(), scene))
                .calledWith(
                        "?number=+4930&name=a%20b&name=Zo%C3%AB&empty=&none&bad=%zz",
                        "plain",
                        "",
                        " spaces ",
                        "a,b;c|d",
                        "\"quoted\" \\slash",
                        "(x] [y) {z}",
                        "Zoë 日本語 😀",
                        "100% +1 &=?",
                        "last")
                .plan(plan ->
                        plan.callerId("Zoë \"Z\" O'Neil, <x>", "+49 (30) 5551").variable("LATER", "x"))
                .differs("network", true, false));
        all.add(Scenario.of("the request of a caller without a number", scene -> request(scene.request(), scene))
                .far(Far.caller())
                .differs("network", true, false));
        all.add(Scenario.of("long arguments", scene -> {
                    scene.note("arguments", scene.request().arguments());
                    scene.note("caller", scene.request().callerIdName());
                    scene.tried("and on", () -> scene.channel().getVariable("EXTEN"));
                })
                .calledWith("?x=1", "a".repeat(700), "ä,\"".repeat(150), "last")
                .plan(plan -> plan.callerId("Joe", "5551")));
    }

    private static void request(AgiRequest request, Scene scene) {
        scene.note("script", request.script());
        scene.note("network script", request.networkScript());
        scene.note("parameters", request.parameters());
        scene.note("path variables", request.pathVariables());
        scene.note("arguments", request.arguments());
        scene.note("channel", request.channel().equals(scene.channel().name()));
        scene.note("unique id", request.uniqueId().equals(scene.call().nearUniqueId()));
        scene.note("type", request.type());
        scene.note("language", request.language());
        scene.note("number", request.callerIdNumber());
        scene.note("name", request.callerIdName());
        scene.note("presentation", request.callingPresentation());
        scene.note("ani2, ton, tns", request.callingAni2() + ", " + request.callingTon() + ", " + request.callingTns());
        scene.note("dnid", request.dnid());
        scene.note("rdnis", request.rdnis());
        scene.note("place", request.context() + "," + request.extension() + "," + request.priority());
        scene.note("account", request.accountCode());
        scene.note("version", request.version());
        scene.note("thread", request.threadId().isPresent());
        scene.note("enhanced", request.isEnhanced());
        scene.note("network", request.isNetwork());
        scene.note("truncated, adopted", request.isTruncated() + ", " + request.adopted());
        scene.note("environment", environment(request));
        scene.note("unknown variable", request.variable("agi_nosuch"));
    }

    private static List<Map.Entry<String, String>> environment(AgiRequest request) {
        return request.environment().entrySet().stream()
                .filter(variable -> !OF_THE_CALL.contains(variable.getKey()))
                .map(variable -> Map.entry(variable.getKey(), variable.getValue()))
                .toList();
    }

    private static void state(List<Scenario> all) {
        all.add(Scenario.of("channel status before and after the answer", scene -> {
                    scene.tried("before", scene.channel()::channelStatus);
                    scene.tried("answer", scene.channel()::answer);
                    scene.tried("after", scene.channel()::channelStatus);
                    scene.tried("answer again", scene.channel()::answer);
                })
                .far(Far.caller()));
        all.add(Scenario.of("other channels", scene -> {
            scene.tried(
                    "far end", () -> scene.channel().channelStatus(scene.call().farChannel()));
            scene.tried("nobody", () -> scene.channel().channelStatus("Local/nobody"));
            scene.tried("hang up nobody", () -> scene.channel().hangup("Local/nobody"));
            scene.note(
                    "its name",
                    scene.channel()
                            .getFullVariable("${CHANNEL}", scene.call().farChannel())
                            .equals(Optional.of(scene.call().farChannel())));
            scene.tried("nobody's", () -> scene.channel().getFullVariable("${CHANNEL}", "Local/nobody"));
        }));
        all.add(Scenario.of("caller id", scene -> {
            scene.channel().setCallerId("Zoë \"Z\" O'Neil", "5551");
            scene.tried("name", () -> scene.channel().getVariable("CALLERID(name)"));
            scene.tried("number", () -> scene.channel().getVariable("CALLERID(num)"));
            scene.channel().setCallerId("5552");
            scene.tried("number then", () -> scene.channel().getVariable("CALLERID(num)"));
            scene.tried("all", () -> scene.channel().getVariable("CALLERID(all)"));
        }));
        all.add(Scenario.of("noop and verbose", scene -> {
            scene.tried("noop", () -> scene.channel().raw("NOOP"));
            scene.tried("more", () -> scene.channel().raw("NOOP a \"b c\""));
            scene.tried("verbose", () -> scene.channel().raw("VERBOSE \"told\" 3"));
        }));
        all.add(Scenario.of("many threads at once", ParityCalls::threads));
    }

    private static void threads(Scene scene) throws InterruptedException {
        int count = 8;
        for (int i = 0; i < count; i++) {
            scene.channel().setVariable("T" + i, "value " + i);
        }
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<String>> read = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "T" + i;
            CompletableFuture<String> value = new CompletableFuture<>();
            read.add(value);
            threads.add(new Thread(() -> {
                try {
                    go.await();
                    value.complete(scene.channel().getVariable(name).orElse("unset"));
                } catch (InterruptedException | RuntimeException e) {
                    value.completeExceptionally(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        go.countDown();
        for (int i = 0; i < count; i++) {
            scene.note("T" + i, Stage.await(read.get(i)));
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        }
    }

    private static void ending(List<Scenario> all) {
        all.add(Scenario.of("the script refuses", scene -> {
            throw new AgiRefusedException("not today");
        }));
        all.add(Scenario.of("the script fails", scene -> {
            scene.channel().noop();
            throw new IllegalStateException("a bug (this stack trace is expected)");
        }));
        all.add(Scenario.of("the script refuses after a command failed", scene -> {
            scene.tried("missing", () -> scene.channel().streamFile("nosuchfile"));
            throw new AgiRefusedException("not today");
        }));
        all.add(Scenario.of(
                        "the last command fails",
                        scene -> scene.tried("missing", () -> scene.channel().streamFile("nosuchfile")))
                .withAFailingCommand());
        all.add(Scenario.of("submits that nobody waits for", scene -> {
                    for (int i = 0; i < 5; i++) {
                        scene.channel().submit(new Exec("Set", "COUNT=" + i));
                    }
                })
                .plan(plan -> plan.capture("COUNT")));
        all.add(Scenario.of("unknown and wrong commands", scene -> {
            for (String line : List.of(
                    "NOSUCHCOMMAND",
                    "\"NO SUCH\" command",
                    "SET VARIABLE TIER",
                    "GET VARIABLE",
                    "DATABASE PUT a",
                    "STREAM FILE",
                    "EXEC",
                    "answer",
                    "WAIT FOR DIGIT x")) {
                scene.tried(line, () -> scene.channel().raw(line));
            }
        }));
        all.add(Scenario.of("a session that is broken off", scene -> {
                    scene.channel().asyncAgiBreak();
                    scene.tried(
                            "and on",
                            () -> scene.channel().getVariable("CHANNEL").isPresent());
                })
                .differs("and on", true, "AgiTransportException")
                .differs(Account.OUTCOME, "done", ""));
    }

    private static void hangingUp(List<Scenario> all) {
        all.add(Scenario.of("the script hangs up", scene -> {
                    scene.tried("hang up", () -> {
                        scene.channel().hangup();
                        return "done";
                    });
                    scene.tried("answer", scene.channel()::answer);
                    scene.note("hung up", scene.channel().isHungUp());
                    scene.tried("again", () -> scene.channel().waitForDigit(SHORT));
                })
                .hungUp());
        all.add(Scenario.of("a hang-up while the script works elsewhere", scene -> {
                    CompletableFuture<String> told = new CompletableFuture<>();
                    scene.channel().onHangup(() -> told.complete("told"));
                    scene.call().hangUpFar();
                    scene.note("callback", Stage.await(told));
                    scene.note("hung up", scene.channel().isHungUp());
                    CompletableFuture<String> late = new CompletableFuture<>();
                    scene.channel().onHangup(() -> late.complete("told at once"));
                    scene.note("late callback", Stage.await(late));
                    scene.tried("play", () -> scene.channel().streamFile("beep"));
                    scene.tried("submit", () -> Stage.await(scene.channel().submit(new StreamFile("beep", ""))));
                    scene.channel().getVariable("CHANNEL");
                })
                .differs(Account.THROWN, "nothing", "AgiHangupException HANGUP")
                .hungUp());
        all.add(Scenario.of("what Asterisk allows on a dead channel", scene -> {
                    scene.call().hangUpFar();
                    scene.awaitHangUp();
                    scene.tried("read", () -> scene.channel().getVariable("UNSET"));
                    scene.tried("write", () -> scene.channel().raw("SET VARIABLE AFTER yes"));
                    scene.tried("database", () -> scene.channel().databasePut(scene.own("dead"), "a", "b"));
                })
                .plan(plan -> plan.capture("AFTER"))
                .differs("read", "Optional.empty", "AgiHangupException HANGUP")
                .differs("write", "200 result=1", "AgiHangupException HANGUP")
                .differs("database", true, "AgiHangupException HANGUP")
                .differs("AFTER", "yes", "")
                .hungUp());
        all.add(Scenario.of("somebody hangs the channel up", scene -> {
                    CompletableFuture<?> running = scene.begin(new WaitForDigit(LONG));
                    scene.call().hangUpNear();
                    scene.tried("wait", () -> Stage.await(running));
                    scene.note("hung up", scene.channel().isHungUp());
                })
                .hungUp());
        all.add(Scenario.of("a hang-up behind which commands wait", scene -> {
                    CompletableFuture<?> running = scene.begin(new WaitForDigit(LONG));
                    CompletableFuture<?> first = scene.channel().submit(new SayDigits("1", ""));
                    CompletableFuture<?> second = scene.channel().submit(new StreamFile("beep", ""));
                    scene.call().hangUpFar();
                    scene.tried("running", () -> Stage.await(running));
                    scene.tried("first", () -> Stage.await(first));
                    scene.tried("second", () -> Stage.await(second));
                })
                .hungUp());
        all.add(Scenario.of("a hang-up after a command failed", scene -> {
                    scene.tried("missing", () -> scene.channel().streamFile("nosuchfile"));
                    CompletableFuture<?> running = scene.begin(new WaitForDigit(LONG));
                    scene.call().hangUpFar();
                    scene.tried("wait", () -> Stage.await(running));
                })
                .differs(Account.AGI_STATUS, "FAILURE", "HANGUP")
                .hungUp());
        all.add(Scenario.of("a hang-up after the prompt of GET OPTION", scene -> {
                    CompletableFuture<Playback> running = scene.begin(new GetOption(scene.tone(1), "1", LONG));
                    Stage.pause(Duration.ofMillis(1500));
                    scene.call().hangUpFar();
                    scene.tried("is like the end of the wait", () -> Stage.await(running));
                    scene.tried("answer", scene.channel()::answer);
                })
                .hungUp());
        all.add(Scenario.of("a hang-up in time", scene -> {
                    scene.channel().setAutoHangup(Duration.ofSeconds(1));
                    scene.channel().setAutoHangup(Duration.ZERO);
                    scene.tried("taken back", () -> scene.channel().waitForDigit(Duration.ofMillis(1300)));
                    scene.channel().setAutoHangup(SHORT);
                    scene.tried("wait", () -> scene.channel().waitForDigit(LONG));
                })
                .hungUp());
        all.add(Scenario.of("an exception of a hang-up that the script lets go", scene -> {
                    CompletableFuture<?> running = scene.begin(new WaitForDigit(LONG));
                    scene.call().hangUpFar();
                    Stage.await(running);
                })
                .hungUp());
        all.add(Scenario.of("a redirect in the middle of a command", scene -> {
                    CompletableFuture<?> running = scene.begin(new WaitForDigit(LONG));
                    scene.call().redirectNear(scene.asterisk().testContext(), "stays");
                    scene.tried("wait", () -> Stage.await(running));
                    scene.note("hung up", scene.channel().isHungUp());
                    scene.tried("and on", scene.channel()::answer);
                })
                .plan(plan -> plan.capture("WENT"))
                .differs("wait", "AgiHangupException HANGUP", "AgiHangupException REDIRECTED")
                .differs("and on", "AgiHangupException HANGUP", "AgiHangupException REDIRECTED")
                .hungUp());
        all.add(Scenario.of("a redirect while the script works elsewhere", scene -> {
                    scene.channel().noop();
                    scene.call().redirectNear(scene.asterisk().testContext(), "stays");
                    scene.awaitHangUp();
                    scene.tried("and on", scene.channel()::answer);
                })
                .plan(plan -> plan.capture("WENT"))
                .differs("and on", "AgiHangupException HANGUP", "AgiHangupException REDIRECTED")
                .hungUp());
    }

    private static Scenario hangUpIn(String name) {
        return Scenario.of("a hang-up in " + name, scene -> {
                    AgiCommand<?> command = ParityMedia.lasting(scene).get(name);
                    CompletableFuture<?> running = scene.begin(command);
                    Stage.pause(SHORT);
                    scene.call().hangUpFar();
                    long began = System.nanoTime();
                    scene.tried("command", () -> Stage.await(running));
                    scene.note("in time", System.nanoTime() - began < TimeUnit.SECONDS.toNanos(5));
                    // Asterisk 16 says that some applications ended well, and tells of the hang-up afterwards.
                    scene.awaitHangUp();
                })
                .hungUp();
    }
}
