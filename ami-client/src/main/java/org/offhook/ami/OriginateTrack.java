// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.OriginateOutcome.Result;
import org.offhook.ami.internal.HeaderValues;
import org.offhook.ami.internal.Printable;

/**
 * Makes one outcome of what comes about one call, in whatever order it comes. Pure: no time, no thread, no connection.
 *
 * <p>{@code OriginateResponse} decides, but it says 0 for much that {@code DialEnd} and {@code Hangup} say exactly, and these may come after it;
 * and it may not come at all. So {@link #wantsGrace()}: what is known is enough, and a moment more could make it better.
 */
final class OriginateTrack {

    private static final int REASON_HANGUP = 1;
    private static final int REASON_TIMEOUT = 3;
    private static final int REASON_BUSY = 5;
    private static final int REASON_CONGESTION = 8;

    private static final int CAUSE_BUSY = 17;
    private static final Set<Integer> NO_ANSWER_CAUSES = Set.of(16, 18, 19);
    /** No circuit, network out of order, temporary failure, switching congestion, circuit not available, resource, bearer. */
    private static final Set<Integer> CONGESTION_CAUSES = Set.of(34, 38, 41, 42, 43, 44, 47, 58);

    private final String channelId;
    private @Nullable String channelName;
    private @Nullable AmiEvent response;
    private @Nullable AmiEvent hangup;
    private @Nullable String dialStatus;
    private @Nullable OriginateProgress progress;
    private boolean cancelled;
    private @Nullable OriginateOutcome outcome;

    OriginateTrack(String channelId) {
        this.channelId = channelId;
    }

    /** The outcome; null while there is none. It never changes again. */
    @Nullable
    OriginateOutcome outcome() {
        return outcome;
    }

    /** How far it has come; null before there is a channel. */
    @Nullable
    OriginateProgress progress() {
        return progress;
    }

    /** The channel's name; null before there is one. */
    @Nullable
    String channelName() {
        return channelName;
    }

    /** Whether {@link #graceOver} should be called if nothing decides it within a moment. */
    boolean wantsGrace() {
        return outcome == null && (response != null || hangup != null);
    }

    /** Whether it was given up. */
    boolean isCancelled() {
        return cancelled;
    }

    /** An event that names this call's channel. */
    void event(String name, AmiEvent event) {
        if (outcome != null) {
            return;
        }
        switch (name) {
            case "Newchannel" -> {
                channelName = event.headers().find("Channel").orElse(channelId);
                reached(OriginateProgress.DIALING);
            }
            case "Newstate" ->
                newState(HeaderValues.integer(event.headers(), "ChannelState").orElse(0));
            case "DialEnd" -> {
                if (channelName != null) {
                    dialStatus = event.headers().find("DialStatus").orElse("");
                    decide();
                }
            }
            case "Hangup" -> {
                // Before its Newchannel it is that of another channel with the same id.
                if (channelName != null) {
                    hangup = event;
                    decide();
                }
            }
            case "OriginateResponse" -> {
                response = event;
                decide();
            }
            default -> {
                // of no interest
            }
        }
    }

    /** It is to be given up. */
    void cancel() {
        cancelled = true;
    }

    /** Asterisk would not give it up: what becomes of it is its own outcome. */
    void cancelRefused() {
        cancelled = false;
    }

    /** The action ended without an answer, or with an error. */
    void failed(AmiException failure) {
        if (outcome != null || failure instanceof AmiTimeoutException) {
            return; // a late answer is none, but the events tell what became of the call
        }
        boolean written = !(failure instanceof AmiErrorException)
                && !(failure instanceof AmiOverflowException)
                && !(failure instanceof AmiConnectionLostException lost && !lost.written())
                && !(failure instanceof AmiClosedException closed && !closed.written());
        end(written ? Result.UNKNOWN : Result.REJECTED, words(failure), failure);
    }

    /** The connection is down, after Asterisk had accepted the action. */
    void down() {
        if (wantsGrace()) {
            graceOver();
        } else if (outcome == null) {
            lost("the connection to Asterisk was lost before the outcome was known");
        }
    }

    /** Nothing more came that would say it better. */
    void graceOver() {
        if (outcome != null) {
            return;
        }
        if (response != null) {
            end(cancelled ? Result.CANCELLED : Result.FAILED, "Asterisk could not place the call", null);
        } else if (hangup != null) {
            endByHangup(hangup);
        }
    }

    /** It has taken longer than it can. */
    void deadline(String waited) {
        graceOver();
        if (outcome == null) {
            lost("nothing was heard of the outcome within " + waited
                    + "; OriginateResponse needs read=call in manager.conf");
        }
    }

    private void newState(int state) {
        if (channelName == null) {
            return;
        }
        if (state == 5) {
            reached(OriginateProgress.RINGING);
        } else if (state == 6) {
            reached(OriginateProgress.ANSWERED);
        }
    }

    private void reached(OriginateProgress step) {
        if (progress == null || progress.compareTo(step) < 0) {
            progress = step;
        }
    }

    private void decide() {
        AmiEvent answer = response;
        if (answer == null) {
            return;
        }
        if (answer.headers().has("Response", "Success")) {
            channelName = answer.headers().find("Channel").orElse(channelName);
            reached(OriginateProgress.ANSWERED);
            end(Result.ANSWERED, "answered", null);
            return;
        }
        switch (HeaderValues.integer(answer.headers(), "Reason").orElse(0)) {
            case REASON_BUSY -> end(Result.BUSY, "busy", null);
            case REASON_CONGESTION -> end(Result.CONGESTION, "congestion", null);
            case REASON_TIMEOUT -> notAnswered("not answered in time");
            case REASON_HANGUP -> notAnswered("hung up without an answer");
            default -> {
                if (dialStatus != null) {
                    endByDialStatus(dialStatus);
                } else if (hangup != null) {
                    endByHangup(hangup);
                }
            }
        }
    }

    private void endByDialStatus(String status) {
        String detail = "the call ended with " + Printable.of(status, 40);
        switch (status) {
            case "ANSWER" -> end(Result.ANSWERED, detail, null);
            case "BUSY" -> end(Result.BUSY, detail, null);
            case "CONGESTION" -> end(Result.CONGESTION, detail, null);
            case "NOANSWER", "CANCEL" -> notAnswered(detail);
            default -> end(cancelled ? Result.CANCELLED : Result.FAILED, detail, null);
        }
    }

    private void endByHangup(AmiEvent ended) {
        int cause = HeaderValues.integer(ended.headers(), "Cause").orElse(0);
        String detail = "hung up with cause " + cause;
        if (progress == OriginateProgress.ANSWERED) {
            end(Result.ANSWERED, "answered, and hung up since", null);
        } else if (dialStatus != null && response == null) {
            endByDialStatus(dialStatus);
        } else if (cause == CAUSE_BUSY) {
            end(Result.BUSY, detail, null);
        } else if (CONGESTION_CAUSES.contains(cause)) {
            end(Result.CONGESTION, detail, null);
        } else if (NO_ANSWER_CAUSES.contains(cause)) {
            notAnswered(detail);
        } else {
            end(cancelled ? Result.CANCELLED : Result.FAILED, detail, null);
        }
    }

    private void notAnswered(String detail) {
        if (cancelled) {
            end(Result.CANCELLED, "cancelled", null);
        } else {
            end(Result.NO_ANSWER, detail, null);
        }
    }

    private void lost(String detail) {
        if (progress == OriginateProgress.ANSWERED) {
            end(Result.ANSWERED, "answered; nothing more was heard", null);
        } else {
            end(Result.UNKNOWN, detail, null);
        }
    }

    private void end(Result result, String detail, @Nullable AmiException failure) {
        outcome = new OriginateOutcome(result, channelId, channelName, response, hangup, failure, detail);
    }

    private static String words(AmiException failure) {
        String text = failure.getMessage();
        return text == null ? failure.getClass().getSimpleName() : text;
    }
}
