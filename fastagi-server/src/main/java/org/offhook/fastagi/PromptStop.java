// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiReply;
import org.offhook.agi.spi.AgiTransport.Outgoing;

/**
 * The stop of one prompt. New input makes Asterisk end some commands: most of these then give no reply at all, so that the next
 * reply is that of the new input. It is a command whose reply names a number that nobody else knows; whatever is replied before
 * is the prompt's own reply.
 */
final class PromptStop {

    /** How a command answers that was ended by new input. */
    enum Kind {
        /** It cannot be ended. */
        NONE(""),
        /** No reply; this one is given in its place. */
        PLAYBACK("200 result=0 (stopped) endpos=-1"),
        /** No reply during its prompt, {@code 0} in its wait for a key. */
        OPTION("200 result=0 (stopped) endpos=-1"),
        /** No reply. */
        DATA("200 result= (stopped)"),
        /** The reply {@code 1}. */
        WAIT("");

        private final String reply;

        Kind(String reply) {
            this.reply = reply;
        }

        /** Of a command line as {@code org.offhook.agi.command} writes it; another spelling is not known. */
        static Kind of(String line) {
            String start = line.substring(0, Math.min(line.length(), "WAIT FOR DIGIT ".length()))
                    .toUpperCase(Locale.ROOT);
            if (start.startsWith("STREAM FILE ")) {
                return PLAYBACK;
            } else if (start.startsWith("GET DATA ")) {
                return DATA;
            } else if (start.startsWith("GET OPTION ")) {
                return OPTION;
            }
            return start.equals("WAIT FOR DIGIT ") ? WAIT : NONE;
        }
    }

    private static final int FIRST_PAUSE_MILLIS = 500;

    private final Outgoing command;
    private final Kind kind;
    private final String nonce =
            Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    private final CompletableFuture<Boolean> effect = new CompletableFuture<>();
    /** How many nonce commands are not answered. */
    private int unanswered;

    private boolean stopped;
    private int pauseMillis = FIRST_PAUSE_MILLIS;
    /** Writes the nonce, first or again. */
    @Nullable
    ScheduledFuture<?> timer;

    PromptStop(Outgoing command) {
        this.command = command;
        kind = Kind.of(command.line());
    }

    Outgoing command() {
        return command;
    }

    boolean isPossible() {
        return kind != Kind.NONE;
    }

    /** Whether it stopped the command; completed by {@link #end}. */
    CompletableFuture<Boolean> effect() {
        return effect;
    }

    /** The line that stops; each time it is written its reply is owed. */
    String nextLine() {
        unanswered++;
        return "GET FULL VARIABLE \"offhook-stop-" + nonce + '"';
    }

    /** How long to wait for its reply before it is written again: each time longer. */
    int nextPauseMillis() {
        int pause = pauseMillis;
        pauseMillis = Math.min(pause, Integer.MAX_VALUE / 2) * 2;
        return pause;
    }

    /** Whether a reply is that of the nonce command; it is not owed any more then. */
    boolean takes(AgiReply reply) {
        if (unanswered == 0 || !reply.toString().equals("200 result=1 (offhook-stop-" + nonce + ')')) {
            return false;
        }
        unanswered--;
        return true;
    }

    boolean isAnswered() {
        return unanswered == 0;
    }

    /** The reply in place of the one that the command does not give; null if it always gives one. */
    @Nullable
    AgiReply substitute() {
        if (kind.reply.isEmpty()) {
            return null;
        }
        stopped = true;
        return AgiReply.parse(kind.reply).asStopped();
    }

    /** The command's own reply, marked if it shows the stop. */
    AgiReply own(AgiReply reply) {
        boolean shows = switch (kind) {
            case WAIT -> reply.result().equals("1");
            case OPTION -> reply.result().equals("0"); // or the time was over just then: the same to the caller
            case NONE, PLAYBACK, DATA -> false;
        };
        if (unanswered > 0 && reply.status() == 200 && shows) {
            stopped = true;
            return reply.asStopped();
        }
        return reply;
    }

    /** All is said; nothing more of this stop comes. */
    void end() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        effect.complete(stopped);
    }
}
