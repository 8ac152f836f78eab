// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.offhook.agi.command.ChannelState;
import org.offhook.agi.command.DialResult;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.ExecResult;
import org.offhook.agi.command.PlaybackStatus;
import org.offhook.agi.command.QueueResult;
import org.offhook.agi.command.VoicemailStatus;

/** Runs the dialplan applications that calls are made of, and reads from the channel's variables how they went. */
final class CallVerbs {

    private CallVerbs() {}

    static DialResult dial(AgiChannel channel, String destination, Duration timeout, String options) {
        checkArgument(destination, "the destination");
        String arguments = join(destination, seconds(timeout), options);
        boolean answeredBefore = channel.channelStatus() == ChannelState.UP;
        long began = System.nanoTime();
        run(channel, "Dial", "app_dial.so", arguments);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        String status = value(channel, "DIALSTATUS");
        return switch (status) {
            case "ANSWER" ->
                new DialResult.Answered(took, answeredBefore ? Optional.empty() : time(channel, "ANSWEREDTIME"));
            case "NOANSWER" -> new DialResult.NotAnswered(DialResult.Reason.NO_ANSWER, took);
            case "BUSY" -> new DialResult.NotAnswered(DialResult.Reason.BUSY, took);
            case "CONGESTION" -> new DialResult.NotAnswered(DialResult.Reason.CONGESTION, took);
            case "CHANUNAVAIL" -> new DialResult.NotAnswered(DialResult.Reason.CHANNEL_UNAVAILABLE, took);
            case "CANCEL" -> new DialResult.NotAnswered(DialResult.Reason.CANCELLED, took);
            case "DONTCALL" -> new DialResult.NotAnswered(DialResult.Reason.DO_NOT_CALL, took);
            case "TORTURE" -> new DialResult.NotAnswered(DialResult.Reason.TORTURE, took);
            case "INVALIDARGS" -> new DialResult.NotAnswered(DialResult.Reason.INVALID_ARGUMENTS, took);
            default -> new DialResult.Unknown(status);
        };
    }

    static QueueResult queue(AgiChannel channel, String name, Duration timeout, String options) {
        checkArgument(name, "the queue");
        String arguments = join(name, options, "", "", seconds(timeout));
        channel.setVariable("QUEUESTATUS", ""); // Queue leaves it alone when a member took the call
        ExecResult ended = run(channel, "Queue", "app_queue.so", arguments);
        String status = value(channel, "QUEUESTATUS");
        return switch (status) {
            case "CONTINUE" -> new QueueResult.Served();
            case "" -> ended.isZero() ? new QueueResult.LeftByKey() : new QueueResult.Served();
            case "TIMEOUT" -> new QueueResult.NotServed(QueueResult.Reason.TIMEOUT);
            case "FULL" -> new QueueResult.NotServed(QueueResult.Reason.FULL);
            case "JOINEMPTY" -> new QueueResult.NotServed(QueueResult.Reason.JOIN_EMPTY);
            case "LEAVEEMPTY" -> new QueueResult.NotServed(QueueResult.Reason.LEAVE_EMPTY);
            case "JOINUNAVAIL" -> new QueueResult.NotServed(QueueResult.Reason.JOIN_UNAVAILABLE);
            case "LEAVEUNAVAIL" -> new QueueResult.NotServed(QueueResult.Reason.LEAVE_UNAVAILABLE);
            case "WITHDRAW" -> new QueueResult.NotServed(QueueResult.Reason.WITHDRAWN);
            case "UNKNOWN" -> new QueueResult.NotServed(QueueResult.Reason.NO_SUCH_QUEUE);
            default -> new QueueResult.Unknown(status);
        };
    }

    static VoicemailStatus voicemail(AgiChannel channel, String mailbox, String options) {
        checkArgument(mailbox, "the mailbox");
        channel.setVariable("VMSTATUS", "");
        run(channel, "VoiceMail", "app_voicemail.so", join(mailbox, options));
        return switch (value(channel, "VMSTATUS")) {
            case "SUCCESS" -> VoicemailStatus.SUCCESS;
            case "USEREXIT" -> VoicemailStatus.USER_EXIT;
            case "FAILED" -> VoicemailStatus.FAILED;
            default -> VoicemailStatus.UNKNOWN;
        };
    }

    static PlaybackStatus playback(AgiChannel channel, String... files) {
        if (files.length == 0) {
            throw new IllegalArgumentException("there must be a file to play");
        }
        for (String file : files) {
            checkArgument(file, "a file");
            if (file.indexOf('&') >= 0) {
                throw new IllegalArgumentException("a file must not hold '&', which separates files: \"" + file + '"');
            }
        }
        ExecResult ended = run(channel, "Playback", "app_playback.so", String.join("&", files));
        if (ended.stopped()) {
            return PlaybackStatus.STOPPED;
        }
        return switch (value(channel, "PLAYBACKSTATUS")) {
            case "SUCCESS" -> PlaybackStatus.SUCCESS;
            case "FAILED" -> PlaybackStatus.FAILED;
            default -> PlaybackStatus.UNKNOWN;
        };
    }

    private static ExecResult run(AgiChannel channel, String application, String module, String options) {
        return channel.execute(new Application(new Exec(application, options), module));
    }

    private static void checkArgument(String argument, String what) {
        if (argument.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        if (argument.indexOf(',') >= 0) {
            throw new IllegalArgumentException(
                    what + " must not hold a comma, which would end the argument: \"" + argument + '"');
        }
    }

    /** Applications count in whole seconds; a fraction counts as one. */
    private static String seconds(Duration timeout) {
        if (timeout.equals(AgiCommand.UNLIMITED)) {
            return "";
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.toSeconds() >= Integer.MAX_VALUE / 1000) {
            throw new IllegalArgumentException("a timeout must be more than 0 and less than " + Integer.MAX_VALUE / 1000
                    + " s, not " + timeout + "; AgiCommand.UNLIMITED is for ever");
        }
        return Long.toString(timeout.plusNanos(999_999_999).toSeconds());
    }

    private static String join(String... options) {
        int end = options.length;
        while (options[end - 1].isEmpty()) {
            end--;
        }
        return String.join(",", List.of(options).subList(0, end));
    }

    private static String value(AgiChannel channel, String name) {
        return channel.getVariable(name).orElse("");
    }

    /** A time that Asterisk tells in milliseconds, or, in old versions, only in seconds. */
    private static Optional<Duration> time(AgiChannel channel, String name) {
        Optional<Duration> exact = number(value(channel, name + "_MS")).map(Duration::ofMillis);
        return exact.isPresent() ? exact : number(value(channel, name)).map(Duration::ofSeconds);
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** An application that must exist: without it there would be a status of an earlier call, or none. */
    private record Application(Exec exec, String module) implements AgiCommand<ExecResult> {

        @Override
        public String line() {
            return exec.line();
        }

        @Override
        public ExecResult result(AgiReply reply) {
            ExecResult result = exec.result(reply);
            if (result.isUnknownApplication()) {
                throw new AgiCommandException(
                        line(),
                        reply,
                        "Asterisk has no application " + exec.application() + ": its module " + module
                                + " is not loaded");
            }
            return result;
        }
    }
}
