// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A channel of a {@link FakeAsterisk}. In AGI(agi:async) it runs the commands of its queue one after the other; the queue lives as long as the
 * channel, as in Asterisk.
 *
 * <p>How a command is answered: as the test says ({@link #onCommand}, {@link #hold}, {@link #takes}), the latest word first; else as a phone
 * would that nobody touches, with the variables, digits and database of {@link FakeAgiCall}. A command that fails ends the session, and then
 * the dialplan goes on as {@link #dialplan} says. GOSUB finds every context but {@value #MISSING_CONTEXT}.
 *
 * <p>Thread-safe.
 */
public final class FakeChannel {

    /** The context that no dialplan has: a GOSUB to it fails, which is how a session is refused. */
    public static final String MISSING_CONTEXT = "offhook-refused";

    /** How many commands a channel remembers. */
    private static final int MEMORY = 10_000;

    /** Commands whose -1 is an answer like any other, or ends the session by other means. */
    private static final Set<String> MINUS_ONE_IS_NO_FAILURE = Set.of("get data", "channel status", "hangup", "exec");

    /** Applications that ControlPlayback stops. */
    private static final Set<String> PLAYERS = Set.of("playback", "background", "controlplayback");

    /** Instead of an AGISTATUS that is set only at the new place. */
    private static final String REDIRECTED = "";

    private static final Set<String> ENDPOS = Set.of("stream file", "control stream file", "get option");

    /** What the dialplan does when AGI() is over. */
    public enum Dialplan {
        /**
         * Goes back to AGI() if {@code AGISTATUS} is {@code FAILURE} and {@code OFFHOOK} is empty, and waits elsewhere otherwise: the loop
         * that Offhook documents. The default.
         */
        LOOP,
        /** Waits elsewhere. */
        CONTINUE,
        /** Hangs up. */
        HANGUP
    }

    /** Answers commands. */
    @FunctionalInterface
    public interface Answer {
        /**
         * The reply. It must not wait; it may do something to the channel, such as hang it up.
         *
         * @param line the command as it came
         * @return such as {@code 200 result=0}, maybe with several lines; null to answer as usual
         */
        @Nullable
        String to(String line);
    }

    /**
     * What to do with some commands.
     *
     * @param prefix their first tokens
     * @param answer null if they are held
     * @param takes how long they are held; null for until the test ends them
     */
    record Rule(
            List<String> prefix,
            @Nullable Answer answer,
            @Nullable Duration takes) {

        static Rule held(String prefix) {
            return new Rule(Tokens.of(Wire.bytes(prefix)), null, null);
        }

        boolean covers(List<String> tokens) {
            if (tokens.size() < prefix.size()) {
                return false;
            }
            for (int i = 0; i < prefix.size(); i++) {
                if (!prefix.get(i).equalsIgnoreCase(tokens.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class Command {
        final String line;
        final @Nullable String id;
        final int number = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);

        Command(String line, @Nullable String id) {
            this.line = line;
            this.id = id;
        }

        String name() {
            List<String> tokens = Tokens.of(line);
            ModelCommand command = ModelCommand.of(tokens);
            return command == null ? "" : command.name;
        }
    }

    private final FakeAsterisk asterisk;
    private final CallEnvironment environment = new CallEnvironment();
    private final Deque<Rule> rules = new ArrayDeque<>();
    private final ArrayDeque<Command> queue = new ArrayDeque<>();
    private final ArrayDeque<String> received = new ArrayDeque<>();
    private final ArrayDeque<String> ids = new ArrayDeque<>();
    private final ArrayDeque<String> executed = new ArrayDeque<>();
    private final Map<String, Integer> lost = new HashMap<>();
    private final Map<String, List<Runnable>> delayed = new LinkedHashMap<>();
    private String name;
    private String uniqueId;
    private String context = "default";
    private String extension = "100";
    private int priority = 1;
    private @Nullable ChannelModel model;
    private @Nullable ResultPipe pipe;
    private @Nullable Command running;
    private Dialplan dialplan = Dialplan.LOOP;
    private String application = "";
    private String data = "";
    private String agiData = "";
    private String agiPlace = "";
    private boolean queueExists;
    private boolean bridged;
    private boolean stuck;
    private boolean gone;
    private boolean ticking;
    private int sessions;
    private String block = "";

    FakeChannel(FakeAsterisk asterisk, String name, String uniqueId) {
        this.asterisk = asterisk;
        this.name = name;
        this.uniqueId = uniqueId;
    }

    // ---- what it is ----

    /**
     * Sets its name, before it is parked.
     *
     * @param newName such as {@code PJSIP/bob-00000001}
     */
    public FakeChannel named(String newName) {
        return act(() -> {
            asterisk.remove(this);
            name = newName;
            asterisk.add(this);
        });
    }

    /**
     * Sets its Uniqueid, before it is parked.
     *
     * @param id such as {@code 1795226447.188}
     */
    public FakeChannel uniqueId(String id) {
        return act(() -> {
            asterisk.remove(this);
            uniqueId = id;
            asterisk.add(this);
        });
    }

    /**
     * Sets its place in the dialplan, before it is parked; {@code default,100,1} unless set.
     *
     * @param newPriority from 1
     */
    public FakeChannel at(String newContext, String newExtension, int newPriority) {
        return act(() -> goTo(newContext, newExtension, newPriority));
    }

    /**
     * Sets a channel variable.
     *
     * @param variable a name, or a function with its argument, such as {@code CALLERID(num)}
     * @param value its value
     */
    public FakeChannel variable(String variable, String value) {
        return act(() -> set(Wire.bytes(variable), Wire.bytes(value)));
    }

    /**
     * Changes or adds a variable of the request, before the channel is parked.
     *
     * @param variable such as {@code agi_callerid}
     * @param value its value
     */
    public FakeChannel requestVariable(String variable, String value) {
        return act(() -> environment.variable(variable, value));
    }

    /**
     * Says what comes behind AGI() in the dialplan.
     *
     * @param next what happens
     */
    public FakeChannel dialplan(Dialplan next) {
        return act(() -> dialplan = next);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its Uniqueid. */
    public String uniqueId() {
        return uniqueId;
    }

    // ---- commands ----

    /**
     * Answers commands.
     *
     * @param prefix how the command begins, in tokens: {@code GET VARIABLE X} is also the beginning of {@code GET VARIABLE "X"}
     * @param answer makes the reply
     */
    public FakeChannel onCommand(String prefix, Answer answer) {
        return act(() -> rules.addFirst(new Rule(Tokens.of(Wire.bytes(prefix)), answer, null)));
    }

    /**
     * Answers commands.
     *
     * @param prefix how the command begins
     * @param reply such as {@code 200 result=0}; may have several lines
     */
    public FakeChannel onCommand(String prefix, String reply) {
        return onCommand(prefix, line -> reply);
    }

    /**
     * Lets commands run until the test ends them with {@link #finish()}, or something else does: a hang-up, a redirect, a digit, a stop.
     *
     * @param prefix how the command begins
     */
    public FakeChannel hold(String prefix) {
        return act(() -> rules.addFirst(Rule.held(prefix)));
    }

    /**
     * Lets commands run for some time, as {@link #hold} does.
     *
     * @param prefix how the command begins
     * @param time not negative
     */
    public FakeChannel takes(String prefix, Duration time) {
        return act(() -> rules.addFirst(new Rule(Tokens.of(Wire.bytes(prefix)), null, time)));
    }

    /**
     * Forgets what was said of commands on this channel; one that runs goes on.
     *
     * @param prefix the same as then
     */
    public FakeChannel forget(String prefix) {
        List<String> tokens = Tokens.of(Wire.bytes(prefix));
        return act(() -> rules.removeIf(rule -> rule.prefix().equals(tokens)));
    }

    /**
     * Ends the command that runs, as if it had come to its end by itself.
     *
     * @throws IllegalStateException if none runs
     */
    public FakeChannel finish() {
        return act(() -> {
            Command command = theRunning();
            complete(command, usual(command));
            pump();
        });
    }

    /**
     * Ends the command that runs.
     *
     * @param reply such as {@code 200 result=50 endpos=8000}
     * @throws IllegalStateException if none runs
     */
    public FakeChannel finish(String reply) {
        return act(() -> {
            complete(theRunning(), Wire.bytes(reply));
            pump();
        });
    }

    private Command theRunning() {
        Command command = running;
        if (command == null) {
            throw new IllegalStateException("no command runs on " + name + "; so far: " + executed);
        }
        return command;
    }

    /**
     * Adds a command to the queue as another program would.
     *
     * @param line the command
     */
    public FakeChannel inject(String line) {
        return act(() -> enqueue(Wire.bytes(line), null));
    }

    /**
     * Adds a command to the queue as another program would.
     *
     * @param line the command
     * @param commandId its CommandID
     */
    public FakeChannel inject(String line, String commandId) {
        return act(() -> enqueue(Wire.bytes(line), Wire.bytes(commandId)));
    }

    // ---- what happens to it ----

    /**
     * Takes it into AGI().
     *
     * @param agi what stands in AGI(), such as {@code agi:async,/hello,first argument}
     */
    public FakeChannel park(String agi) {
        return act(() -> {
            agiData = Wire.bytes(agi);
            agiPlace = FakeAsterisk.place(context, extension, priority);
            enter();
        });
    }

    /** Takes it into AGI() again, at the place where it was. */
    public FakeChannel reenter() {
        return act(() -> {
            String[] place = agiPlace.split(",", 3);
            goTo(place[0], place[1], Integer.parseInt(place[2]));
            enter();
        });
    }

    /** The caller hangs up. */
    public FakeChannel hangUp() {
        return act(this::hangUpNow);
    }

    /**
     * Presses digits.
     *
     * @param digits of {@code 0-9 * # A-D}
     */
    public FakeChannel press(String digits) {
        ChannelModel.checkDigits(digits);
        return act(() -> pressNow(digits));
    }

    /** Another program redirects it to where it waits, outside AGI() unless {@link FakeAsterisk#extension} says otherwise. */
    public FakeChannel redirect(String toContext, String toExtension, int toPriority) {
        return act(() -> redirectNow(toContext, toExtension, toPriority));
    }

    /**
     * Another program puts it into a bridge: AGI() is never told, the command that runs never ends, and commands are taken but never run.
     * {@link #reenter} or {@link #park} take it out.
     */
    public FakeChannel bridge() {
        return act(() -> {
            bridged = true;
            pipe = null;
            running = null;
            application = "";
            data = "";
            emit("BridgeEnter", () -> bridgeHeaders());
        });
    }

    /** The events of entering a bridge and nothing else, as while a command such as EXEC Dial runs. */
    public FakeChannel bridgeInCommand() {
        return act(() -> emit("BridgeEnter", () -> bridgeHeaders()));
    }

    private String[] bridgeHeaders() {
        return new String[] {
            "BridgeUniqueid: ae3347c8-1c0e-494e-a1ba-d0665edae36d",
            "BridgeType: basic",
            "BridgeTechnology: simple_bridge",
            "BridgeNumChannels: 1"
        };
    }

    /**
     * Sends an event of this channel.
     *
     * @param event such as {@code Newstate}
     * @param headers behind those that every event of a channel has
     */
    public FakeChannel event(String event, String... headers) {
        return act(() -> emit(event, () -> headers));
    }

    // ---- faults ----

    /**
     * Does not send the next event of that name.
     *
     * @param event such as {@code AsyncAGIEnd}
     */
    public FakeChannel lose(String event) {
        return act(() -> lost.merge(event, 1, Integer::sum));
    }

    /**
     * Keeps events back until {@link #deliver}; others overtake them.
     *
     * @param event such as {@code Hangup}
     */
    public FakeChannel delay(String event) {
        return act(() -> delayed.putIfAbsent(event, new ArrayList<>()));
    }

    /** Sends what {@link #delay} kept back, and delays nothing more. */
    public FakeChannel deliver() {
        return act(() -> {
            List<List<Runnable>> kept = List.copyOf(delayed.values());
            delayed.clear();
            kept.forEach(each -> each.forEach(Runnable::run));
        });
    }

    // ---- how it stands ----

    /** The commands that came so far, in order, whether they were run or not. */
    public List<String> commands() {
        return read(() -> received.stream().map(Wire::utf8).toList());
    }

    /** The commands that were run so far, in order, the one that runs included. */
    public List<String> executed() {
        return read(() -> executed.stream().map(Wire::utf8).toList());
    }

    /** The CommandIDs of the commands that came so far; empty for those without. */
    public List<String> commandIds() {
        return read(() -> ids.stream().map(Wire::utf8).toList());
    }

    /** The commands that wait, first come first. */
    public List<String> queued() {
        return read(() -> queue.stream().map(each -> Wire.utf8(each.line)).toList());
    }

    /** The command that runs. */
    public Optional<String> running() {
        return read(() -> Optional.ofNullable(running).map(each -> Wire.utf8(each.line)));
    }

    /** Whether it is in AGI() and takes commands. */
    public boolean isParked() {
        return read(() -> pipe != null);
    }

    /** Whether it is gone. */
    public boolean isHungUp() {
        return read(() -> gone);
    }

    /** Whether its thread waits for ever, because a reply did not fit into Asterisk's pipe. */
    public boolean isStuck() {
        return read(() -> stuck);
    }

    /** How often AGI() has begun. */
    public int sessions() {
        return read(() -> sessions);
    }

    /**
     * The value of a channel variable; empty if it is not set. {@code AGISTATUS} is how the last AGI() ended.
     *
     * @param variable its name
     */
    public String variable(String variable) {
        return read(() -> Wire.utf8(get(Wire.bytes(variable))));
    }

    /** Its state in short, for messages. */
    @Override
    public String toString() {
        return read(() -> name + " (" + uniqueId + ") at " + FakeAsterisk.place(context, extension, priority)
                + (gone ? ", gone" : pipe != null ? ", parked" : "") + (stuck ? ", stuck" : "") + ", executed "
                + executed);
    }

    // ---- inside: all under the lock ----

    private FakeChannel act(Runnable change) {
        asterisk.lock();
        try {
            change.run();
            return this;
        } finally {
            asterisk.unlock();
        }
    }

    private <T> T read(Supplier<T> what) {
        asterisk.lock();
        try {
            return what.get();
        } finally {
            asterisk.unlock();
        }
    }

    String wireName() {
        return Wire.bytes(name);
    }

    boolean hasQueue() {
        return queueExists;
    }

    void set(String variable, String value) {
        model().set(variable, value);
    }

    String get(String variable) {
        String value = model().variable(variable);
        return value == null ? "" : value;
    }

    private ChannelModel model() {
        ChannelModel known = model;
        if (known == null) {
            known = new ChannelModel(environment(), Duration.ZERO, Duration.ZERO);
            model = known;
            known.onSet((variable, value) ->
                    emit("VarSet", () -> new String[] {"Variable: " + variable, "Value: " + escaped(value)}));
            known.clock(asterisk::epoch);
        }
        return known;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\"", "\\\"")
                .replace("'", "\\'")
                .replace("?", "\\?");
    }

    private Map<String, String> environment() {
        environment.variable("agi_channel", name);
        environment.variable("agi_uniqueid", uniqueId);
        environment.variable("agi_version", asterisk.version());
        environment.variable("agi_context", context);
        environment.variable("agi_extension", extension);
        environment.variable("agi_priority", Integer.toString(priority));
        environment.variable("agi_request", "async");
        Map<String, String> all = environment.build("");
        all.remove("agi_network");
        return all;
    }

    private void goTo(String newContext, String newExtension, int newPriority) {
        context = newContext;
        extension = newExtension;
        priority = newPriority;
        block = "";
        if (model != null) {
            model.place(Wire.bytes(newContext), Wire.bytes(newExtension), Integer.toString(newPriority));
        }
    }

    /** The headers that every event of this channel has. */
    String block() {
        boolean up = model().state() == ChannelModel.STATE_UP;
        if (block.isEmpty() || block.contains("Desc: Up") != up) {
            block = "Channel: " + wireName() + "\r\nChannelState: " + (up ? 6 : 4) + "\r\nChannelStateDesc: "
                    + (up ? "Up" : "Ring") + "\r\nCallerIDNum: <unknown>\r\nCallerIDName: <unknown>"
                    + "\r\nConnectedLineNum: <unknown>\r\nConnectedLineName: <unknown>\r\nLanguage: en"
                    + "\r\nAccountCode: \r\nContext: " + Wire.bytes(context) + "\r\nExten: " + Wire.bytes(extension)
                    + "\r\nPriority: " + priority + "\r\nUniqueid: " + uniqueId + "\r\nLinkedid: " + uniqueId + "\r\n";
        }
        return block;
    }

    /** What a list of channels says beyond {@link #block}. */
    String listed() {
        return "Application: " + application + "\r\nApplicationData: " + data + "\r\nDuration: 00:00:03\r\nBridgeId: "
                + (bridged ? "ae3347c8-1c0e-494e-a1ba-d0665edae36d" : "") + "\r\n";
    }

    private void emit(String event, Supplier<String[]> headers) {
        emit(event, event, block(), headers);
    }

    /**
     * Sends an event, if anybody wants it.
     *
     * @param known how a test calls it: as Asterisk does today
     * @param event how it is called on the wire
     */
    private void emit(String known, String event, String head, Supplier<String[]> headers) {
        int toLose = lost.getOrDefault(known, 0);
        if (toLose > 0) {
            lost.put(known, toLose - 1);
            return;
        }
        if (!asterisk.wants(event, FakeAsterisk.classOf(event))) {
            return;
        }
        String text = asterisk.text(event, head, headers.get());
        Runnable send = () -> asterisk.broadcast(event, FakeAsterisk.classOf(event), text);
        List<Runnable> kept = delayed.get(known);
        if (kept != null) {
            kept.add(send);
        } else {
            send.run();
        }
    }

    /** Sends an event of AsyncAGI in today's way or the old one. */
    private void emitAsyncAgi(String what, String... headers) {
        if (asterisk.isLegacy()) {
            String head = "SubEvent: " + what + "\r\nChannel: " + wireName() + "\r\n";
            emit("AsyncAGI" + what, "AsyncAGI", head, () -> headers);
        } else {
            emit("AsyncAGI" + what, () -> headers);
        }
    }

    // ---- AGI() ----

    private void enter() {
        if (gone) {
            throw new IllegalStateException(name + " is gone");
        }
        bridged = false;
        application = "AGI";
        data = agiData;
        queueExists = true;
        sessions++;
        emit("Newexten", () ->
                new String[] {"Extension: " + Wire.bytes(extension), "Application: AGI", "AppData: " + data});
        ResultPipe fresh = new ResultPipe();
        pipe = fresh;
        stuck = !fresh.write(request());
        if (!stuck) {
            emitAsyncAgi("Start", "Env: " + fresh.read());
            pump();
        }
    }

    /** What AGI() tells first. */
    private String request() {
        Map<String, String> variables = environment();
        StringBuilder text = new StringBuilder(1024);
        text.append("agi_request: async\n");
        variables.remove("agi_request");
        variables.forEach((variable, value) ->
                text.append(variable).append(": ").append(Wire.bytes(value)).append('\n'));
        if (!asterisk.isLegacy()) {
            List<String> arguments = Tokens.ofApplication(agiData);
            for (int i = 1; i < arguments.size(); i++) {
                text.append("agi_arg_")
                        .append(i)
                        .append(": ")
                        .append(arguments.get(i))
                        .append('\n');
            }
        }
        return text.append('\n').toString();
    }

    void enqueue(String line, @Nullable String id) {
        remember(received, line);
        remember(ids, id == null ? "" : id);
        queue.add(new Command(line, id));
        if (!asterisk.ticks()) {
            pump();
        } else if (!ticking) {
            ticking = true;
            asterisk.nextTick(() -> {
                ticking = false;
                pump();
            });
        }
    }

    private static void remember(ArrayDeque<String> memory, String what) {
        if (memory.size() == MEMORY) {
            memory.remove();
        }
        memory.add(what);
    }

    private void pump() {
        while (pipe != null && running == null && !stuck && !queue.isEmpty()) {
            begin(queue.remove());
        }
    }

    private void begin(Command command) {
        running = command;
        remember(executed, command.line);
        emitExec("AGIExecStart", command);
        model().begin();
        Rule rule = rule(Tokens.of(command.line));
        if (rule != null && rule.answer() == null) {
            if (rule.takes() != null) {
                asterisk.later(rule.takes(), () -> {
                    if (running == command) {
                        complete(command, usual(command));
                        pump();
                    }
                });
            }
            return;
        }
        String reply =
                rule == null || rule.answer() == null ? null : rule.answer().to(Wire.utf8(command.line));
        if (running == command && (reply != null || !waitsForDigit(command))) {
            complete(command, reply == null ? usual(command) : Wire.bytes(reply));
        }
    }

    private @Nullable Rule rule(List<String> tokens) {
        for (Rule rule : rules) {
            if (rule.covers(tokens)) {
                return rule;
            }
        }
        for (Rule rule : asterisk.rules()) {
            if (rule.covers(tokens)) {
                return rule;
            }
        }
        return null;
    }

    /** The reply of the model. */
    private String usual(Command command) {
        List<String> tokens = Tokens.of(command.line);
        if (command.name().equals("gosub") && tokens.size() > 1 && tokens.get(1).equals(MISSING_CONTEXT)) {
            return ChannelModel.FAILURE + " Gosub label not found";
        }
        return model().replyTo(command.line);
    }

    private boolean waitsForDigit(Command command) {
        return command.line.toLowerCase(Locale.ROOT).startsWith("wait for digit")
                && Tokens.of(command.line).stream().anyMatch(token -> token.startsWith("-"))
                && !model().hasDigit();
    }

    /** A command has come to its end. */
    private void complete(Command command, String reply) {
        complete(command, reply, false);
    }

    private void complete(Command command, String reply, boolean redirected) {
        ResultPipe open = pipe;
        if (open == null) {
            throw new IllegalStateException("no session on " + name);
        }
        if (!open.write(reply + "\n")) {
            stuck = true; // in the middle of saying it
            return;
        }
        boolean dead = model().isHungUp();
        String what = command.name();
        boolean failed = reply.startsWith(ChannelModel.FAILURE) && !MINUS_ONE_IS_NO_FAILURE.contains(what);
        emitExec("AGIExecEnd", command, resultOf(reply, failed && !dead && !redirected));
        String result = "Result: " + open.read();
        running = null;
        if (command.id == null) {
            emitAsyncAgi("Exec", result);
        } else if (asterisk.isLegacy()) {
            emitAsyncAgi("Exec", "CommandID: " + command.id, result);
        } else {
            emitAsyncAgi("Exec", result, "CommandId: " + command.id);
        }
        if (redirected) {
            return; // who redirects goes on from here
        }
        if (dead) {
            end("HANGUP");
            hungUp();
        } else if (failed) {
            end("FAILURE");
            goOn();
        } else if (what.equals("asyncagi break")) {
            end("SUCCESS");
            goOn();
        }
    }

    private static String[] resultOf(String reply, boolean failed) {
        String code = reply.length() < 3 ? "200" : reply.substring(0, 3);
        return switch (code) {
            case "510" -> new String[] {"ResultCode: 510", "Result: Invalid or unknown command"};
            case "511" ->
                new String[] {"ResultCode: 511", "Result: Command Not Permitted on a dead channel or intercept routine"
                };
            case "520" -> new String[] {"ResultCode: 520", "Result: Usage"};
            default ->
                failed
                        ? new String[] {"ResultCode: -1", "Result: Failure"}
                        : new String[] {"ResultCode: 200", "Result: Success"};
        };
    }

    private void emitExec(String event, Command command, String... result) {
        if (!asterisk.sendsExecEvents() || asterisk.isLegacy()) {
            return;
        }
        emit(event, () -> {
            List<String> headers = new ArrayList<>();
            headers.add("CommandId: " + command.number);
            headers.add("Command: " + command.line);
            headers.addAll(List.of(result));
            return headers.toArray(new String[0]);
        });
    }

    private void end(String status) {
        pipe = null;
        running = null;
        emitAsyncAgi("End");
        if (!status.equals(REDIRECTED)) {
            set("AGISTATUS", status);
        }
    }

    /** Goes on in the dialplan. */
    private void goOn() {
        boolean again = get("AGISTATUS").equals("FAILURE") && get("OFFHOOK").isEmpty();
        if (dialplan == Dialplan.HANGUP) {
            hangUpNow();
        } else if (dialplan == Dialplan.LOOP && again) {
            enter();
        } else {
            goTo(context, extension, priority + 1);
            waitElsewhere();
        }
    }

    private void waitElsewhere() {
        application = "Wait";
        data = "600";
        emit("Newexten", () ->
                new String[] {"Extension: " + Wire.bytes(extension), "Application: Wait", "AppData: 600"});
    }

    // ---- what happens ----

    void hangUpNow() {
        if (gone) {
            return;
        }
        model().hangUp();
        if (stuck) {
            return; // its thread never learns of it
        }
        Command command = running;
        if (command != null) {
            complete(command, minusOne(command));
            return;
        }
        if (pipe != null) {
            end("HANGUP");
        }
        hungUp();
    }

    private void hungUp() {
        if (gone) {
            return;
        }
        emit("SoftHangupRequest", () -> new String[] {"Cause: 16"});
        emit("Hangup", () -> new String[] {"Cause: 16", "Cause-txt: Normal Clearing"});
        vanish();
    }

    /** Is gone without a word. */
    void vanish() {
        gone = true;
        pipe = null;
        running = null;
        queue.clear();
        asterisk.remove(this);
    }

    void redirectNow(String toContext, String toExtension, int toPriority) {
        if (gone || stuck) {
            return;
        }
        boolean inSession = pipe != null;
        Command command = running;
        if (command != null) {
            complete(command, minusOne(command), true);
        }
        if (inSession) {
            end(REDIRECTED);
        }
        bridged = false;
        goTo(toContext, toExtension, toPriority);
        if (inSession) {
            set("AGISTATUS", "HANGUP");
        }
        String place = FakeAsterisk.place(toContext, toExtension, toPriority);
        String agi = asterisk.agiAt(toContext, toExtension, toPriority);
        if (agi != null) {
            agiData = Wire.bytes(agi);
            agiPlace = place;
            enter();
        } else if (place.equals(agiPlace)) {
            enter();
        } else {
            waitElsewhere();
        }
    }

    private static String minusOne(Command command) {
        String what = command.name();
        return ChannelModel.FAILURE
                + (ENDPOS.contains(what)
                        ? " endpos=0"
                        : what.equals("record file")
                                ? " (hangup) endpos=" + ChannelModel.SAMPLES
                                : what.equals("receive char") ? " (hangup)" : "");
    }

    void pressNow(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            Command command = running;
            if (command == null) {
                model().press(Character.toString(digit));
            } else if (typed(command, digit)) {
                complete(command, usual(command));
                pump();
            }
        }
    }

    /** Takes a digit in the course of a command; whether that ends it. */
    private boolean typed(Command command, char digit) {
        List<String> tokens = Tokens.of(command.line);
        ModelCommand known = ModelCommand.of(tokens);
        if (known == null) {
            return false;
        }
        List<String> arguments = tokens.subList(Math.min(known.words, tokens.size()), tokens.size());
        String stops = switch (known.name) {
            case "wait for digit" -> Character.toString(digit);
            case "get data" -> {
                model().press(Character.toString(digit));
                yield "";
            }
            case "record file" -> arguments.size() > 2 ? arguments.get(2) : "";
            case "exec" -> "";
            default -> arguments.size() > 1 ? arguments.get(1) : "";
        };
        if (known.name.equals("get data")) {
            String most = arguments.size() > 2 ? arguments.get(2) : "1024";
            return digit == '#' || Integer.toString(model().digits()).equals(most);
        }
        if (stops.indexOf(digit) < 0) {
            return false; // lost, as in Asterisk
        }
        model().press(Character.toString(digit));
        return true;
    }

    /** What ControlPlayback does. */
    void stopPlayback() {
        Command command = running;
        if (command == null) {
            return;
        }
        String what = command.name();
        List<String> tokens = Tokens.of(command.line);
        boolean player = what.equals("exec")
                && tokens.size() > 1
                && PLAYERS.contains(tokens.get(1).toLowerCase(Locale.ROOT));
        if (ENDPOS.contains(what)) {
            complete(command, "200 result=0 endpos=" + ChannelModel.SAMPLES / 4);
        } else if (player) {
            complete(command, "200 result=0");
        } else if (what.equals("wait for digit")) {
            complete(command, "200 result=1000"); // the number of Asterisk's control frame
        }
        pump();
    }
}
