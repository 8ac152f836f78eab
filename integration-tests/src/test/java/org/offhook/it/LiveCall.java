// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/**
 * A call that has been placed. The near side runs what is under test, the far end is the person on the phone. Methods may
 * be called from any thread.
 */
public final class LiveCall {
    private static final Duration CHANNEL_TIME = Duration.ofSeconds(5);

    private final AmiControl ami;
    private final CallPlan plan;
    private final LocalPair pair;
    private final long placedAt = System.nanoTime();
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final CompletableFuture<CallResult> result = new CompletableFuture<>();

    LiveCall(AmiControl ami, CallPlan plan, LocalPair pair) {
        this.ami = ami;
        this.plan = plan;
        this.pair = pair;
    }

    /** The unique id of the near channel, which the script sees as {@code agi_uniqueid}. */
    public String nearUniqueId() {
        return plan.far().isCaller() ? pair.secondId() : pair.firstId();
    }

    /** The unique id of the far channel. */
    public String farUniqueId() {
        return plan.far().isCaller() ? pair.firstId() : pair.secondId();
    }

    /** The name of the near channel; waits up to five seconds for it. */
    public String nearChannel() {
        return channel(nearUniqueId());
    }

    /** The name of the far channel; waits up to five seconds for it. */
    public String farChannel() {
        return channel(farUniqueId());
    }

    /** The far end presses these keys now; returns when the last has been sent. */
    public void type(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            AmiMessage response = ami.playDtmf(farChannel(), digits.charAt(i));
            if (!response.isSuccess()) {
                throw new IllegalStateException("digit " + digits.charAt(i) + " was not sent: " + response);
            }
        }
    }

    /** The far end hangs up now; whether it was still there. */
    public boolean hangUpFar() {
        return ami.hangup(farChannel());
    }

    /** Somebody hangs the near channel up now; whether it was still there. */
    public boolean hangUpNear() {
        return ami.hangup(nearChannel());
    }

    /** Somebody sends the near channel elsewhere in the dialplan now. */
    public void redirectNear(String context, String extension) {
        AmiMessage response = ami.redirect(nearChannel(), context, extension);
        if (!response.isSuccess()) {
            throw new IllegalStateException("the call was not redirected: " + response);
        }
    }

    /** Whether the near channel has ended and reported. */
    public boolean isDone() {
        return result.isDone();
    }

    /**
     * Waits for the end of the call, as long as the plan allows from its placing.
     *
     * @throws AssertionError if it has not ended by then, the far end did not take it, or Asterisk was lost
     */
    public CallResult result() {
        long left = plan.timeout().toNanos() - (System.nanoTime() - placedAt);
        try {
            return result.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "the call has not ended after " + plan.timeout().toMillis() + " ms: " + plan, e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage() + ": " + plan, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the call's end", e);
        }
    }

    /** The id that all of the call's events carry. */
    String id() {
        return pair.firstId();
    }

    void onEvent(AmiMessage event) {
        if (event.isUserEvent(HarnessDialplan.VALUE_EVENT)) {
            values.put(decode(event.get("Name")), decode(event.get("Value")));
        } else if (event.isUserEvent(HarnessDialplan.DONE_EVENT)) {
            String cause = event.get("HangupCause");
            result.complete(new CallResult(
                    id(),
                    event.get("AgiStatus"),
                    decode(event.get("Outcome")),
                    event.get("Continued").equals("1"),
                    cause.isEmpty() ? 0 : Integer.parseInt(cause),
                    values,
                    Duration.ofNanos(System.nanoTime() - placedAt)));
        } else if (event.isEvent("OriginateResponse")
                && !event.get("Response").equals("Success")
                && !plan.far().isCaller()) {
            // A caller who gives up still leaves a near channel behind, which reports.
            fail("the far end did not answer (Reason " + event.get("Reason") + ")");
        }
    }

    void fail(String reason) {
        result.completeExceptionally(new IllegalStateException(reason));
    }

    private String channel(String uniqueId) {
        return Awaitility.await("the channel " + uniqueId)
                .atMost(CHANNEL_TIME)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> ami.channelName(uniqueId), Optional::isPresent)
                .orElseThrow();
    }

    /** Asterisk's URIENCODE leaves a plus as it is, which a decoder for forms would take for a space. */
    static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%' && i + 2 < raw.length) {
                bytes.write(Integer.parseInt(new String(raw, i + 1, 2, StandardCharsets.US_ASCII), 16));
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
