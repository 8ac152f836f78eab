// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The commands of Asterisk that take their time: prompts, keys, recordings. */
final class TimedCommands {

    /** How long Asterisk waits for a key where nobody says: the first one, and the next. */
    private static final Duration FIRST_KEY = Duration.ofSeconds(6);

    private static final Duration NEXT_KEY = Duration.ofSeconds(2);
    private static final Duration FOREVER = Duration.ofDays(11);

    private TimedCommands() {}

    /** The command that tokens name, if it takes time and its arguments are right. */
    static @Nullable TimedCommand of(FakeChannel channel, ModelCommand command, List<String> args) {
        return switch (command.name) {
            case "stream file" -> new StreamFile(channel, args, false);
            case "control stream file" -> new ControlStreamFile(channel, args);
            case "get option" -> new GetOption(channel, args);
            case "get data" -> new GetData(channel, args);
            case "wait for digit" -> new WaitForDigit(channel, millis(args.get(0)));
            case "record file" -> new RecordFile(channel, args);
            case "receive char" -> new Silence(channel, millis(args.get(0)), FAILING + " (hangup)");
            case "receive text" -> new Silence(channel, millis(args.get(0)), FAILING);
            case "exec" -> application(channel, args.get(0), args.size() > 1 ? args.get(1) : "");
            default ->
                command.name.startsWith("say ")
                        ? new Say(
                                channel, command.name + ' ' + args.get(0), args.get(1), digit -> "200 result=" + digit)
                        : null;
        };
    }

    private static final String FAILING = ChannelModel.FAILURE;

    private static @Nullable TimedCommand application(FakeChannel channel, String name, String options) {
        String known = name.toLowerCase(Locale.ROOT);
        TimedCommand.Application own = channel.asterisk().applications.get(known);
        if (own != null) {
            return own.on(channel, options);
        }
        List<String> args = Tokens.ofApplication(options);
        String first = args.get(0);
        return switch (known) {
            case "playback" -> new Playback(channel, files(first), false);
            case "background" -> new Playback(channel, files(first), true);
            case "wait" -> new Silence(channel, seconds(first), "200 result=0");
            case "waitexten" -> new WaitForDigit(channel, first.isEmpty() ? Duration.ofSeconds(10) : seconds(first));
            case "musiconhold" ->
                new Silence(channel, args.size() > 1 ? seconds(args.get(1)) : null, "200 result=0", "musiconhold");
            case "record" -> new Silence(channel, args.size() > 2 ? seconds(args.get(2)) : null, "200 result=0");
            case "sayalpha", "saydigits", "saynumber", "sayphonetic" ->
                new Say(channel, "say " + known.substring(3) + ' ' + first, "", digit -> "200 result=0");
            default -> null;
        };
    }

    private static List<String> files(String text) {
        return List.of(text.split("&", -1)).stream()
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** Null for ever. */
    private static @Nullable Duration millis(String text) {
        Long number = TimedCommand.number(text);
        return number == null ? Duration.ZERO : number < 0 ? null : Duration.ofMillis(number);
    }

    /** Null for ever. */
    private static @Nullable Duration seconds(String text) {
        if (!text.matches("\\d{1,8}(\\.\\d{1,3})?")) {
            return text.isEmpty() ? null : Duration.ZERO;
        }
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }

    private static String endpos(String result, Duration position) {
        return "200 result=" + result + " endpos=" + TimedCommand.samples(position);
    }

    /** A prompt that escape digits stop. */
    private static class StreamFile extends TimedCommand {
        final String file;
        final String escape;
        private final Duration skipped;

        StreamFile(FakeChannel channel, List<String> args, boolean ignoreOffset) {
            super(channel);
            file = args.get(0);
            escape = args.get(1);
            Long offset = args.size() > 2 && !ignoreOffset ? number(args.get(2)) : null;
            skipped = offset == null ? Duration.ZERO : Duration.ofMillis(Math.max(0, offset / 8));
        }

        @Override
        void run() {
            if (channel.asterisk().isMissing(file)) {
                done(FAILURE + " endpos=0");
            } else {
                Duration whole = channel.asterisk().lengthOf(file);
                play(file, skipped, () -> played(whole.compareTo(skipped) < 0 ? skipped : whole));
            }
        }

        void played(Duration position) {
            status("SUCCESS");
            done(endpos("0", position));
        }

        void status(String status) {
            channel.set("PLAYBACKSTATUS", status);
        }

        Duration position() {
            return skipped.plus(elapsed());
        }

        @Override
        void key(char key) {
            if (escape.indexOf(key) >= 0) {
                status("SUCCESS");
                done(endpos(Integer.toString(key), position()));
            }
        }

        @Override
        String hungUp() {
            status("FAILED");
            return FAILURE + " endpos=" + samples(position());
        }

        @Override
        void stopPlayback() {
            played(position());
        }

        @Override
        Interruption interruption() {
            return Interruption.SILENT;
        }

        @Override
        boolean listens() {
            return true;
        }
    }

    /** A prompt, and then some time to press a key. */
    private static final class GetOption extends StreamFile {
        private final @Nullable Duration patience;
        private Duration end = Duration.ZERO;

        GetOption(FakeChannel channel, List<String> args) {
            super(channel, args, true);
            Duration given = args.size() > 2 ? millis(args.get(2)) : Duration.ZERO;
            patience = given != null && given.isZero() ? Duration.ofSeconds(5) : given;
        }

        @Override
        void status(String status) {}

        @Override
        void played(Duration position) {
            stopSounds();
            end = position;
            if (patience != null) {
                later(patience, () -> done(endpos("0", end)));
            }
        }

        @Override
        void key(char key) {
            if (isPlaying()) {
                super.key(key);
            } else {
                done(endpos(escape.indexOf(key) >= 0 ? Integer.toString(key) : "0", end));
            }
        }

        @Override
        void stopPlayback() {
            if (isPlaying()) {
                played(position());
            } else {
                done(endpos("0", end));
            }
        }

        @Override
        Interruption interruption() {
            return isPlaying() ? Interruption.SILENT : Interruption.ANSWERED;
        }

        @Override
        String interrupted() {
            return endpos("0", end);
        }
    }

    /** A prompt with keys to wind and to pause it. */
    private static final class ControlStreamFile extends TimedCommand {
        private final String file;
        private final String escape;
        private final long skip;
        private final String forward;
        private final String rewind;
        private final String pause;
        private long position;
        private long since;
        private boolean paused;
        private FakeClock.@Nullable Timer end;

        ControlStreamFile(FakeChannel channel, List<String> args) {
            super(channel);
            file = args.get(0);
            escape = args.get(1);
            Long given = args.size() > 2 ? number(args.get(2)) : null;
            skip = given == null || given == 0 ? 3000 : given;
            forward = args.size() > 3 ? args.get(3) : "#";
            rewind = args.size() > 4 ? args.get(4) : "*";
            pause = args.size() > 5 ? args.get(5) : "";
            Long offset = args.size() > 6 ? number(args.get(6)) : null;
            position = offset == null ? 0 : Math.max(0, offset);
        }

        @Override
        void run() {
            if (channel.asterisk().isMissing(file)) {
                channel.set("CPLAYBACKSTATUS", "ERROR");
                done(FAILURE + " endpos=0");
            } else {
                channel.hears(file);
                goOn();
            }
        }

        private void goOn() {
            since = elapsed().toMillis();
            Duration left = channel.asterisk().lengthOf(file).minusMillis(position);
            if (left.isNegative() || left.isZero()) {
                end("SUCCESS", "0", -1);
            } else {
                end = later(left, () -> end("SUCCESS", "0", -1));
            }
        }

        private void halt() {
            position = position();
            if (end != null) {
                end.cancel();
            }
        }

        private long position() {
            return paused ? position : position + elapsed().toMillis() - since;
        }

        private void end(String status, String result, long offset) {
            channel.set("CPLAYBACKOFFSET", Long.toString(offset));
            channel.set("CPLAYBACKSTATUS", status);
            done("200 result=" + result + " endpos=" + offset);
        }

        @Override
        void key(char key) {
            String digit = Character.toString(key);
            if (escape.contains(digit)) {
                channel.set("CPLAYBACKSTOPKEY", digit);
                end("USERSTOPPED", Integer.toString(key), position());
            } else if (forward.contains(digit)) {
                wind(skip);
            } else if (rewind.contains(digit)) {
                wind(-skip);
            } else if (pause.contains(digit)) {
                halt();
                paused = !paused;
                if (!paused) {
                    goOn();
                }
            }
        }

        private void wind(long millis) {
            halt();
            paused = false;
            position = Math.max(0, position + millis);
            goOn();
        }

        @Override
        String hungUp() {
            channel.set("CPLAYBACKSTATUS", "ERROR");
            return FAILURE + " endpos=" + position();
        }

        @Override
        void stopPlayback() {
            end("REMOTESTOPPED", "0", position());
        }

        @Override
        boolean listens() {
            return true;
        }
    }

    /** A prompt that any key stops, and keys up to a number, {@code #} or a pause. */
    private static final class GetData extends TimedCommand {
        private final String file;
        private final Duration first;
        private final Duration next;
        private final long most;
        private final StringBuilder keys = new StringBuilder();
        private FakeClock.@Nullable Timer patience;

        GetData(FakeChannel channel, List<String> args) {
            super(channel);
            file = args.get(0);
            Duration given = args.size() > 1 ? millis(args.get(1)) : Duration.ZERO;
            boolean unset = given != null && given.isZero();
            first = unset ? FIRST_KEY : given == null ? FOREVER : given;
            next = unset ? NEXT_KEY : first;
            Long number = args.size() > 2 ? number(args.get(2)) : null;
            most = number == null || number <= 0 ? 1024 : number;
        }

        @Override
        void run() {
            if (file.isEmpty()) {
                await(first);
            } else if (channel.asterisk().isMissing(file)) {
                done(FAILURE);
            } else {
                play(file, Duration.ZERO, () -> await(first));
            }
        }

        private void await(Duration time) {
            patience = later(time, () -> done("200 result=" + keys + " (timeout)"));
        }

        @Override
        void key(char key) {
            stopSounds();
            if (patience != null) {
                patience.cancel();
            }
            if (key != '#') {
                keys.append(key);
            }
            if (key == '#' || keys.length() >= most) {
                done("200 result=" + keys);
            } else {
                await(next);
            }
        }

        @Override
        Interruption interruption() {
            return Interruption.SILENT;
        }

        @Override
        boolean listens() {
            return true;
        }
    }

    private static final class WaitForDigit extends TimedCommand {
        private final @Nullable Duration patience;

        WaitForDigit(FakeChannel channel, @Nullable Duration patience) {
            super(channel);
            this.patience = patience;
        }

        @Override
        void run() {
            if (patience != null) {
                later(patience, () -> done("200 result=0"));
            }
        }

        @Override
        void key(char key) {
            done("200 result=" + (int) key);
        }

        @Override
        void stopPlayback() {
            done("200 result=1000"); // the number of Asterisk's control frame
        }

        @Override
        Interruption interruption() {
            return Interruption.ANSWERED;
        }

        @Override
        boolean listens() {
            return true;
        }
    }

    /** A recording. Callers are silent, unless they {@linkplain FakeCaller#speaks speak}. */
    private static final class RecordFile extends TimedCommand {
        private static final String BEEP = "beep";

        private final String escape;
        private final @Nullable Duration most;
        private final boolean beeps;
        private final Duration silence;
        private Duration begin = Duration.ZERO;
        private boolean recording;

        RecordFile(FakeChannel channel, List<String> args) {
            super(channel);
            escape = args.get(2);
            most = millis(args.get(3));
            boolean beep = false;
            Duration pause = Duration.ZERO;
            for (String argument : args.subList(4, args.size())) {
                if (argument.matches("s=\\d{1,6}")) {
                    pause = Duration.ofSeconds(Long.parseLong(argument.substring(2)));
                } else if (number(argument) == null) {
                    beep = true;
                }
            }
            beeps = beep;
            silence = pause;
        }

        @Override
        void run() {
            if (beeps) {
                play(BEEP, Duration.ZERO, this::record);
            } else {
                record();
            }
        }

        private void record() {
            begin = elapsed();
            recording = true;
            if (most != null) {
                later(most, () -> done(reply("0 (timeout)", recorded())));
            }
            if (!silence.isZero()) {
                listen();
            }
        }

        /** Ends when the caller has been silent for long enough. */
        private void listen() {
            Duration quiet = channel.silentFor(elapsed().minus(begin));
            if (quiet.compareTo(silence) >= 0) {
                // all of the silence but a second is cut off
                Duration kept = recorded().minus(silence).plusSeconds(1);
                done(reply("0 (timeout)", kept.isNegative() ? Duration.ZERO : kept));
            } else {
                later(silence.minus(quiet), this::listen);
            }
        }

        private Duration recorded() {
            return elapsed().minus(begin);
        }

        private static String reply(String result, Duration length) {
            return "200 result=" + result + " endpos=" + samples(length);
        }

        @Override
        void key(char key) {
            if (!recording) {
                if (escape.indexOf(key) >= 0) {
                    done(reply((int) key + " (randomerror)", Duration.ZERO));
                }
            } else if (escape.indexOf(key) >= 0) {
                done(reply((int) key + " (dtmf)", recorded()));
            }
        }

        @Override
        String hungUp() {
            return FAILURE + " (hangup) endpos=" + samples(recording ? recorded() : Duration.ZERO);
        }

        @Override
        boolean listens() {
            return true;
        }
    }

    /** Characters, numbers and dates. */
    private static final class Say extends TimedCommand {
        private final String what;
        private final String escape;
        private final IntFunction<String> reply;

        Say(FakeChannel channel, String what, String escape, IntFunction<String> reply) {
            super(channel);
            this.what = what.replaceFirst(" ", ":");
            this.escape = escape;
            this.reply = reply;
        }

        @Override
        void run() {
            play(what, Duration.ZERO, () -> done(reply.apply(0)));
        }

        @Override
        void key(char key) {
            if (escape.indexOf(key) >= 0) {
                done(reply.apply(key));
            }
        }

        @Override
        boolean listens() {
            return true;
        }
    }

    /** The applications Playback and BackGround; any key ends the latter. */
    private static final class Playback extends TimedCommand {
        private final List<String> files;
        private final boolean background;

        Playback(FakeChannel channel, List<String> files, boolean background) {
            super(channel);
            this.files = files;
            this.background = background;
        }

        @Override
        void run() {
            List<String> there = new ArrayList<>(files);
            boolean failed = there.removeIf(channel.asterisk()::isMissing);
            status(failed ? "FAILED" : "SUCCESS");
            play(there, () -> done(returned(0)));
        }

        private void status(String status) {
            channel.set(background ? "BACKGROUNDSTATUS" : "PLAYBACKSTATUS", status);
        }

        @Override
        void key(char key) {
            if (background) {
                done(returned(key));
            }
        }

        @Override
        String hungUp() {
            status("FAILED");
            return FAILURE;
        }

        @Override
        void stopPlayback() {
            done(returned(0));
        }

        @Override
        boolean listens() {
            return background;
        }
    }

    /** Nothing but time. */
    private static final class Silence extends TimedCommand {
        private final @Nullable Duration time;
        private final String reply;
        private final String sound;

        Silence(FakeChannel channel, @Nullable Duration time, String reply) {
            this(channel, time, reply, "");
        }

        Silence(FakeChannel channel, @Nullable Duration time, String reply, String sound) {
            super(channel);
            this.time = time;
            this.reply = reply;
            this.sound = sound;
        }

        @Override
        void run() {
            if (!sound.isEmpty()) {
                channel.hears(sound);
            }
            if (time != null) {
                later(time, () -> done(reply));
            }
        }

        @Override
        String hungUp() {
            return reply.startsWith(FAILURE) ? reply : FAILURE;
        }
    }
}
