// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiInterruptedException;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.HangupReason;
import org.offhook.agi.SendAhead;
import org.offhook.agi.command.SetVariable;
import org.offhook.agi.internal.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one call, the same on every transport: finds the script, runs it, keeps its commands in order, and tells
 * Asterisk how it ended.
 *
 * <pre>
 *   NEW ──run()──&gt; RUNNING ──script returns or throws──&gt; ENDING ──transport.end()──&gt; ENDED
 *                     │ commands: waiting ──send──&gt; sent ──reply/lost──&gt; done       ^
 *                     └──────────────── cut() or the script deadline ───────────────┘
 * </pre>
 *
 * The transport calls {@link #reply}, {@link #lost}, {@link #hungUp}, {@link #paused} and {@link #resumed} on its own thread;
 * they never block and never run user code. One short lock guards the state; nothing waits while holding it.
 */
public final class AgiSession {

    private static final Logger LOG = LoggerFactory.getLogger(AgiSession.class);

    /** For the effect of a stop. */
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private enum State {
        NEW,
        RUNNING,
        ENDING,
        ENDED
    }

    private final AgiTransport transport;
    private final AgiCapabilities capabilities;
    private final AgiRuntime runtime;
    private final AgiChannel channel = new SessionChannel(this);

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Pending<?>> waiting = new ArrayDeque<>(4);
    private final ArrayDeque<Pending<?>> sent = new ArrayDeque<>(4);
    private State state = State.NEW;
    private volatile AgiRequest request;
    private long lastToken;
    /** The token of the outcome that the dialplan is told; 0 if there is none yet. */
    private long lastWord;
    /** What {@link #lastWord} says. */
    private AgiOutcome told = AgiOutcome.FAILED;

    private boolean paused;
    private boolean pumping;
    private boolean transportEnded;
    private @Nullable Thread script;
    private @Nullable HangupReason hangup;
    private @Nullable List<Runnable> onHangup = new ArrayList<>(0);
    private @Nullable SerialExecutor callbacks;
    /** Makes the exception that all commands end in once the session was cut. */
    private volatile @Nullable Supplier<AgiException> cut;

    /**
     * @param request what Asterisk said about the call
     * @param transport carries the commands
     * @param runtime what the sessions of a server share
     */
    public AgiSession(AgiRequest request, AgiTransport transport, AgiRuntime runtime) {
        this.request = request;
        this.transport = transport;
        this.runtime = runtime;
        capabilities = transport.capabilities();
    }

    /** What Asterisk said about the call. */
    public AgiRequest request() {
        return request;
    }

    /** The call as its script sees it. */
    public AgiChannel channel() {
        return channel;
    }

    // ---- what the transport calls ----

    /**
     * A command was answered. Answers to unknown tokens are ignored: nobody waits for them.
     *
     * @param token as given to {@link AgiTransport#send}
     * @param reply with any status but 1xx
     */
    public void reply(long token, AgiReply reply) {
        if (reply.status() == 511) {
            hungUp(HangupReason.HANGUP);
        }
        complete(token, reply);
    }

    /**
     * A command will not be answered.
     *
     * @param token as given to {@link AgiTransport#send}
     * @param why a new exception for each token: its stack trace becomes that of the waiting thread
     */
    public void lost(long token, AgiException why) {
        complete(token, why);
    }

    /**
     * The channel is gone. Later calls change nothing.
     *
     * @param reason why
     */
    public void hungUp(HangupReason reason) {
        List<Runnable> toRun;
        lock.lock();
        try {
            if (hangup != null || (state == State.ENDED && cut == null)) {
                return; // known already, or the script has ended before
            }
            hangup = reason;
            toRun = onHangup == null ? List.of() : onHangup;
            onHangup = null;
            if (runtime.interruptOnHangup && script != null) {
                script.interrupt();
            }
        } finally {
            lock.unlock();
        }
        toRun.forEach(this::callback);
    }

    /** Nothing can be sent for now; commands wait. */
    public void paused() {
        lock.lock();
        try {
            paused = true;
        } finally {
            lock.unlock();
        }
    }

    /** Commands can be sent again. */
    public void resumed() {
        lock.lock();
        try {
            paused = false;
            pump();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the session now, whatever the script is doing: its commands end in {@link AgiTransportException}, its thread is
     * interrupted, and the dialplan is told that it failed.
     *
     * @param why for the exceptions and the log
     */
    public void cut(String why) {
        cut(() -> new AgiTransportException(why, null));
    }

    /**
     * As {@link #cut(String)}.
     *
     * @param exception makes what each command ends in
     */
    void cut(Supplier<AgiException> exception) {
        lock.lock();
        try {
            if (state == State.ENDED || cut != null) {
                return;
            }
            cut = exception;
            boolean idle = sent.isEmpty() && !paused;
            ArrayDeque<Pending<?>> all = new ArrayDeque<>(sent);
            all.addAll(waiting);
            sent.clear();
            waiting.clear();
            all.forEach(pending -> finish(pending, exception.get()));
            if (idle && runtime.outcomeVariable != null) {
                // Nothing is under way, so the dialplan can be told first; complete() ends the transport.
                SetVariable outcome = new SetVariable(runtime.outcomeVariable, AgiOutcome.FAILED.value());
                Pending<?> last = new Pending<>(outcome, outcome.line(), 0, null, null);
                last.token = ++lastToken;
                isLastWord(last, AgiOutcome.FAILED);
                transport.send(last);
            } else {
                endTransport(AgiOutcome.FAILED);
            }
            if (script != null) {
                script.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isHungUp() {
        lock.lock();
        try {
            return hangup != null;
        } finally {
            lock.unlock();
        }
    }

    void onHangup(Runnable callback) {
        lock.lock();
        try {
            if (onHangup != null) {
                onHangup.add(callback);
                return;
            }
        } finally {
            lock.unlock();
        }
        callback(callback);
    }

    // ---- commands ----

    <R> R execute(AgiCommand<R> command) {
        Pending<R> pending = enqueue(command, null, Thread.currentThread());
        AgiException failure = null;
        try {
            return pending.result(await(pending));
        } catch (AgiException e) {
            failure = e;
            throw e;
        } finally {
            completed(pending, failure);
        }
    }

    private Object await(Pending<?> pending) {
        boolean byHangup = false;
        try {
            while (true) {
                try {
                    return pending.await();
                } catch (InterruptedException e) {
                    Supplier<AgiException> cutBy = cut;
                    if (cutBy != null) {
                        return cutBy.get();
                    }
                    // A hang-up ends the command under way by itself, and its reply is worth having: a recording's
                    // length.
                    byHangup = runtime.interruptOnHangup && isHungUp();
                    if (!byHangup) {
                        Thread.currentThread().interrupt();
                        return new AgiInterruptedException(
                                "interrupted while a command was under way; it may still run");
                    }
                }
            }
        } finally {
            if (byHangup) {
                Thread.currentThread().interrupt(); // for whatever else the script waits for
            }
        }
    }

    /** Stops the command under way. */
    boolean stop() {
        CompletionStage<Boolean> effect;
        lock.lock();
        try {
            Pending<?> running = sent.peek();
            if (running == null) {
                return false;
            }
            effect = transport.stop(running);
        } finally {
            lock.unlock();
        }
        try {
            return effect.toCompletableFuture().get(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            LOG.debug("a command of call {} was not stopped", request, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgiInterruptedException("interrupted while a command was being stopped; it may be all the same");
        }
    }

    <R> CompletableFuture<R> submit(AgiCommand<R> command) {
        CompletableFuture<R> future = new CompletableFuture<>();
        enqueue(command, future, null);
        return future;
    }

    private <R> Pending<R> enqueue(
            AgiCommand<R> command, @Nullable CompletableFuture<R> future, @Nullable Thread waiter) {
        String line = command.line();
        AgiLine.check(line, capabilities.maxLineBytes());
        long since = runtime.listeners.length == 0 ? 0 : System.nanoTime();
        Pending<R> pending = new Pending<>(command, line, since, future, waiter);
        boolean alone = false;
        lock.lock();
        try {
            if (waiting.size() >= AgiRuntime.MAX_WAITING_COMMANDS) {
                throw new IllegalStateException(
                        AgiRuntime.MAX_WAITING_COMMANDS + " commands wait already on channel " + request.channel());
            }
            pending.token = ++lastToken;
            Supplier<AgiException> cutBy = cut;
            if (cutBy != null) {
                finish(pending, cutBy.get());
            } else if (state != State.RUNNING) {
                finish(
                        pending,
                        new AgiTransportException("the script has ended; its channel takes no more commands", null));
            } else {
                alone = isAlone();
                if (alone) {
                    sent.add(pending);
                } else {
                    waiting.add(pending);
                    pump();
                }
            }
        } finally {
            lock.unlock();
        }
        if (alone) {
            transport.send(pending);
        }
        return pending;
    }

    /**
     * Whether a command goes out at once and none can follow before it is answered: then it is sent after the lock is given back,
     * since its answer can be here before the sending is over, and would wait. Holds the lock.
     */
    private boolean isAlone() {
        return sent.isEmpty() && waiting.isEmpty() && !paused && !pumping && capabilities.sendAheadDepth() == 1;
    }

    /** Sends what may be sent. Holds the lock. */
    private void pump() {
        if (pumping) {
            return; // send() can call back into lost()
        }
        pumping = true;
        try {
            Pending<?> next;
            while (!paused && (next = waiting.peek()) != null) {
                if (next.isAbandoned()) {
                    waiting.remove();
                } else if (next.isBarrier()) {
                    if (!sent.isEmpty()) {
                        return;
                    }
                    waiting.remove();
                    finish(next, AgiReply.parse("200 result=0"));
                } else if (maySend(next)) {
                    waiting.remove();
                    send(next);
                } else {
                    return;
                }
            }
        } finally {
            pumping = false;
        }
    }

    private boolean maySend(Pending<?> next) {
        if (sent.isEmpty()) {
            return true;
        }
        return sent.size() < capabilities.sendAheadDepth()
                && next.sendAhead != SendAhead.NEVER
                && sent.stream().allMatch(p -> p.sendAhead != SendAhead.NEVER);
    }

    private void send(Pending<?> pending) {
        sent.add(pending);
        transport.send(pending);
    }

    private void complete(long token, Object answer) {
        Pending<?> answered;
        HangupReason gone;
        lock.lock();
        try {
            if (token == lastWord) {
                endTransport(told); // here: waking the transport's thread once more costs as much as a command
            }
            answered = remove(token);
            if (answered == null) {
                LOG.debug("an answer came that nobody waits for");
                return;
            }
            gone = hangup;
            if (answered.future != null) {
                finish(answered, answer);
            }
            pump();
        } finally {
            lock.unlock();
        }
        if (answered.future == null) {
            answered.complete(answer, gone); // without the lock: the thread that waits takes it next
        }
    }

    private @Nullable Pending<?> remove(long token) {
        Pending<?> first = sent.peek();
        if (first != null && first.token == token) {
            return sent.poll();
        }
        for (Pending<?> pending : sent) {
            if (pending.token == token) {
                sent.remove(pending);
                return pending;
            }
        }
        return null;
    }

    /** Gives a command its answer. Holds the lock; user code runs later, elsewhere. */
    private <R> void finish(Pending<R> pending, Object answer) {
        pending.complete(answer, hangup);
        CompletableFuture<R> future = pending.future;
        if (future != null) {
            callback(() -> {
                AgiException failure = null;
                try {
                    future.complete(pending.result(answer));
                } catch (AgiException e) {
                    failure = e;
                    future.completeExceptionally(e);
                } catch (RuntimeException | Error e) { // a user's command can fail to read its reply
                    future.completeExceptionally(e);
                } finally {
                    completed(pending, failure);
                }
            });
        }
    }

    /**
     * Whether a reply reports a failure that may have been a hang-up: {@code -1}, or the note {@code (hangup)} of SPEECH
     * RECOGNIZE.
     *
     * @param reply with status 200
     */
    public static boolean isFailure(AgiReply reply) {
        return reply.result().equals("-1")
                || (reply.dataLength() >= 6 && reply.rest().startsWith("(hangup)"));
    }

    private void completed(Pending<?> pending, @Nullable AgiException failure) {
        AgiCommand<?> command = pending.command;
        if (runtime.listeners.length > 0) {
            Duration took = Duration.ofNanos(System.nanoTime() - pending.since);
            tell(listener -> listener.commandCompleted(request, command, took, failure));
        }
    }

    void tell(Consumer<AgiListener> event) {
        for (AgiListener listener : runtime.listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | Error e) {
                LOG.warn("listener {} failed", listener.getClass().getName(), Printable.of(e));
            }
        }
    }

    private void callback(Runnable task) {
        SerialExecutor executor;
        lock.lock();
        try {
            if (callbacks == null) {
                callbacks = new SerialExecutor(runtime.executor.callbacks());
            }
            executor = callbacks;
        } finally {
            lock.unlock();
        }
        executor.execute(task);
    }

    // ---- the script ----

    /** Finds the script, runs it, and ends the session. Called once, on the script's thread, by {@link ScriptExecutor}. */
    void run() {
        new ScriptRun(this, runtime).run();
    }

    /** The script begins on this thread, which may be interrupted from now on. */
    void begin() {
        lock.lock();
        try {
            if (state == State.NEW) {
                state = State.RUNNING;
                script = Thread.currentThread();
                if (hangup != null && runtime.interruptOnHangup) {
                    script.interrupt();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The router has found the script. */
    void resolved(AgiRequest withPathVariables) {
        request = withPathVariables;
    }

    /** The script is over: nobody interrupts this thread any more, it may be a pooled one. */
    void scriptEnded() {
        lock.lock();
        try {
            script = null;
            if (onHangup != null) {
                onHangup.clear();
            }
        } finally {
            lock.unlock();
        }
        Thread.interrupted();
    }

    /** How many commands were given so far. */
    long commands() {
        lock.lock();
        try {
            return lastToken;
        } finally {
            lock.unlock();
        }
    }

    /** Why the session was cut, or null if it was not. */
    @Nullable
    String cutReason() {
        Supplier<AgiException> cutBy = cut;
        return cutBy == null ? null : String.valueOf(cutBy.get().getMessage());
    }

    /** Lets submitted commands run, tells the dialplan the outcome and ends the transport. */
    void end(AgiOutcome outcome) {
        lastCommands(outcome);
        lock.lock();
        try {
            // A session that was cut has ended its transport already, or will when its last word is answered.
            if (cut == null) {
                endTransport(outcome);
            }
        } finally {
            lock.unlock();
        }
    }

    private void lastCommands(AgiOutcome outcome) {
        String variable = runtime.outcomeVariable;
        AgiCommand<?> command = variable == null ? new Barrier() : new SetVariable(variable, outcome.value());
        Pending<?> last = new Pending<>(command, command.line(), 0, null, Thread.currentThread());
        boolean alone;
        lock.lock();
        try {
            if (state != State.RUNNING || cut != null) {
                return;
            }
            state = State.ENDING;
            last.token = ++lastToken;
            if (variable != null) {
                isLastWord(last, outcome);
            }
            alone = !last.isBarrier() && isAlone();
            (alone ? sent : waiting).add(last);
            pump();
        } finally {
            lock.unlock();
        }
        if (alone) {
            transport.send(last);
        }
        try {
            last.await();
        } catch (InterruptedException e) {
            LOG.debug("interrupted while the last commands of call {} ran; it ends now", request);
        }
    }

    private void isLastWord(Pending<?> last, AgiOutcome outcome) {
        lastWord = last.token;
        told = outcome;
    }

    /** The end of a line of commands: never sent, it completes when all before it have. */
    private record Barrier() implements AgiCommand<AgiReply> {
        @Override
        public String line() {
            return "";
        }

        @Override
        public AgiReply result(AgiReply reply) {
            return reply;
        }
    }

    private void endTransport(AgiOutcome outcome) {
        lock.lock();
        try {
            state = State.ENDED;
            if (!transportEnded) {
                transportEnded = true;
                transport.end(outcome);
            }
        } finally {
            lock.unlock();
        }
    }
}
