// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.command.DialResult;
import org.offhook.agi.command.DialplanText;
import org.offhook.agi.command.Exec;

/** Applications, subroutines, and where the dialplan goes on. */
final class ParityDialplan {
    /** A subroutine that decodes ENCODED into VALUE. */
    static final String DECODE = "decode";

    private ParityDialplan() {}

    /** What the scenarios find in the test context. */
    static void addTo(AsteriskUnderTest asterisk) {
        asterisk.extension(DECODE, "Set(VALUE=${URIDECODE(${ENCODED})})", "Return()");
        asterisk.extension("keep", "Set(DB(${FAMILY}/key)=${VALUE})", "Return()");
        asterisk.extension("five", "Set(VALUE=${VALUE}${VALUE}${VALUE}${VALUE}${VALUE})", "Return()");
        asterisk.extension("sub", "Set(GOT=${ARG1}+${ARG2})", "Return(its value)");
        asterisk.extension("falls", "NoOp()");
        asterisk.extension("hangs-up", "Hangup()");
        // A redirect to where the call ends at once cannot be told from a hang-up.
        asterisk.extension("stays", "Set(WENT=here)", "Wait(2)", "Hangup()");
        asterisk.extension("elsewhere", "Set(WENT=first)", "Set(WENT=${WENT} second)", "Hangup()");
    }

    static List<Scenario> scenarios(AsteriskUnderTest asterisk) {
        List<Scenario> all = new ArrayList<>();
        applications(all);
        subroutines(all, asterisk.testContext());
        goingOn(all, asterisk.testContext());
        talking(all, asterisk);
        return all;
    }

    private static void applications(List<Scenario> all) {
        all.add(Scenario.of("EXEC of an application", scene -> {
            scene.tried(new Exec("System", "true"));
            scene.note("true", scene.channel().getVariable("SYSTEMSTATUS"));
            scene.tried(new Exec("Set", "RUN=two, \"quoted\" \\words; $[1+1] Zoë)"));
            scene.note("set", scene.channel().getVariable("RUN"));
            scene.tried(new Exec("Set", ""));
            scene.tried(new Exec("NoSuchApplication", ""));
            scene.tried(new Exec("NoSuchApplication", "with arguments"));
            scene.note("hung up", scene.channel().isHungUp());
        }));
        all.add(Scenario.of("an argument of an application", scene -> {
            String text = "a,b \"c\" \\d (e] {f} Zoë ${CHANNEL}";
            scene.channel().exec("Set", "ARRAY(ONE,TWO)=" + DialplanText.escapeArgument(text) + ",2");
            scene.note("one", scene.channel().getVariable("ONE"));
            scene.note("two", scene.channel().getVariable("TWO"));
        }));
        all.add(Scenario.of("EXEC SendDTMF reaches the far end", scene -> {
                    scene.tried(new Exec("SendDTMF", "4#2,100,100"));
                    scene.tried(new Exec("SendDTMF", "1"));
                    scene.note("heard", scene.awaitFarVariable("HEARD"));
                })
                .far(Far.answer().run("Read", "HEARD,,4,,1,20")));
        all.add(Scenario.of("EXEC Hangup", scene -> {
                    scene.tried("hang up", () -> scene.channel().exec("Hangup"));
                    scene.tried("answer", scene.channel()::answer);
                    scene.note("hung up", scene.channel().isHungUp());
                })
                .hungUp());
        all.add(Scenario.of("Playback", scene -> {
            scene.tried("a file", () -> scene.channel().playback(scene.tone(1)));
            scene.tried("two", () -> scene.channel().playback("silence/1", "beep"));
            scene.tried("none", () -> scene.channel().playback("nosuchfile"));
            scene.tried("commas", () -> scene.channel().playback("no,such,file"));
        }));
    }

    private static void subroutines(List<Scenario> all, String context) {
        all.add(Scenario.of("GOSUB", scene -> {
            scene.tried("sub", () -> scene.channel().gosub(context, "sub", "1", "a", "b c"));
            scene.note("got", scene.channel().getVariable("GOT"));
            scene.note("returned", scene.channel().getVariable("GOSUB_RETVAL"));
            scene.tried("quoted", () -> scene.channel().gosub(context, "sub", "1", "\"a\\\" Zoë", "b;(c"));
            scene.note("got quoted", scene.channel().getVariable("GOT"));
            scene.tried("without an end", () -> scene.channel().gosub(context, "falls", "1"));
            scene.tried("noop", () -> scene.channel().raw("NOOP"));
        }));
        all.add(Scenario.of("GOSUB to where nothing is", scene -> {
                    scene.tried("no extension", () -> scene.channel().gosub(context, "nosuch", "1"));
                    scene.tried("no label", () -> scene.channel().gosub(context, "sub", "nosuchlabel"));
                    scene.tried("no context", () -> scene.channel().gosub("nosuch", "sub", "1"));
                    scene.tried("and on", () -> scene.channel().gosub(context, "sub", "1", "1", "2"));
                })
                .withAFailingCommand());
        all.add(Scenario.of("GOSUB that hangs up", scene -> {
                    scene.tried("sub", () -> scene.channel().gosub(context, "hangs-up", "1"));
                    scene.tried("answer", scene.channel()::answer);
                    scene.note("hung up", scene.channel().isHungUp());
                })
                .hungUp());
    }

    private static void goingOn(List<Scenario> all, String context) {
        all.add(Scenario.of("the dialplan goes on where the script says", scene -> {
                    scene.channel().setContext(context);
                    scene.note("context", scene.channel().getVariable("CONTEXT"));
                    scene.channel().setExtension("elsewhere");
                    scene.note("extension", scene.channel().getVariable("EXTEN"));
                    scene.channel().setPriority(2);
                    scene.note("priority", scene.channel().getVariable("PRIORITY"));
                })
                .plan(plan -> plan.capture("WENT", "CONTEXT", "EXTEN")));
        all.add(Scenario.of("the dialplan goes on at the first priority", scene -> {
                    scene.channel().setContext(context);
                    scene.channel().setExtension("elsewhere");
                    scene.channel().setPriority(1);
                })
                .plan(plan -> plan.capture("WENT")));
        all.add(Scenario.of("a place that does not exist", scene -> {
                    scene.tried("label", () -> {
                        scene.channel().setPriority("nosuchlabel");
                        return "set";
                    });
                    scene.channel().setContext("nosuchcontext");
                    scene.note("context", scene.channel().getVariable("CONTEXT"));
                })
                .plan(plan -> plan.capture("CONTEXT", "EXTEN")));
        all.add(Scenario.of("a command fails after another place was set", scene -> {
                    scene.channel().setContext(context);
                    scene.channel().setExtension("stays");
                    scene.channel().setPriority(1);
                    scene.tried("missing", () -> scene.channel().streamFile("nosuchfile"));
                    scene.tried("and on", () -> scene.channel().getVariable("EXTEN"));
                })
                .plan(plan -> plan.capture("WENT"))
                // AGI() has ended, and the dialplan is already at the other place.
                .differs("and on", "Optional[stays]", "AgiHangupException HANGUP")
                .differs(Account.HANGUPS, 0, 1)
                .differs(Account.END, "DONE", "DONE, hung up")
                .hungUp());
        all.add(Scenario.of("GOTO by EXEC", scene -> {
                    scene.tried(new Exec("Goto", context + ",elsewhere,1"));
                    scene.note("extension", scene.channel().getVariable("EXTEN"));
                })
                .plan(plan -> plan.capture("WENT")));
    }

    private static void talking(List<Scenario> all, AsteriskUnderTest asterisk) {
        all.add(Scenario.of("dial", scene -> {
            scene.note("busy", reason(scene.channel().dial(asterisk.target("busy"), Scene.LONG)));
            scene.note("congestion", reason(scene.channel().dial(asterisk.target("congestion"), Scene.LONG)));
            scene.note("nowhere", reason(scene.channel().dial("NoSuchTechnology/1", Scene.LONG)));
            scene.note("ringing", reason(scene.channel().dial(asterisk.target("ringing"), Duration.ofSeconds(1))));
            scene.note("answered", reason(scene.channel().dial(asterisk.target("answer"), Scene.LONG)));
            scene.note("hung up", scene.channel().isHungUp());
        }));
        all.add(Scenario.of("dial from a call that is not answered", scene -> {
                    DialResult result = scene.channel().dial(asterisk.target("answer"), Scene.LONG);
                    scene.note("answered", reason(result));
                    scene.note(
                            "talked",
                            result instanceof DialResult.Answered answered
                                    && answered.talked().isPresent());
                    scene.tried("state", scene.channel()::channelStatus);
                })
                .far(Far.caller()));
        all.add(Scenario.of("a hang-up while it rings elsewhere", scene -> {
                    scene.tried("dial", () -> scene.channel().dial(asterisk.target("ringing"), AgiCommand.UNLIMITED));
                    scene.note("hung up", scene.channel().isHungUp());
                })
                .far(Far.answer().pause(Duration.ofMillis(1500)).hangup())
                .plan(plan -> plan.capture("DIALSTATUS"))
                .hungUp());
        all.add(Scenario.of("queue", scene -> {
            scene.tried("no queue", () -> scene.channel().queue("nosuch"));
            scene.tried("served", () -> scene.channel().queue(ConfigTree.QUEUE));
            scene.note("hung up", scene.channel().isHungUp());
        }));
        if (asterisk.hasModule("app_voicemail")) {
            all.add(Scenario.of(
                    "voicemail for nobody",
                    scene -> scene.tried("nobody", () -> scene.channel().voicemail("nosuch", "s"))));
        }
    }

    private static String reason(DialResult result) {
        return result instanceof DialResult.NotAnswered not
                ? not.reason().toString()
                : result.getClass().getSimpleName();
    }
}
