// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiChannelGoneException;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiTimeoutException;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.HangupReason;
import org.offhook.agi.spi.AgiSession;
import org.offhook.agi.spi.AgiTransport;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiClosedException;
import org.offhook.ami.AmiConnectionLostException;
import org.offhook.ami.AmiException;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.action.HangupAction;
import org.offhook.ami.spi.AmiActionSink;
import org.offhook.asyncagi.spi.ChannelKey;
import org.offhook.asyncagi.spi.ClaimAnswer;
import org.offhook.asyncagi.spi.ClaimedChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel that waits in AsyncAGI, from the event that tells of it to its end.
 *
 * <pre>
 *  DECIDING ──not ours──&gt; IDLE                      (unclaimedAfter may end it)
 *     │ ours
 *     ├──claims──&gt; WATCHING &lt;──another's──&gt; CLAIMING
 *     v                          won │
 *   OPEN &lt;──fence answered── SYNCING v ──no answer──&gt; GONE
 *     │  ──bridge, reply too late──^
 *     ├──AsyncAGIEnd──&gt; PAUSED ──AsyncAGIStart, same place──&gt; OPEN      else GONE
 *     ├──AMI lost──&gt; SUSPENDED ──back, still waiting──&gt; SYNCING          else GONE
 *     └──script done──&gt; ENDING ──AsyncAGIEnd──&gt; GONE
 * </pre>
 *
 * <p>All that happens runs in turns of the {@link Mailbox}; only the transport's methods are called from outside.
 */
final class ParkedCall extends Mailbox implements AgiTransport, ClaimedChannel, CommandPipe.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncAgiServer.class);

    static final AgiCapabilities CAPABILITIES = new AgiCapabilities("AsyncAGI", 1013, 64, false);

    /** No such time. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long ORIGIN = System.nanoTime();

    /** Asterisk ends the session within this time after a command that failed. */
    private static final Duration END_AFTER_FAILURE = Duration.ofMillis(250);
    /** A hang-up is announced within this time after AGISTATUS says HANGUP; else it was a redirect. */
    private static final Duration HANGUP_AFTER_STATUS = Duration.ofSeconds(1);

    private static final Duration STOLEN_AFTER = Duration.ofSeconds(2);
    private static final Duration SYNC_TIME = Duration.ofSeconds(30);
    private static final Duration END_TIME = Duration.ofSeconds(5);
    /** How long the last commands wait for what is in Asterisk, when a script was cut. */
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);
    /** How long a call is remembered whose script has not ended it, because the channel was elsewhere. */
    private static final Duration OWED_TIME = Duration.ofSeconds(60);

    /** The news of a channel's end comes within this time after Asterisk does not know it any more. */
    private static final Duration END_KNOWN_AFTER = Duration.ofSeconds(1);

    private static final Duration CLAIM_AGAIN = Duration.ofSeconds(1);
    private static final int MAX_CLAIM_DELAY_MILLIS = 150;

    private enum State {
        DECIDING,
        IDLE,
        CLAIMING,
        WATCHING,
        OPEN,
        SYNCING,
        PAUSED,
        SUSPENDED,
        ENDING,
        GONE
    }

    /** Why a session is over. */
    private enum End {
        HANGUP,
        REDIRECTED,
        STOLEN,
        /** The channel lives and is elsewhere, or does not answer. */
        LEFT,
        /** Our own ending has arrived, or there was nothing to end. */
        ENDED
    }

    private final AsteriskLink link;
    private final AsyncAgiServer server;
    private final AsyncAgiServerBuilder options;
    /** Changed by the link alone, when the channel is swapped for another. */
    volatile String uniqueId;
    /** How many lists of channels had been asked for when it began: only later ones can tell that it is not there. */
    final int bornAt;
    /** Its thread in Asterisk, from the AsyncAGIStart it began with; empty if it was found in the list of channels. */
    final String thread;

    private final CommandPipe pipe = new CommandPipe(this);
    private final String idPrefix;
    private long lastId;

    private volatile State state = State.DECIDING;
    private long stateDeadline = NEVER;
    /** What Asterisk said when it did not know the channel. Events are slower than responses: its end may be on the way. */
    private @Nullable String noSuchChannel;

    private long goneAt = NEVER;
    private Place place = new Place("", "", "", null);
    private @Nullable AgiRequest request;
    private AdoptionPolicy policy = AdoptionPolicy.RESTART;
    /** Null without claims. */
    private @Nullable Ownership ownership;
    /** A claim was found that this instance had forgotten. */
    private boolean assumed;
    /** A place for its script is taken that no script has yet. */
    private boolean reserved;

    private volatile @Nullable AgiSession session;
    /** How the script ended; null before. */
    private @Nullable AgiOutcome outcome;
    /** The last commands were written. */
    private boolean lastWritten;

    /** They were written to a connection that was lost. */
    private boolean mayBeTold;
    /** They were written before, and Asterisk did not run them. */
    private boolean lastRepeated;

    /** A {@code -1} that may be a hang-up: it waits until that is known. */
    private @Nullable Sent held;

    private @Nullable AgiReply heldReply;
    private long heldUntil = NEVER;
    /** The last answer was a failure, which ends Asterisk's session. */
    private boolean failedLast;
    /** A hang-up was announced. */
    private boolean hangupRequested;
    /** AGISTATUS behind the end of Asterisk's session; empty if it was not heard. */
    private String status = "";
    /** SYNCING because of a bridge. */
    private boolean stealing;
    /** When the connection was lost, an application of EXEC or a GOSUB was under way: the channel may be anywhere. */
    private boolean mayBeElsewhere;
    /** When the connection was lost, a command was under way that can take any time. */
    private boolean mayTakeLong;
    /** An AsyncAGIStart of a suspended call. */
    private @Nullable AmiHeaders heldStart;
    /** What commands end in once it is GONE. */
    private @Nullable Supplier<AgiException> gone;

    private @Nullable Stop stop;
    /** Until then the channel may hear the digit of a stop; 0 if there was none. */
    private long quietUntil;
    /** When {@link #tick} is to look next; read by the timer. */
    private volatile long due = NEVER;

    /** A stop that is on its way. */
    private static final class Stop {
        final Sent command;
        final AmiAction<?> action;
        final CompletableFuture<Boolean> effect;
        /** Asterisk has done it: a reply before this is no effect of it. */
        boolean taken;
        /** When to do it again. */
        long againAt = NEVER;

        Stop(Sent command, AmiAction<?> action, CompletableFuture<Boolean> effect) {
            this.command = command;
            this.action = action;
            this.effect = effect;
        }
    }

    ParkedCall(AsteriskLink link, String uniqueId, int bornAt, String thread) {
        this.link = link;
        this.server = link.server;
        this.options = server.options;
        this.uniqueId = uniqueId;
        this.bornAt = bornAt;
        this.thread = thread;
        idPrefix = server.nextIdPrefix();
    }

    /** Nanoseconds since this class was loaded: never negative, unlike those of the system. */
    static long now() {
        return System.nanoTime() - ORIGIN;
    }

    static StartEnvironment environment(AmiHeaders start) {
        return StartEnvironment.decode(start.findBytes("Env").orElse(new byte[0]));
    }

    // ---- whose it is ----

    /** AsyncAGIStart of a channel we did not know. */
    void offered(AmiHeaders start) {
        StartEnvironment environment = environment(start);
        place = place(start, environment);
        pipe.begin(environment.truncated());
        AgiRequest whole = server.routing.ofStart(environment);
        if (whole != null) {
            decide(whole);
            return;
        }
        link.list(rows -> {
            ChannelRow row = rows == null ? null : rows.get(uniqueId);
            post(() -> {
                if (state == State.DECIDING) {
                    if (row != null && row.isParked()) {
                        place = row.place();
                    }
                    decide(server.routing.ofStart(environment, row));
                }
            });
        });
    }

    /** A channel that waits already. */
    void found(ChannelRow row) {
        place = row.place();
        decide(server.routing.ofWaiting(row, link.version()));
    }

    private void decide(AgiRequest known) {
        request = known;
        server.routing.judge(
                known,
                judged -> post(() -> {
                    if (state == State.DECIDING) {
                        policy = judged;
                        if (judged == AdoptionPolicy.LEAVE) {
                            leave();
                        } else if (options.claims == null || ownership != null) {
                            open();
                        } else {
                            ownership = new Ownership(this, options.claims, options.instance, options.lease);
                            watch(shortly(Duration.ZERO));
                        }
                    }
                }));
    }

    private void leave() {
        release();
        state = State.IDLE;
        stateDeadline = NEVER;
        if (options.unclaimedAfter != null) {
            deadline(options.unclaimedAfter);
        }
    }

    private void unclaimed() {
        LOG.info("{}: nobody has served call {}", link.name(), this);
        if (options.unclaimedAction == UnclaimedAction.HANGUP) {
            hangUp();
        } else {
            endWith(AgiOutcome.REFUSED);
        }
    }

    private void hangUp() {
        state = State.IDLE;
        stateDeadline = NEVER;
        link.client.send(HangupAction.of(uniqueId), new Quiet());
    }

    // ---- claims ----

    /** Claims after a while. */
    private void watch(Duration pause) {
        state = State.WATCHING;
        deadline(pause);
    }

    /** Instances that claim at the same time cost each other a turn of the channel. */
    private static Duration shortly(Duration after) {
        return after.plusMillis(ThreadLocalRandom.current().nextInt(MAX_CLAIM_DELAY_MILLIS));
    }

    private void claim() {
        if (!server.hasRoom()) {
            watch(CLAIM_AGAIN); // left to other instances
            return;
        }
        state = State.CLAIMING;
        stateDeadline = NEVER;
        if (pipe.isDirty()) {
            pipe.probe();
        } else {
            askForClaim();
        }
    }

    private void askForClaim() {
        if (ownership != null) {
            ownership.claim(this::claimed);
        }
    }

    private void claimed(@Nullable ClaimAnswer answer) {
        if (state != State.CLAIMING) {
            return;
        }
        if (answer instanceof ClaimAnswer.Won won) {
            AgiRequest known = Objects.requireNonNull(request);
            if (won.takenOver() && !known.adopted()) {
                state = State.DECIDING;
                decide(known.asAdopted()); // it had an owner before
            } else {
                open();
            }
        } else if (answer instanceof ClaimAnswer.Lost lost
                && !assumed
                && ownership != null
                && lost.owner().owner().equals(options.instance)) {
            assumed = true; // of an attempt that was given up, or of this instance before it was restarted
            ownership.assume(lost.owner());
            ownership.renew(this::claimed);
        } else if (answer instanceof ClaimAnswer.Lost lost) {
            if (ownership != null) {
                ownership.lost();
            }
            watch(shortly(lost.remaining().plus(CLAIM_AGAIN)));
        } else if (answer instanceof ClaimAnswer.Unsupported unsupported) {
            server.claimsUnsupported(link.name(), unsupported.why());
            leave();
        } else {
            watch(CLAIM_AGAIN);
        }
    }

    private void renew() {
        if (ownership != null) {
            ownership.renew(this::renewed);
        }
    }

    private void renewed(@Nullable ClaimAnswer answer) {
        if (state == State.GONE) {
            return;
        }
        if (answer instanceof ClaimAnswer.Lost lost) {
            takenOver(lost);
        } else if (answer instanceof ClaimAnswer.Won) {
            next();
        } else if (answer instanceof ClaimAnswer.Unsupported unsupported) {
            LOG.warn("the claim of call {} was not renewed: {}", this, unsupported.why());
        }
        // Without an answer the next tick asks again.
    }

    private void takenOver(ClaimAnswer.Lost lost) {
        String why = "instance " + lost.owner().owner()
                + " has taken the call over: this one was away for longer than its lease of "
                + options.lease.toSeconds() + " s";
        LOG.info("call {}: {}", this, why);
        server.takenOver();
        AgiSession mine = outcome == null ? session : null;
        if (ownership != null) {
            ownership.lost();
        }
        over(End.LEFT, () -> new AgiTransportException(why, null));
        forget();
        if (mine != null) {
            mine.cut(why);
        }
    }

    private void release() {
        if (ownership != null) {
            ownership.release();
        }
    }

    // ---- the session ----

    private void open() {
        switch (policy) {
            case LEAVE -> leave();
            case HANGUP -> hangUp();
            case BREAK -> endWith(AgiOutcome.FAILED);
            case RESTART -> {
                reserved = server.tryReserve();
                if (!reserved && ownership != null) {
                    release(); // left to other instances
                    watch(shortly(CLAIM_AGAIN));
                } else if (!reserved) {
                    server.refused();
                    LOG.debug("refused call {}: {}", this, server.fullReason());
                    endWith(AgiOutcome.REFUSED);
                } else if (request != null && request.adopted()) {
                    sync(SYNC_TIME); // is it there, and has it done all that its owner before gave it?
                } else {
                    state = State.OPEN;
                    stateDeadline = NEVER;
                    startScript();
                    if (pipe.isDirty()) {
                        pipe.probe();
                    }
                }
            }
        }
    }

    private void startScript() {
        reserved = false;
        AgiRequest known = Objects.requireNonNull(request);
        AgiSession begun = new AgiSession(known, this, server.runtime);
        session = begun;
        try {
            server.started(this, begun);
        } catch (RuntimeException | Error e) { // the server has just closed, or there are no more threads
            LOG.warn("cannot start a script for call {}: {}", known, e.toString());
            server.refused();
            session = null;
            endWith(AgiOutcome.REFUSED);
        }
    }

    @Override
    public AgiCapabilities capabilities() {
        return CAPABILITIES;
    }

    /** On any thread, under the session's lock. */
    @Override
    public void send(Outgoing command) {
        Sent sent = Sent.command(this, command);
        post(() -> {
            Supplier<AgiException> why = gone;
            if (why != null) {
                lost(sent, why.get());
            } else {
                pipe.add(sent);
                pump();
            }
        });
    }

    /** On any thread. */
    @Override
    public void end(AgiOutcome how) {
        server.ended(this, how);
        post(() -> {
            outcome = how;
            if (state == State.OPEN) {
                beginEnding();
            } else if (state == State.GONE && stateDeadline == NEVER) {
                forget();
            }
        });
    }

    /** The script is over. What it left running, because it was cut, is stopped. */
    private void beginEnding() {
        Sent running = pipe.head();
        if (running != null && running.command != null) {
            AmiAction<?> action = PromptStopper.actionFor(running.command, uniqueId);
            if (action != null) {
                link.client.send(action, new Quiet());
            }
        }
        endWith(Objects.requireNonNull(outcome));
    }

    /** Gives the call back to the dialplan. */
    private void endWith(AgiOutcome how) {
        outcome = how;
        state = State.ENDING;
        deadline(LAST_PATIENCE);
        next();
    }

    private void writeLast() {
        Ownership mine = ownership;
        if (mine != null && mine.isOurs() && !mine.isFresh(now())) {
            deadline(LAST_PATIENCE);
            renew();
            return; // its answer comes back here
        }
        lastWritten = true;
        AgiOutcome how = Objects.requireNonNull(outcome);
        if (options.outcomeVariable != null) {
            AgiLine line =
                    AgiLine.of("SET VARIABLE").arg(options.outcomeVariable).arg(how.value());
            pipe.send(Sent.last(this, line.toString()));
        }
        // A command that fails makes AGISTATUS a FAILURE. If that did not end the session: out by all means.
        boolean success = how == AgiOutcome.DONE || lastRepeated;
        pipe.send(Sent.last(this, success ? "ASYNCAGI BREAK" : "GOSUB offhook-refused s 1"));
        deadline(END_TIME);
    }

    // ---- commands ----

    /** Does what is to be done next. */
    private void next() {
        if (state == State.OPEN && outcome != null && !pipe.hasWaiting()) {
            beginEnding();
        } else if (state == State.ENDING && !lastWritten && pipe.isEmptyInside()) {
            writeLast();
        } else {
            pump();
        }
    }

    /** Sends what may be sent. */
    private void pump() {
        while (state == State.OPEN && held == null && quietUntil <= now()) {
            Sent next = pipe.sendable();
            if (next == null) {
                return;
            }
            Ownership mine = ownership;
            if (mine != null && !mine.isFresh(now())) {
                renew();
                return;
            }
            pipe.sendNext();
            if (mine != null && mine.mustRenewBehind(next.runTime())) {
                renew();
            }
        }
    }

    @Override
    public void transmit(Sent sent) {
        try {
            link.client.send(sent, sent);
        } catch (IllegalArgumentException e) { // a line that AMI cannot carry
            pipe.remove(sent);
            lost(sent, new AgiTransportException(String.valueOf(e.getMessage()), e));
        }
    }

    @Override
    public String nextId() {
        String fence = ownership == null ? "0-" : Long.toString(ownership.fence(), 36) + '-';
        return idPrefix + fence + Long.toString(++lastId, 36);
    }

    @Override
    public Sent newFence() {
        return Sent.fence(this, server.nextNonce());
    }

    @Override
    public boolean mayFence() {
        boolean mustRenew = state == State.ENDING && !lastWritten && ownership != null;
        return state == State.OPEN || state == State.SYNCING || state == State.CLAIMING || mustRenew;
    }

    @Override
    public CompletionStage<AgiReply> run(String line) {
        CompletableFuture<AgiReply> answer = new CompletableFuture<>();
        Sent sent = Sent.claim(this, line, answer);
        if (isTurn()) {
            runNow(sent);
        } else {
            post(() -> runNow(sent));
        }
        return answer;
    }

    private void runNow(Sent sent) {
        if (state == State.GONE || state == State.SUSPENDED || !link.isUp()) {
            lost(sent, new AgiTransportException("the session is over", null));
        } else {
            pipe.send(sent);
        }
    }

    @Override
    public ChannelKey key() {
        return new ChannelKey(link.name(), uniqueId);
    }

    // ---- what became of the action ----

    /** Asterisk took a command. On the connection's loop. */
    void taken() {
        link.commandTaken();
    }

    /** Asterisk did not take the command. */
    void refused(Sent sent, String message) {
        if (!pipe.isInside(sent)) {
            return;
        }
        if (message.contains("does not exist")) {
            if (noSuchChannel == null) {
                noSuchChannel = message;
                goneAt = now() + END_KNOWN_AFTER.toNanos();
            }
        } else if (message.startsWith("Failed to add")) {
            // Found in the list of channels an instant before it came to AsyncAGI: its AsyncAGIStart is on its way.
            over(End.ENDED, () -> new AgiTransportException("Asterisk says: " + message, null));
            forget();
        } else {
            pipe.remove(sent);
            String why = "Asterisk refused an AGI command over AMI (" + message
                    + "): the AMI user needs the class agi under write= in manager.conf";
            server.commandRefused(link.name(), why);
            lost(sent, new AgiTransportException(why, null));
            next();
        }
    }

    private void channelGone() {
        String message = noSuchChannel;
        over(
                End.HANGUP,
                () -> new AgiChannelGoneException(
                        "Asterisk says: " + message
                                + " It hung up, most likely while the manager connection was away or before the first command"));
    }

    /** The command was not sent, or nobody knows. Without an answer to the action in time it may run all the same, and has its own deadline. */
    void notSent(Sent sent, AmiException failure) {
        if (!pipe.isInside(sent)) {
            return;
        }
        if (failure instanceof AmiConnectionLostException down) {
            if (!down.written()) {
                pipe.takeBackFrom(sent);
            }
            linkDown();
        } else if (failure instanceof AmiClosedException) {
            linkDown();
        }
    }

    // ---- results ----

    /** Whether a command was sent by this call. On any thread. */
    boolean isOurs(String commandId) {
        return commandId.startsWith(idPrefix);
    }

    /** AsyncAGIExec. */
    void executed(String commandId, byte[] result) {
        if (!pipe.executed(commandId, result)) {
            server.resultOfNobody(commandId);
            if (state == State.IDLE) {
                stateDeadline = NEVER; // somebody serves it
            }
        }
        next();
    }

    @Override
    public void fenceAnswered() {
        if (state == State.CLAIMING) {
            askForClaim();
        } else if (state == State.SYNCING) {
            state = State.OPEN;
            stateDeadline = NEVER;
            mayBeElsewhere = false;
            mayTakeLong = false;
            if (reserved) {
                startScript();
            }
        }
    }

    @Override
    public void answered(Sent sent, AgiReply reply) {
        failedLast = reply.status() == 200 && AgiSession.isFailure(reply);
        if (failedLast && sent.command != null && sent.command.failureMayMeanHangup() && !sent.abandoned) {
            held = sent;
            heldReply = reply;
            heldUntil = now() + END_AFTER_FAILURE.toNanos();
        } else {
            give(sent, reply);
        }
    }

    private void giveHeld() {
        Sent sent = held;
        AgiReply reply = heldReply;
        held = null;
        heldReply = null;
        heldUntil = NEVER;
        if (sent != null && reply != null) {
            give(sent, reply);
        }
    }

    private void give(Sent sent, AgiReply reply) {
        if (sent.answer != null) {
            sent.answer.complete(reply);
        } else if (sent.abandoned) {
            server.staleResult();
        } else if (sent.command != null) {
            boolean stopped = isStopping(sent) && PromptStopper.isStop(sent.command, reply);
            session().reply(sent.command.token(), stopped ? reply.asStopped() : reply);
            stopEnded(sent, stopped);
        }
    }

    @Override
    public void lost(Sent sent, AgiException why) {
        if (sent.answer != null) {
            sent.answer.completeExceptionally(why);
        } else if (sent.command != null && !sent.abandoned) {
            session().lost(sent.command.token(), why);
            stopEnded(sent, false);
        }
    }

    private AgiSession session() {
        return Objects.requireNonNull(session, "no session yet");
    }

    // ---- stopping ----

    /** On any thread, under the session's lock. */
    @Override
    public CompletionStage<Boolean> stop(Outgoing command) {
        CompletableFuture<Boolean> effect = new CompletableFuture<>();
        AmiAction<?> action = PromptStopper.actionFor(command, uniqueId);
        if (action == null) {
            effect.complete(false);
        } else {
            post(() -> stopNow(command, action, effect));
        }
        return effect;
    }

    private void stopNow(Outgoing command, AmiAction<?> action, CompletableFuture<Boolean> effect) {
        Sent running = pipe.head();
        Stop before = stop;
        if (before != null && before.command.command == command) {
            before.effect.thenAccept(effect::complete);
        } else if (running == null || running.command != command || before != null || state != State.OPEN) {
            effect.complete(false);
        } else {
            Stop mine = new Stop(running, action, effect);
            stop = mine;
            sendStop(mine);
        }
    }

    private void sendStop(Stop mine) {
        mine.againAt = NEVER;
        link.client.send(mine.action, new AmiActionSink() {
            @Override
            public void response(AmiResponse response) {
                post(() -> stopAnswered(mine, response.isSuccess()));
            }

            @Override
            public void failed(AmiException failure) {
                post(() -> stopAnswered(mine, false));
            }
        });
    }

    private void stopAnswered(Stop mine, boolean done) {
        if (done) {
            mine.taken = true;
            mine.againAt = now() + PromptStopper.AGAIN.toNanos();
        } else if (!mine.taken) {
            stopEnded(mine.command, false);
        }
    }

    private boolean isStopping(Sent sent) {
        return stop != null && stop.command == sent && stop.taken;
    }

    private void stopEnded(Sent sent, boolean stopped) {
        Stop ended = stop;
        if (ended != null && ended.command == sent) {
            stop = null;
            if (sent.command != null && PromptStopper.isByDigit(sent.command)) {
                quietUntil = now() + PromptStopper.DIGIT_SETTLES.toNanos();
            }
            ended.effect.complete(stopped);
        }
    }

    // ---- what Asterisk tells ----

    /** AsyncAGIStart of a channel we know. */
    void started(AmiHeaders start) {
        StartEnvironment environment = environment(start);
        boolean same = place.isSame(place(start, environment));
        if (state == State.SUSPENDED) {
            heldStart = start;
        } else if (state == State.PAUSED && same && isLoop()) {
            resume(environment.truncated());
        } else if (state == State.GONE && outcome != null && same && !lastWritten) {
            gone = null; // it came back, later than we waited: its script does not run twice
            pipe.begin(false);
            endWith(outcome);
        } else if (session != null && (state == State.OPEN || state == State.SYNCING)) {
            link.list(rows -> post(() -> startedWithoutEnd(start, rows)));
        } else {
            startedAnew(start);
        }
    }

    /** A bridge has taken the channel out of its session, and gave it back; or a caller's text was made into an event. */
    private void startedWithoutEnd(AmiHeaders start, @Nullable Map<String, ChannelRow> rows) {
        ChannelRow row = rows == null ? null : rows.get(uniqueId);
        if ((state != State.OPEN && state != State.SYNCING && state != State.ENDING) || (rows != null && row == null)) {
            return; // it hung up, or has left
        }
        Place told = place(start, environment(start));
        if (row == null || (row.isParked() ? told.isSame(row.place()) : told.isSameLine(row.place()))) {
            startedAnew(start);
        } else {
            server.forgedStart(link.name(), this);
        }
    }

    private void startedAnew(AmiHeaders start) {
        if (state != State.GONE) {
            over(lastWritten || session == null ? End.ENDED : End.REDIRECTED, null);
        }
        link.begin(uniqueId, start); // first: in between the list of channels could make a call of it, too
        forget();
    }

    /** Whether it was a command that failed that ended Asterisk's session. */
    private boolean isLoop() {
        return status.isEmpty() ? failedLast : status.equals("FAILURE");
    }

    private void resume(boolean environmentCut) {
        state = State.OPEN;
        stateDeadline = NEVER;
        status = "";
        failedLast = false;
        mayBeElsewhere = false;
        mayTakeLong = false;
        giveHeld();
        pipe.begin(environmentCut);
        next();
    }

    private static Place place(AmiHeaders start, StartEnvironment environment) {
        Map<String, String> variables = environment.variables();
        return new Place(
                start.find("Context").orElseGet(() -> variables.getOrDefault("agi_context", "")),
                start.find("Exten").orElseGet(() -> variables.getOrDefault("agi_extension", "")),
                start.find("Priority").orElseGet(() -> variables.getOrDefault("agi_priority", "")),
                environment.truncated() ? null : arguments(variables));
    }

    private static List<String> arguments(Map<String, String> variables) {
        List<String> found = new ArrayList<>();
        String value;
        while ((value = variables.get("agi_arg_" + (found.size() + 1))) != null) {
            found.add(value);
        }
        return found;
    }

    /** AsyncAGIEnd. */
    void sessionEnded() {
        switch (state) {
            case GONE, SUSPENDED, PAUSED -> {}
            case DECIDING, IDLE, CLAIMING, WATCHING -> nothingMore();
            case OPEN, SYNCING, ENDING -> {
                if (lastWritten || session == null) {
                    nothingMore();
                } else {
                    state = State.PAUSED;
                    status = "";
                    heldUntil = NEVER;
                    deadline(options.loopTimeout);
                }
            }
        }
    }

    /** Asterisk's session is over, and no script waits for anything. */
    private void nothingMore() {
        over(End.ENDED, null);
        forget();
    }

    /** The variable AGISTATUS was set. */
    void agiStatus(String value) {
        if (state != State.PAUSED || !status.isEmpty()) {
            return;
        }
        status = value;
        switch (value) {
            case "FAILURE" -> giveHeld();
            case "SUCCESS" ->
                over(
                        End.LEFT,
                        () -> new AgiTransportException(
                                "another program gave the call back to the dialplan (ASYNCAGI BREAK)", null));
            default -> { // HANGUP: a hang-up, or a redirect
                if (hangupRequested) {
                    over(End.HANGUP, null);
                } else {
                    deadline(HANGUP_AFTER_STATUS);
                }
            }
        }
    }

    /** A hang-up is announced. */
    void hangupRequested() {
        hangupRequested = true;
        if (state == State.PAUSED && status.equals("HANGUP")) {
            over(End.HANGUP, null);
        }
    }

    /** Another object serves the channel. */
    void replaced() {
        if (state != State.GONE) {
            over(End.ENDED, null);
        }
    }

    /** The channel is gone. */
    void hungUp() {
        if (state != State.GONE) {
            over(End.HANGUP, null);
        }
        forget();
    }

    /** The channel entered a bridge: of its own EXEC or GOSUB, or somebody took it out of the session. */
    void bridged() {
        if (state == State.OPEN && !pipe.anyInside(Sent::mayLeave)) {
            sync(STOLEN_AFTER);
            stealing = true;
        }
    }

    /**
     * Nothing is sent until a fence is answered.
     *
     * @param within null for any time
     */
    private void sync(@Nullable Duration within) {
        state = State.SYNCING;
        stealing = false;
        stateDeadline = NEVER;
        if (within != null) {
            deadline(within);
        }
        pipe.probe();
    }

    // ---- the manager connection ----

    void linkDown() {
        switch (state) {
            case GONE, SUSPENDED -> {}
            case DECIDING, IDLE, CLAIMING, WATCHING -> nothingMore(); // found again when the connection is back
            case OPEN, SYNCING, PAUSED, ENDING -> {
                if (session == null) {
                    nothingMore();
                } else {
                    suspend();
                }
            }
        }
    }

    private void suspend() {
        if (goneAt != NEVER) {
            channelGone();
            return;
        }
        mayBeElsewhere |= pipe.anyInside(Sent::mayLeave);
        mayTakeLong |= pipe.anyInside(Sent::isUnlimited);
        state = State.SUSPENDED;
        deadline(link.isLost() ? Duration.ZERO : options.reconnectWindow);
        giveHeld();
        pipe.loseInside(() -> new AgiTransportException(
                "the manager connection was lost while the command was under way; whether it ran is not known", null));
        if (ownership != null) {
            ownership.forgetQuestion();
        }
        mayBeTold |= lastWritten;
        lastWritten = false;
    }

    /**
     * The list of channels, after the connection came back and from time to time.
     *
     * @param known whether there is a list
     * @param row this channel in it, or null
     */
    void listed(boolean known, @Nullable ChannelRow row) {
        if (known && row == null) {
            if (state != State.GONE) {
                over(
                        End.HANGUP,
                        () -> new AgiChannelGoneException(
                                "the channel is not among Asterisk's channels any more: it hung"
                                        + " up, most likely while the manager connection was away"));
            }
            forget();
        } else if (state == State.SUSPENDED && link.isUp()) {
            comeBack(row);
        }
    }

    private void comeBack(@Nullable ChannelRow row) {
        AmiHeaders start = heldStart;
        heldStart = null;
        boolean there = row == null
                || (row.isParked() ? place.isSame(row.place()) : mayBeElsewhere || place.isSameLine(row.place()));
        if (there) {
            if (start != null) {
                pipe.begin(environment(start).truncated());
            }
            sync(mayTakeLong ? null : SYNC_TIME);
            renew();
            return;
        }
        // Left as it was told to, it owes nothing; when it comes again it is a new call.
        over(
                mayBeTold ? End.ENDED : End.LEFT,
                () -> new AgiTransportException(
                        "the channel has left AGI(agi:async) while the manager connection was away", null));
        if (start != null) {
            link.begin(uniqueId, start);
            forget();
        } else if (row != null && row.isParked()) {
            forget();
            link.found(row);
        }
    }

    // ---- time ----

    private void deadline(Duration after) {
        stateDeadline = now() + after.toNanos();
    }

    /** On the timer's thread. */
    void tickIfDue(long now) {
        if (due <= now) {
            post(() -> tick(now));
        }
    }

    private void tick(long now) {
        if (heldUntil <= now) {
            giveHeld();
        }
        if (stateDeadline <= now) {
            stateDeadline = NEVER;
            timeOut();
        }
        if (goneAt <= now) {
            channelGone();
        }
        if (headDeadline() <= now) {
            headTimeOut();
        }
        if (ownership != null && ownership.answerDeadline() <= now) {
            server.arbiterSilent(link.name(), ownership.patience());
            ownership.giveUp();
        }
        if (renewAt() <= now) {
            renew();
        }
        if (quietUntil <= now) {
            quietUntil = 0;
        }
        if (stop != null && stop.againAt <= now) {
            sendStop(stop);
        }
        next();
    }

    @Override
    void afterTask() {
        long known = Math.min(Math.min(stateDeadline, heldUntil), Math.min(headDeadline(), renewAt()));
        known = Math.min(known, goneAt);
        known = Math.min(known, ownership == null ? NEVER : ownership.answerDeadline());
        due = Math.min(known, Math.min(stopAgainAt(), quietUntil == 0 ? NEVER : quietUntil));
    }

    private long headDeadline() {
        return state == State.OPEN ? pipe.headDeadline(options.replyTimeout) : NEVER;
    }

    private long stopAgainAt() {
        return stop == null ? NEVER : stop.againAt;
    }

    private long renewAt() {
        boolean holding = state == State.OPEN || state == State.SYNCING;
        return ownership != null && holding ? ownership.renewAt() : NEVER;
    }

    private void headTimeOut() {
        Sent head = Objects.requireNonNull(pipe.head());
        lost(
                head,
                new AgiTimeoutException("Asterisk did not answer in time (reply deadline "
                        + options.replyTimeout.toMillis() + " ms on top of what the command may take)"));
        head.abandoned = true; // it keeps its place: its answer may still come
        sync(SYNC_TIME);
    }

    private void timeOut() {
        switch (state) {
            case DECIDING, CLAIMING, OPEN -> {}
            case IDLE -> unclaimed();
            case WATCHING -> claim();
            case SYNCING ->
                over(
                        stealing ? End.STOLEN : End.LEFT,
                        stealing
                                ? null
                                : () -> new AgiTransportException(
                                        "the channel does not run our commands any more: another program's command keeps it busy,"
                                                + " or it has left AGI(agi:async)",
                                        null));
            case PAUSED -> {
                if (status.equals("HANGUP")) {
                    over(End.REDIRECTED, null);
                } else {
                    lookAfter();
                }
            }
            case SUSPENDED -> {
                if (outcome == null) { // else its ending waits for the connection
                    session()
                            .cut(
                                    link.isLost()
                                            ? "the manager connection was closed for good"
                                            : "the manager connection was away for longer than the reconnect window of "
                                                    + options.reconnectWindow.toMillis() + " ms");
                }
            }
            case ENDING -> {
                if (lastWritten) {
                    lookAfter();
                } else {
                    writeLast();
                }
            }
            case GONE -> forget();
        }
    }

    /** Nothing was heard of the channel: where is it? */
    private void lookAfter() {
        State before = state;
        link.list(rows -> post(() -> {
            if (state == before && stateDeadline == NEVER) {
                lookedAfter(rows != null, rows == null ? null : rows.get(uniqueId));
            }
        }));
    }

    private void lookedAfter(boolean known, @Nullable ChannelRow row) {
        boolean parked = row != null && row.isParked() && place.isSame(row.place());
        if (known && row == null) {
            over(End.HANGUP, null);
            forget();
        } else if (state == State.PAUSED && parked) {
            resume(true); // its AsyncAGIStart was missed, and with it whether the environment was cut
        } else if (state == State.PAUSED) {
            over(End.LEFT, this::leftException);
        } else if (parked && pipe.anyInside(sent -> sent.kind == Sent.Kind.COMMAND)) {
            deadline(END_TIME); // the last commands wait behind it
        } else if (parked && !lastRepeated) {
            lastRepeated = true;
            lastWritten = false;
            pipe.loseInside(() -> new AgiTransportException("the call has ended", null));
            next();
        } else {
            nothingMore();
        }
    }

    private AgiException leftException() {
        String variable = options.outcomeVariable == null ? "OFFHOOK" : options.outcomeVariable;
        return new AgiTransportException(
                "the channel has left AGI(agi:async): a command that fails ends Asterisk's session, and the dialplan did not come"
                        + " back within " + options.loopTimeout.toMillis()
                        + " ms. Give the AGI line the label \"offhook\" and put behind it:"
                        + "  same => n,GotoIf($[\"${AGISTATUS}\" = \"FAILURE\" & \"${" + variable
                        + "}\" = \"\"]?offhook)",
                null);
    }

    // ---- the end ----

    /**
     * The session is over; nothing waits any more.
     *
     * @param exception what its commands end in; null for what the end says
     */
    private void over(End end, @Nullable Supplier<AgiException> exception) {
        HangupReason reason = switch (end) {
            case HANGUP -> HangupReason.HANGUP;
            case REDIRECTED -> HangupReason.REDIRECTED;
            case STOLEN -> HangupReason.STOLEN;
            case LEFT, ENDED -> null;
        };
        Supplier<AgiException> why = exception != null
                ? exception
                : reason != null
                        ? () -> new AgiHangupException(reason, null)
                        : () -> new AgiTransportException("the call has ended", null);
        if (end != End.HANGUP || (ownership != null && !ownership.isWaitingForCommands())) {
            // Not before the end: another could serve the call in between. In Asterisk it waits for the channel's next
            // session.
            release();
        }
        state = State.GONE;
        stateDeadline = NEVER;
        goneAt = NEVER;
        gone = why;
        if (reserved) {
            reserved = false;
            server.releaseReserved();
        }
        AgiSession mine = session;
        if (mine != null && reason != null) {
            mine.hungUp(reason);
        }
        giveHeld();
        pipe.loseAll(why);
        if (end == End.LEFT && mine != null) {
            deadline(OWED_TIME); // it may come back
        } else if (mine == null || outcome != null) {
            forget();
        }
    }

    private void forget() {
        stateDeadline = NEVER;
        link.remove(this);
    }

    /** Cuts the call, whatever it is doing. On any thread. */
    void cut(String why) {
        AgiSession mine = session;
        if (mine != null) {
            mine.cut(why);
        }
    }

    /** Whether something is still to be sent to the channel. On any thread. */
    boolean isBusy() {
        State now = state;
        return now == State.OPEN || now == State.SYNCING || now == State.PAUSED || now == State.ENDING;
    }

    @Override
    public String toString() {
        return request == null ? uniqueId : request.toString();
    }

    /** Nothing hangs on the outcome. */
    private static final class Quiet implements AmiActionSink {
        @Override
        public void response(AmiResponse response) {
            if (!response.isSuccess()) {
                LOG.debug("an action at the end of a call was refused: {}", response.message());
            }
        }

        @Override
        public void failed(AmiException failure) {
            LOG.debug("an action at the end of a call failed: {}", failure.getMessage());
        }
    }
}
