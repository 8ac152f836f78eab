// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.asyncagi.UnclaimedAction;
import org.offhook.cli.DemoScene.Ending;
import org.offhook.cli.Screen.Colour;
import org.offhook.fastagi.FastAgiServer;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeCall;
import org.offhook.testkit.FakeCaller;
import org.offhook.testkit.Transcript;

/** The demo on a fake Asterisk: what is shown is what it hears and says. */
final class FakeStage implements DemoStage {

    private static final Duration SOUND = Duration.ofMillis(600);
    private static final Duration CHARACTER = Duration.ofMillis(120);
    private static final Duration TICK = Duration.ofMillis(50);

    private final FakeAsterisk asterisk = FakeAsterisk.start()
            .realTime()
            .soundLength(SOUND)
            .sayLength(CHARACTER)
            .tick(TICK);
    private final AmiClient ami;
    private final FastAgiServer fastAgi;
    private final AsyncAgiServer asyncAgi;

    FakeStage() {
        AgiRouter router = DemoScripts.router();
        fastAgi = FastAgiServer.builder(router).port(0).start();
        ami = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", asterisk.user(), asterisk.secret())
                .port(asterisk.port())
                .bootTimeout(Duration.ofSeconds(1))
                .build());
        asyncAgi = AsyncAgiServer.builder(ami, router)
                .unclaimedAfter(Duration.ofSeconds(1), UnclaimedAction.REFUSE)
                .start();
        DemoScene.ALL.forEach(scene -> {
            asterisk.extension(extension(scene.script(), true), application(true, scene.script()));
            asterisk.extension(extension(scene.script(), false), application(false, scene.script()));
        });
    }

    private static String extension(String script, boolean overFastAgi) {
        return script + (overFastAgi ? "-fastagi" : "-asyncagi");
    }

    @Override
    public String asterisk() {
        return "a simulated Asterisk";
    }

    @Override
    public String application(boolean overFastAgi, String script) {
        return overFastAgi ? "agi://127.0.0.1:" + fastAgi.port() + "/" + script : "agi:async,/" + script;
    }

    @Override
    public CompletableFuture<Ending> play(DemoScene scene, boolean overFastAgi, BiConsumer<String, Colour> said) {
        FakeCaller caller =
                asterisk.caller("100").watch(line -> tell(line, said)).dials(extension(scene.script(), overFastAgi));
        if (!scene.hears().isEmpty()) {
            caller.hears(scene.hears());
            if (scene.hangsUp()) {
                caller.hangsUpAfter(DemoScene.PATIENCE);
            } else {
                caller.presses(scene.presses());
            }
        }
        FakeCall call = caller.start();
        return CompletableFuture.supplyAsync(() -> {
            call.await();
            return new Ending(call.agiStatus(), call.outcome(), call.duration());
        });
    }

    private static void tell(Transcript.Line line, BiConsumer<String, Colour> said) {
        switch (line.kind()) {
            case COMMAND -> said.accept(line.toString(), Colour.CYAN);
            case REPLY -> said.accept(line.toString(), Colour.GREEN);
            case NOTE -> {
                if (!line.text().startsWith("the dialplan hangs up")) {
                    said.accept("  " + line.text(), Colour.YELLOW);
                }
            }
            case ENVIRONMENT -> said.accept(line.toString(), Colour.GREY);
        }
    }

    @Override
    public void close() {
        asyncAgi.close();
        ami.close();
        fastAgi.close();
        asterisk.close();
    }
}
