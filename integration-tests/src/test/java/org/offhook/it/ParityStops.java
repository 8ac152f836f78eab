// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.command.ControlStreamFile;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.GetData;
import org.offhook.agi.command.GetOption;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.Noop;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.SayDigits;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.command.WaitForDigit;

/** What {@code stop()} can stop from outside. */
final class ParityStops {
    private ParityStops() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        all.add(Scenario.of("stop() of what both can stop", scene -> {
            AgiChannel channel = scene.channel();
            scene.note("nothing", channel.stop());
            stop(scene, "STREAM FILE", new StreamFile(scene.tone(20), "#"));
            stop(scene, "GET DATA", new GetData(scene.tone(20), Scene.LONG));
            stop(scene, "GET OPTION", new GetOption(scene.tone(20), "1", Scene.MOMENT));
            stop(scene, "WAIT FOR DIGIT", new WaitForDigit(Scene.LONG));
            scene.tried("and on", () -> channel.execute(new GetVariable("EXTEN")));
        }));
        all.add(Scenario.of("stop() of what neither can stop", scene -> {
            stop(scene, "SAY DIGITS", new SayDigits("12", ""));
            stop(scene, "EXEC Wait", new Exec("Wait", "2"));
            scene.tried("and on", () -> scene.channel().execute(new Noop()));
        }));
        all.add(Scenario.of(
                        "stop() of controlled playback",
                        scene -> stop(scene, "CONTROL STREAM FILE", new ControlStreamFile(scene.tone(5), "")))
                .differs("CONTROL STREAM FILE stop()", false, true)
                .differs(
                        "CONTROL STREAM FILE",
                        "key Optional.empty, stopped false",
                        "key Optional.empty, stopped true"));
        all.add(Scenario.of(
                        "stop() of EXEC Playback",
                        scene -> stop(scene, "EXEC Playback", new Exec("Playback", scene.tone(5))))
                .differs("EXEC Playback stop()", false, true)
                .differs("EXEC Playback", "ExecResult[code=0, stopped=false]", "ExecResult[code=0, stopped=true]"));
        return all;
    }

    private static void stop(Scene scene, String name, AgiCommand<?> command) {
        CompletableFuture<?> running = scene.begin(command);
        Stage.pause(Scene.MOMENT);
        scene.note(name + " stop()", scene.channel().stop());
        Object result = Stage.await(running);
        Object seen = result;
        if (result instanceof Playback played) {
            seen = "key " + played.key() + ", stopped " + played.stopped();
        } else if (result instanceof KeyPress pressed) {
            seen = "key " + pressed.key() + ", stopped " + pressed.stopped();
        }
        scene.note(name, seen);
    }
}
