// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiReply;
import org.offhook.agi.SendAhead;
import org.offhook.agi.spi.AgiTransport.Outgoing;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiException;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.spi.AmiActionSink;

/** A command that is in Asterisk, or on its way there, or waits to be sent. It is the action that takes it there, and hears what became of that. */
final class Sent implements AmiAction<AmiResponse>, AmiActionSink {

    /** What it is for. */
    enum Kind {
        /** The script's. */
        COMMAND,
        /** Its answer shows where in the stream of results we are. */
        FENCE,
        /** A claim's: its answer goes to {@link #answer}. */
        CLAIM,
        /** Ends the session. */
        LAST
    }

    /** Longer does not fit a number of nanoseconds; {@link org.offhook.agi.AgiCommand#UNLIMITED} is longer, too. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final ParkedCall call;
    final Kind kind;
    final String line;
    /** Of a {@link Kind#COMMAND}. */
    final @Nullable Outgoing command;
    /** Of a {@link Kind#CLAIM}. */
    final @Nullable CompletableFuture<AgiReply> answer;
    /** Of a {@link Kind#FENCE}: what its answer must be. */
    final @Nullable String expected;
    /** The CommandID; set when it is sent. */
    String id = "";
    /** Nobody waits for its answer any more. */
    boolean abandoned;

    private Sent(
            ParkedCall call,
            Kind kind,
            String line,
            @Nullable Outgoing command,
            @Nullable CompletableFuture<AgiReply> answer,
            @Nullable String expected) {
        this.call = call;
        this.kind = kind;
        this.line = line;
        this.command = command;
        this.answer = answer;
        this.expected = expected;
    }

    static Sent command(ParkedCall call, Outgoing command) {
        return new Sent(call, Kind.COMMAND, command.line(), command, null, null);
    }

    static Sent fence(ParkedCall call, String nonce) {
        return new Sent(
                call, Kind.FENCE, "GET FULL VARIABLE \"" + nonce + '"', null, null, "200 result=1 (" + nonce + ")\n");
    }

    static Sent claim(ParkedCall call, String line, CompletableFuture<AgiReply> answer) {
        return new Sent(call, Kind.CLAIM, line, null, answer, null);
    }

    static Sent last(ParkedCall call, String line) {
        return new Sent(call, Kind.LAST, line, null, null, null);
    }

    /** Whether it may be inside Asterisk together with others. */
    boolean isAhead() {
        return command != null && command.sendAhead() != SendAhead.NEVER;
    }

    /** Whether it runs an application or dialplan, which may take the channel anywhere for a while. */
    boolean mayLeave() {
        return kind == Kind.COMMAND
                && (line.regionMatches(true, 0, "EXEC", 0, 4) || line.regionMatches(true, 0, "GOSUB", 0, 5));
    }

    Duration runTime() {
        return command == null ? Duration.ZERO : command.runTime();
    }

    /** Whether it ends only when media, an application or the caller ends it. */
    boolean isUnlimited() {
        return runTime().compareTo(LONGEST) > 0;
    }

    @Override
    public String name() {
        return "AGI";
    }

    @Override
    public AmiHeaders headers() {
        return AmiHeaders.of("Channel", call.uniqueId, "Command", line, "CommandID", id);
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public void response(AmiResponse response) {
        if (response.isSuccess()) {
            call.taken();
        } else {
            call.post(() -> call.refused(this, response.message()));
        }
    }

    @Override
    public void failed(AmiException failure) {
        call.post(() -> call.notSent(this, failure));
    }
}
