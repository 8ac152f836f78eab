// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.command.DatabaseGet;
import org.offhook.agi.command.GetFullVariable;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.SetVariable;
import org.offhook.agi.command.StreamFile;

/** Variables, the database, quoting, and commands given ahead. */
final class ParityVariables {
    /** Text that is hard to carry, in a command and in a reply. */
    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            " spaces around ",
            "\"quoted\" and back\\slashed\\\\",
            "a,b;c|d",
            "tab\tand bell\u0007",
            "(in) (brackets",
            "closed)",
            ")",
            "()",
            "${CHANNEL} $[1+1] %20 +1 &=?#<>'`",
            "%41%0A",
            "Zoë, 日本語, 😀",
            "200 result=1 (spoofed)",
            "HANGUP",
            "\\",
            "\"",
            "\\n");

    /** What only the dialplan can set. */
    private static final List<String> LINES = List.of(
            "two\nlines",
            "line end)\nand on",
            "one)\ntwo)\nthree",
            "\n",
            "ends with a line feed\n",
            "ends with both)\n",
            "x)\n200 result=1 (spoofed)",
            "x\n200 result=0\ny",
            "x)\n511 Command Not Permitted on a dead channel",
            "x\nHANGUP\ny",
            "100 result=0 Trying...\n520-x");

    private static final int PIECE = 600;

    private ParityVariables() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        values(all);
        longValues(all);
        database(all);
        limits(all);
        submits(all);
        return all;
    }

    private static void values(List<Scenario> all) {
        all.add(Scenario.of("unset is not empty", scene -> {
            AgiChannel channel = scene.channel();
            scene.tried("unset", () -> channel.getVariable("NEVER"));
            channel.setVariable("NEVER", "");
            scene.tried("empty", () -> channel.getVariable("NEVER"));
            scene.tried("no function", () -> channel.getVariable("NOSUCHFUNCTION(x)"));
            scene.tried("a function without a value", () -> channel.getVariable("CALLERID(name)"));
            scene.tried("full", () -> channel.getFullVariable("${STILL_NEVER}"));
            channel.setVariable("ONE", "1");
            scene.tried("expression", () -> channel.getFullVariable("${ONE} and $[1 + 1], ${UNSET}."));
            channel.setVariable("CALLERID(num)", "5551");
            scene.tried("function", () -> channel.getVariable("CALLERID(num)"));
        }));
        all.add(Scenario.of("values that a script sets", scene -> {
            for (String text : TEXTS) {
                scene.channel().setVariable("TEXT", text);
                scene.tried("get " + text, () -> scene.channel().getVariable("TEXT"));
            }
            scene.tried("full", () -> scene.channel().getFullVariable("<${TEXT}>"));
        }));
        all.add(Scenario.of("values of several lines", scene -> {
            for (String text : LINES) {
                scene.dialplanSets(text);
                scene.note("get " + text, scene.channel().getVariable("VALUE").equals(Optional.of(text)));
                scene.note(
                        "full " + text,
                        scene.channel().getFullVariable("<${VALUE}>").equals("<" + text + ">"));
            }
            scene.note("hung up", scene.channel().isHungUp());
        }));
    }

    // ---- long values ----

    /** So many bytes of UTF-8: the pattern again and again, filled up with dots. */
    private static String text(int bytes, String pattern) {
        int size = pattern.getBytes(StandardCharsets.UTF_8).length;
        return pattern.repeat(bytes / size) + ".".repeat(bytes % size);
    }

    /** Sets a variable to that text. What is too long for one line is put together of pieces, with commas between. */
    private static String setLong(AgiChannel channel, int bytes, String pattern) {
        List<String> pieces = new ArrayList<>();
        int left = bytes;
        while (left > 0) {
            int size = left <= PIECE + 1 ? left : PIECE;
            pieces.add(text(size, pattern));
            left -= size + 1;
        }
        channel.setVariable("LONG", pieces.get(0));
        pieces.subList(1, pieces.size()).forEach(piece -> channel.setVariable("PUSH(LONG)", piece));
        return String.join(",", pieces);
    }

    private static void readLong(Scene scene, int bytes, String pattern) {
        String value = setLong(scene.channel(), bytes, pattern);
        scene.note(
                "get " + bytes + " of " + pattern,
                scene.channel().getVariable("LONG").equals(Optional.of(value)));
        scene.tried("and on " + bytes + " of " + pattern, () -> scene.channel().getVariable("EXTEN"));
    }

    private static void longValues(List<Scenario> all) {
        for (int bytes : new int[] {600, 681, 1000, 1007, 1008, 1009, 1023, 1024, 5000}) {
            all.add(Scenario.of("a value of " + bytes + " bytes", scene -> {
                readLong(scene, bytes, "0123456789");
                readLong(scene, bytes, "aäöü日本😀)\\\"");
            }));
        }
        all.add(Scenario.of("a value of 20000 bytes", scene -> readLong(scene, 20_000, "aäöü日本😀)\\\"")));
        all.add(Scenario.of("a long value of several lines", scene -> {
            String value = "HANGUP\n200 result=1 (x)\n".repeat(11);
            scene.dialplanSets(value);
            scene.channel().gosub(scene.asterisk().testContext(), "five", "1");
            scene.note("get", scene.channel().getVariable("VALUE").equals(Optional.of(value.repeat(5))));
            scene.tried("and on", () -> scene.channel().getVariable("EXTEN"));
        }));
        all.add(Scenario.of("a long value of a function is not cut in silence", scene -> {
            scene.tried("get", () -> scene.channel().getVariable("URIENCODE(" + "ä".repeat(300) + ")"));
            scene.tried("and on", () -> scene.channel().getVariable("EXTEN"));
        }));
        all.add(Scenario.of("a bare read of what is too long for one of them", scene -> {
                    setLong(scene.channel(), 1022, "x");
                    scene.tried(
                            "bare",
                            () -> scene.channel()
                                    .execute(new GetVariable("LONG"))
                                    .isPresent());
                    scene.tried("and on", () -> scene.channel().getVariable("EXTEN"));
                })
                .differs("bare", true, "AgiTruncatedException"));
        all.add(Scenario.of("a long expression", scene -> {
                    String value = setLong(scene.channel(), 5000, "0123456789");
                    scene.tried(
                            "full",
                            () -> scene.channel().getFullVariable("${LONG}").equals(value));
                    scene.tried(
                            "bare",
                            () -> scene.channel()
                                    .execute(new GetFullVariable("<${LONG}>"))
                                    .isPresent());
                    scene.tried("and on", () -> scene.channel().getVariable("EXTEN"));
                })
                .differs("full", true, "AgiTruncatedException")
                .differs("bare", true, "AgiTruncatedException"));
    }

    // ---- the database ----

    private static void database(List<Scenario> all) {
        all.add(Scenario.of("database", scene -> {
            AgiChannel channel = scene.channel();
            String family = scene.own("family");
            scene.tried("put", () -> channel.databasePut(family, "a key", "a \"value\", Zoë \\ (x"));
            scene.tried("get", () -> channel.databaseGet(family, "a key"));
            scene.tried("put nothing", () -> channel.databasePut(family, "empty", ""));
            scene.tried("get nothing", () -> channel.databaseGet(family, "empty"));
            scene.tried("missing", () -> channel.databaseGet(family, "missing"));
            scene.tried("delete", () -> channel.databaseDel(family, "a key"));
            scene.tried("deleted", () -> channel.databaseGet(family, "a key"));
            scene.tried("delete again", () -> channel.databaseDel(family, "a key"));
            channel.databasePut(family, "a/1", "x");
            channel.databasePut(family, "b/1", "x");
            scene.tried("delete a tree", () -> channel.databaseDelTree(family, "a"));
            scene.tried("delete it again", () -> channel.databaseDelTree(family, "a"));
            scene.tried("the other", () -> channel.databaseGet(family, "b/1"));
            scene.tried("delete all", () -> channel.databaseDelTree(family));
            scene.tried("delete all again", () -> channel.databaseDelTree(family));
        }));
        all.add(Scenario.of("a value of the database of several lines", scene -> {
            String value = "first)\nHANGUP\n200 result=1 (third";
            scene.dialplanSets(value);
            scene.channel().setVariable("FAMILY", scene.own("lines"));
            scene.channel().gosub(scene.asterisk().testContext(), "keep", "1");
            scene.note(
                    "get",
                    scene.channel().databaseGet(scene.own("lines"), "key").equals(Optional.of(value)));
        }));
        all.add(Scenario.of("a long value of the database", scene -> {
                    String value = setLong(scene.channel(), 2000, "0123456789");
                    scene.channel().setVariable("FAMILY", scene.own("long"));
                    scene.channel().exec("Set", "VALUE=" + value.substring(0, 800));
                    scene.channel().gosub(scene.asterisk().testContext(), "five", "1");
                    scene.channel().gosub(scene.asterisk().testContext(), "keep", "1");
                    scene.tried(
                            "get",
                            () -> scene.channel()
                                    .execute(new DatabaseGet(scene.own("long"), "key"))
                                    .map(String::length));
                    scene.tried("and on", () -> scene.channel().getVariable("EXTEN"));
                })
                .differs("get", "Optional[4000]", "AgiTruncatedException"));
    }

    // ---- limits ----

    private static void limits(List<Scenario> all) {
        all.add(Scenario.of("what AGI cannot express", scene -> {
            Map<String, String> texts =
                    Map.of("line feed", "a\nNOOP", "return", "a\rb", "zero", "a\0b", "half", "half \ud83d pair");
            texts.forEach((name, text) ->
                    scene.tried(name, () -> scene.channel().execute(new SetVariable("TEXT", text))));
            scene.tried("failure", () -> scene.channel().raw("FAILURE of ours"));
            scene.tried("no line", () -> scene.channel().raw(""));
            scene.tried("tokens", () -> scene.channel().raw("NOOP" + " \"\"".repeat(126)));
            scene.tried("one token more", () -> scene.channel().raw("NOOP" + " \"\"".repeat(127)));
            scene.tried("nothing was set", () -> scene.channel().getVariable("TEXT"));
        }));
        all.add(Scenario.of("the longest line of both", scene -> {
            String value = "x".repeat(1013 - new SetVariable("LONG", "").line().length());
            scene.channel().setVariable("LONG", value);
            scene.note("get", scene.channel().getVariable("LONG").equals(Optional.of(value)));
        }));
        all.add(Scenario.of("a line that is too long for one of them", scene -> {
                    scene.channel().setVariable("LONG", "short");
                    String value =
                            "x".repeat(1014 - new SetVariable("LONG", "").line().length());
                    scene.tried("set", () -> scene.channel().execute(new SetVariable("LONG", value)));
                    scene.tried(
                            "get",
                            () -> scene.channel().getVariable("LONG").orElse("").length());
                })
                .differs("set", "200 result=1", "IllegalArgumentException")
                .differs("get", 1014 - new SetVariable("LONG", "").line().length(), 5));
        all.add(Scenario.of(
                "a line that is too long for both",
                scene -> scene.tried("set", () -> scene.channel().execute(new SetVariable("LONG", "x".repeat(9000))))));
        all.add(Scenario.of("a usage that is longer than a kilobyte", scene -> {
                    try {
                        scene.channel().raw("CONTROL STREAM FILE");
                    } catch (AgiCommandException e) {
                        scene.note("status", e.reply().status());
                        scene.note("usage", e.reply().usage().startsWith("Send the given file"));
                    }
                    scene.tried("and on", () -> scene.channel().getVariable("EXTEN"));
                })
                .differs("usage", true, false));
    }

    // ---- submits ----

    private static void submits(List<Scenario> all) {
        all.add(twentySubmits("an unknown one", new RawCommand("NOSUCHCOMMAND")));
        all.add(twentySubmits("one that fails", new StreamFile("nosuchfile", ""))
                .withAFailingCommand());
        all.add(Scenario.of("many reads given ahead", scene -> {
            for (int i = 0; i < 30; i++) {
                scene.channel().setVariable("N" + i, "value " + i);
            }
            List<CompletableFuture<Optional<String>>> running = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                running.add(scene.channel().submit(new GetVariable("N" + i)));
            }
            for (int i = 0; i < 30; i++) {
                scene.note("N" + i, Stage.await(running.get(i)));
            }
        }));
        all.add(Scenario.of("reads given ahead, some of them long", scene -> {
            setLong(scene.channel(), 3000, "0123456789");
            scene.channel().setVariable("SHORT", "short");
            List<CompletableFuture<Optional<String>>> running = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                running.add(scene.channel().submit(new GetVariable(i % 3 == 1 ? "LONG" : "SHORT")));
            }
            for (int i = 0; i < 9; i++) {
                CompletableFuture<Optional<String>> one = running.get(i);
                scene.tried("read " + i, () -> Stage.await(one));
            }
        }));
    }

    private static Scenario twentySubmits(String failing, AgiCommand<?> tenth) {
        return Scenario.of("twenty submits with " + failing + " in the middle", scene -> {
                    List<CompletableFuture<?>> running = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        AgiCommand<?> command = i == 10 ? tenth : new SetVariable("N" + i, "value " + i);
                        running.add(scene.channel().submit(command));
                    }
                    for (int i = 0; i < 20; i++) {
                        CompletableFuture<?> one = running.get(i);
                        scene.tried("result " + i, () -> Stage.await(one));
                        String name = "N" + i;
                        scene.tried("value " + i, () -> scene.channel().getVariable(name));
                    }
                })
                .plan(plan -> plan.capture("N19"));
    }
}
