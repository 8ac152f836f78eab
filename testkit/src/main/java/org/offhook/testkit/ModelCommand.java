// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The commands that {@link ChannelModel} knows: all of Asterisk 16 to 22, some in outline. */
final class ModelCommand {

    /** Answers a command whose number of tokens is right. */
    interface Handler {
        /**
         * The reply.
         *
         * @param arguments the tokens behind the command's words
         */
        String answer(ChannelModel channel, List<String> arguments);
    }

    private static final int MANY = Integer.MAX_VALUE;
    /** What the dialplan gives a caller for a first digit, and for another. */
    private static final Duration DIGIT_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration OPTION_TIMEOUT = Duration.ofSeconds(5);
    private static final Map<String, ModelCommand> ALL = new HashMap<>();

    /** In lower case. */
    final String name;

    final int words;
    /** Whether Asterisk runs it after the hang-up. */
    final boolean dead;

    final Handler handler;
    private final int from;
    private final int to;

    private ModelCommand(String name, int from, int to, boolean dead, Handler handler) {
        this.name = name;
        this.words = name.split(" ").length;
        this.from = from;
        this.to = to;
        this.dead = dead;
        this.handler = handler;
    }

    /** What {@code agi show commands} prints, in outline. */
    static List<String> list() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%5s %30s   %s", "Dead", "Command", "Description"));
        ALL.values().stream()
                .sorted((a, b) -> a.name.compareTo(b.name))
                .forEach(each -> lines.add(
                        String.format(Locale.ROOT, "%5s %30s   %s", each.dead ? "Yes" : "No", each.name, each.name)));
        lines.add("");
        return lines;
    }

    /** The command that a line's first tokens name. */
    static @Nullable ModelCommand of(List<String> tokens) {
        for (int words = Math.min(3, tokens.size()); words > 0; words--) {
            ModelCommand found =
                    ALL.get(String.join(" ", tokens.subList(0, words)).toLowerCase(Locale.ROOT));
            if (found != null && found.words == words) {
                return found;
            }
        }
        return null;
    }

    /**
     * Whether a number of tokens is right.
     *
     * @param tokens how many there are, the command's words included
     */
    boolean accepts(int tokens) {
        return tokens >= from && tokens <= to;
    }

    /** Whether Asterisk answers a command with 511 after the hang-up. */
    static boolean isRefusedOnDeadChannel(List<String> tokens) {
        ModelCommand command = of(tokens);
        return command != null && !command.dead;
    }

    /** For some commands -1 is an answer like any other. */
    boolean minusOneIsFailure() {
        return !name.equals("get data") && !name.equals("channel status") && !name.equals("hangup");
    }

    private static void alive(String name, int from, int to, Handler handler) {
        ALL.put(name, new ModelCommand(name, from, to, false, handler));
    }

    private static void dead(String name, int from, int to, Handler handler) {
        ALL.put(name, new ModelCommand(name, from, to, true, handler));
    }

    static {
        calls();
        variables();
        sounds();
        says();
        input();
        speech();
    }

    private static void calls() {
        alive("answer", 1, MANY, (channel, args) -> {
            channel.answered();
            return channel.play() ? ok(0) : ChannelModel.FAILURE;
        });
        alive("hangup", 1, 2, (channel, args) -> {
            if (!args.isEmpty() && !channel.isThisChannel(args.get(0))) {
                return ChannelModel.FAILURE;
            }
            channel.hangUpItself();
            return ok(1);
        });
        alive(
                "channel status",
                2,
                3,
                (channel, args) -> args.isEmpty() || channel.isThisChannel(args.get(0))
                        ? ok(channel.state())
                        : ChannelModel.FAILURE);
        dead("noop", 1, MANY, (channel, args) -> ok(0));
        dead("verbose", 2, MANY, (channel, args) -> ok(1));
        dead("asyncagi break", 1, MANY, (channel, args) -> ok(0));
        dead("exec", 2, MANY, (channel, args) -> exec(channel, args.get(0), args.size() > 1 ? args.get(1) : ""));
        alive("set autohangup", 3, 3, (channel, args) -> ok(0));
        alive("set callerid", 2, MANY, (channel, args) -> ok(1));
        alive("set context", 3, 3, (channel, args) -> ok(0));
        alive("set extension", 3, 3, (channel, args) -> ok(0));
        alive("set priority", 3, 3, (channel, args) -> ok(0));
        alive("set music", 3, MANY, (channel, args) -> ok(0));
        alive("tdd mode", 3, 3, (channel, args) -> ok(0));
        alive("send text", 3, 3, (channel, args) -> ok(0));
        alive("send image", 3, 3, (channel, args) -> ok(0));
        alive("gosub", 4, 5, (channel, args) -> "100 result=0 Trying...\n200 result=0 Gosub complete");
    }

    private static void variables() {
        dead("get variable", 3, 3, (channel, args) -> {
            String value = channel.variables().get(args.get(0));
            return value == null ? ok(0) : value(value.substring(0, Math.min(value.length(), 1023)));
        });
        dead("set variable", 4, 4, (channel, args) -> {
            channel.variables().put(args.get(0), args.get(1));
            return ok(1);
        });
        dead(
                "get full variable",
                4,
                5,
                (channel, args) -> args.size() > 1 && !channel.isThisChannel(args.get(1))
                        ? ok(0)
                        : value(channel.substitute(args.get(0))));
        dead("database put", 5, 5, (channel, args) -> {
            channel.database()
                    .computeIfAbsent(args.get(0), f -> new LinkedHashMap<>())
                    .put(args.get(1), args.get(2));
            return ok(1);
        });
        dead("database get", 4, 4, (channel, args) -> {
            String value =
                    channel.database().getOrDefault(args.get(0), Map.of()).get(args.get(1));
            return value == null ? ok(0) : value(value);
        });
        dead("database del", 4, 4, (channel, args) -> {
            channel.database().getOrDefault(args.get(0), new HashMap<>()).remove(args.get(1));
            return ok(1); // also for a key that is not there
        });
        dead("database deltree", 3, 4, (channel, args) -> {
            Map<String, String> family = channel.database().getOrDefault(args.get(0), new HashMap<>());
            String tree = args.size() > 1 ? args.get(1) : "";
            boolean deleted =
                    family.keySet().removeIf(key -> tree.isEmpty() || key.equals(tree) || key.startsWith(tree + "/"));
            return ok(deleted ? 0 : 1); // the wrong way round, as in Asterisk
        });
    }

    private static void sounds() {
        alive("stream file", 4, 5, (channel, args) -> {
            OptionalInt digit = channel.playUntil(args.get(1));
            channel.variables().put("PLAYBACKSTATUS", channel.isHungUp() ? "FAILED" : "SUCCESS");
            return played(channel, digit);
        });
        alive(
                "get option",
                4,
                5,
                (channel, args) -> played(
                        channel,
                        channel.playUntil(args.get(1), args.size() > 2 ? limit(args.get(2)) : OPTION_TIMEOUT)));
        alive("control stream file", 5, 10, (channel, args) -> {
            OptionalInt digit = channel.playUntil(args.get(1));
            if (channel.isHungUp()) {
                channel.variables().put("CPLAYBACKSTATUS", "ERROR");
                return ChannelModel.FAILURE + " endpos=0";
            }
            channel.variables().put("CPLAYBACKOFFSET", digit.isPresent() ? "200" : "-1");
            channel.variables().put("CPLAYBACKSTATUS", digit.isPresent() ? "USERSTOPPED" : "SUCCESS");
            if (digit.isEmpty()) {
                return "200 result=0 endpos=-1"; // -1: to the end
            }
            channel.variables().put("CPLAYBACKSTOPKEY", Character.toString(digit.getAsInt()));
            return "200 result=" + digit.getAsInt() + " endpos=200";
        });
        alive("record file", 6, MANY, (channel, args) -> {
            OptionalInt digit = channel.playUntil(args.get(2), limit(args.get(3)));
            if (channel.isHungUp()) {
                return ChannelModel.FAILURE + " (hangup) endpos=" + ChannelModel.SAMPLES;
            }
            return "200 result=" + digit.orElse(0) + (digit.isPresent() ? " (dtmf)" : " (timeout)") + " endpos="
                    + ChannelModel.SAMPLES;
        });
    }

    private static String played(ChannelModel channel, OptionalInt digit) {
        if (channel.isHungUp()) {
            return ChannelModel.FAILURE + " endpos=0";
        }
        return "200 result=" + digit.orElse(0) + " endpos="
                + (digit.isPresent() ? ChannelModel.SAMPLES / 5 : ChannelModel.SAMPLES);
    }

    private static void says() {
        Handler say = (channel, args) -> {
            OptionalInt digit = channel.playUntil(args.get(1));
            return channel.isHungUp() ? ChannelModel.FAILURE : ok(digit.orElse(0));
        };
        alive("say alpha", 4, 5, say);
        alive("say number", 4, 5, say);
        alive("say digits", 4, 4, say);
        alive("say phonetic", 4, 4, say);
        alive("say date", 4, 4, say);
        alive("say time", 4, 4, say);
        alive("say datetime", 4, MANY, say);
    }

    private static void input() {
        alive("wait for digit", 4, 4, (channel, args) -> {
            OptionalInt digit =
                    args.get(0).startsWith("-") ? channel.digitAtLast() : channel.nextDigit(limit(args.get(0)));
            return channel.isHungUp() ? ChannelModel.FAILURE : ok(digit.orElse(0));
        });
        alive(
                "get data",
                3,
                MANY,
                (channel, args) -> getData(
                        channel,
                        args.size() > 1 && !args.get(1).equals("0") ? limit(args.get(1)) : DIGIT_TIMEOUT,
                        args.size() > 2 ? args.get(2) : "1024"));
        alive("receive char", 3, 3, (channel, args) -> ChannelModel.FAILURE + " (hangup)"); // also when time ran out
        alive("receive text", 3, 3, (channel, args) -> ChannelModel.FAILURE);
    }

    /** Milliseconds; below 0 there is no limit. */
    private static Duration limit(String millis) {
        if (millis.startsWith("-")) {
            return ChannelModel.FOR_EVER;
        }
        return millis.matches("\\d{1,9}") ? Duration.ofMillis(Long.parseLong(millis)) : Duration.ZERO;
    }

    private static String getData(ChannelModel channel, Duration limit, String max) {
        int most = max.matches("\\d{1,4}") ? Integer.parseInt(max) : 1024;
        List<String> digits = new ArrayList<>();
        String ended = " (timeout)";
        while (true) {
            OptionalInt digit = digits.isEmpty() ? channel.digitAfterPrompt(limit) : channel.nextDigit(limit);
            if (channel.isHungUp()) {
                return ChannelModel.FAILURE;
            }
            if (digit.isEmpty()) {
                break;
            }
            if (digit.getAsInt() == '#') {
                ended = "";
                break;
            }
            digits.add(Character.toString(digit.getAsInt()));
            if (digits.size() == most) {
                ended = "";
                break;
            }
        }
        return "200 result=" + String.join("", digits) + ended;
    }

    /** Without a speech engine all of them fail. */
    private static void speech() {
        Handler none = (channel, args) -> ok(0);
        alive("speech create", 1, MANY, none);
        alive("speech set", 4, 4, none);
        dead("speech destroy", 1, MANY, none);
        alive("speech load grammar", 5, 5, none);
        dead("speech unload grammar", 4, 4, none);
        alive("speech activate grammar", 4, 4, none);
        alive("speech deactivate grammar", 4, 4, none);
        alive("speech recognize", 4, MANY, none);
    }

    private static String exec(ChannelModel channel, String application, String options) {
        switch (application.toLowerCase(Locale.ROOT)) {
            case "set" -> {
                int equals = options.indexOf('=');
                if (equals > 0) {
                    channel.variables().put(options.substring(0, equals), options.substring(equals + 1));
                }
            }
            case "answer" -> channel.answered();
            case "wait" -> channel.pause(seconds(options));
            case "playback" -> {
                channel.variables().put("PLAYBACKSTATUS", channel.play() ? "SUCCESS" : "FAILED");
            }
            case "dial" -> {
                channel.variables().put("DIALSTATUS", channel.play() ? "ANSWER" : "CANCEL");
            }
            case "hangup" -> {
                channel.hangUpItself();
                return ChannelModel.FAILURE;
            }
            default -> channel.play();
        }
        return channel.hungUpMeanwhile() ? ChannelModel.FAILURE : ok(0);
    }

    private static Duration seconds(String number) {
        return number.matches("\\d{1,5}(\\.\\d{1,3})?")
                ? Duration.ofMillis(Math.round(Double.parseDouble(number) * 1000))
                : Duration.ZERO;
    }

    private static String ok(int result) {
        return "200 result=" + result;
    }

    private static String value(String value) {
        return "200 result=1 (" + value + ")";
    }
}
