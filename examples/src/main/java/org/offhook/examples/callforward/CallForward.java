// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callforward;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.command.DialResult;
import org.offhook.agi.dialog.Ask;
import org.offhook.agi.dialog.Prompt;
import org.offhook.agi.routing.AgiRouter;

/**
 * Call forwarding and do-not-disturb. Both are kept in Asterisk's own database, in the families {@code CF} and {@code DND}: they
 * outlive this program, and the dialplan can read them too.
 */
public final class CallForward {

    /**
     * The phones, which are also all that calls can be forwarded to. Widen it with care: who may forward a phone to any number
     * can call that number on your bill, from anywhere.
     */
    private static final Pattern EXTENSION = Pattern.compile("2[0-9][0-9]");

    private static final String FORWARD = "CF";
    private static final String DO_NOT_DISTURB = "DND";
    private static final Duration RING_TIME = Duration.ofSeconds(20);

    private static final Ask<String> TARGET = Ask.exactly(3)
            .prompt("vm-enter-num-to-call")
            .validate(number -> EXTENSION.matcher(number).matches(), "privacy-incorrect")
            .onNoInput("vm-sorry");

    private final UnaryOperator<String> device;

    /** @param device gives the device of an extension, such as {@code PJSIP/200} of {@code 200} */
    public CallForward(UnaryOperator<String> device) {
        this.device = device;
    }

    /** A route for each thing that the dialplan asks for. */
    public AgiRouter router() {
        return AgiRouter.builder()
                .script("/call-forward/ring/{extension}", this::ring)
                .script("/call-forward/set", this::forward)
                .script("/call-forward/clear", this::doNotForward)
                .script("/call-forward/dnd-on", this::doNotDisturb)
                .script("/call-forward/dnd-off", this::disturb)
                .build();
    }

    /** Rings an extension, or the one its calls go to, and tells the dialplan how that went: {@code CALL_RESULT}. */
    private void ring(AgiRequest request, AgiChannel channel) {
        Optional<String> extension = follow(channel, request.pathVariable("extension"));
        String result = extension.isEmpty() ? "busy" : word(channel.dial(device.apply(extension.get()), RING_TIME));
        channel.setVariable("CALL_RESULT", result);
    }

    /** Where a call to an extension rings; empty if nobody there may be disturbed, or forwards lead round in a circle. */
    private static Optional<String> follow(AgiChannel channel, String dialled) {
        Set<String> passed = new HashSet<>();
        String extension = dialled;
        while (EXTENSION.matcher(extension).matches() && passed.add(extension)) {
            if (channel.databaseGet(DO_NOT_DISTURB, extension).isPresent()) {
                return Optional.empty();
            }
            Optional<String> next = channel.databaseGet(FORWARD, extension);
            if (next.isEmpty()) {
                return Optional.of(extension);
            }
            extension = next.get();
        }
        return Optional.empty();
    }

    private static String word(DialResult result) {
        if (result instanceof DialResult.Answered) {
            return "answered";
        }
        return result instanceof DialResult.NotAnswered missed && missed.reason() == DialResult.Reason.BUSY
                ? "busy"
                : "unanswered";
    }

    private void forward(AgiRequest request, AgiChannel channel) {
        String owner = owner(request);
        channel.answer();
        Optional<String> target = TARGET.validate(number -> !number.equals(owner), "privacy-incorrect")
                .ask(channel)
                .answer();
        if (target.isEmpty()) {
            channel.streamFile("cancelled");
            return;
        }
        Prompt set = Prompt.of("call-forwarding", "is-set-to").digits(target.get());
        tell(channel, channel.databasePut(FORWARD, owner, target.get()), set);
    }

    private void doNotForward(AgiRequest request, AgiChannel channel) {
        String owner = owner(request);
        channel.answer();
        tell(channel, channel.databaseDel(FORWARD, owner), Prompt.of("call-forwarding", "de-activated"));
    }

    private void doNotDisturb(AgiRequest request, AgiChannel channel) {
        String owner = owner(request);
        channel.answer();
        tell(channel, channel.databasePut(DO_NOT_DISTURB, owner, "on"), Prompt.of("do-not-disturb", "activated"));
    }

    private void disturb(AgiRequest request, AgiChannel channel) {
        String owner = owner(request);
        channel.answer();
        tell(channel, channel.databaseDel(DO_NOT_DISTURB, owner), Prompt.of("do-not-disturb", "de-activated"));
    }

    /** The phone that calls. Its number is true only if Asterisk sets it: let calls from outside into another context. */
    private static String owner(AgiRequest request) {
        return request.callerIdNumber()
                .filter(number -> EXTENSION.matcher(number).matches())
                .orElseThrow(() -> new AgiRefusedException("only extensions have these settings"));
    }

    private static void tell(AgiChannel channel, boolean done, Prompt prompt) {
        (done ? prompt : Prompt.of("sorry-youre-having-problems")).play(channel);
    }
}
