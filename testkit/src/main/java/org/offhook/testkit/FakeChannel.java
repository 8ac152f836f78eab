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
import java.util.function.Consumer;
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

    private static final int MAX_TRANSCRIPT = 2000;

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
        HANGUP,
        /** The loop, and then hangs up: what {@link FakeAsterisk#extension(String, String)} has. */
        LOOP_THEN_HANGUP
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
        /** How it goes on, if it takes time. */
        @Nullable
        TimedCommand timed;

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

    static final String PRESENTATION = "CID-CallingPres: 0 (Presentation Allowed, Not Screened)";

    final ChannelFace face = new ChannelFace();
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
    private boolean stuck;
    private boolean gone;
    private boolean ticking;
    private boolean pumping;
    private int sessions;
    private String block = "";
    private int blockState;
    private @Nullable String toldCaller;
    private final Transcript.Recorder recorder;
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private Consumer<String> ear = sound -> {};
    private Runnable onEnd = () -> {};
    private long speaksUntil;
    private @Nullable FastAgiLink link;
    private boolean agiFailed;
    private boolean agiClosed;
    private boolean tellsHangup;
    private boolean exitsOnHangup;
    private @Nullable String redirection;
    private boolean moved;
    private FakeClock.@Nullable Timer autoHangup;

    FakeChannel(FakeAsterisk asterisk, String name, String uniqueId) {
        this.asterisk = asterisk;
        this.name = name;
        this.uniqueId = uniqueId;
        face.created = asterisk.now();
        long began = asterisk.now();
        this.recorder = new Transcript.Recorder(line -> {}, () -> asterisk.now() - began, MAX_TRANSCRIPT);
    }

    // ---- what it is ----

    /**
     * Sets its name: before it is parked, or later, as a transfer may change it. No event tells of it.
     *
     * @param newName such as {@code PJSIP/bob-00000001}
     */
    public FakeChannel named(String newName) {
        return act(() -> {
            asterisk.remove(this);
            name = newName;
            block = "";
            asterisk.add(this);
        });
    }

    /**
     * Sets its Uniqueid: before it is parked, or later, as a pick-up does, which swaps two channels.
     *
     * @param id such as {@code 1795226447.188}
     */
    public FakeChannel uniqueId(String id) {
        return act(() -> {
            asterisk.remove(this);
            uniqueId = id;
            block = "";
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

    /** Is up, as if the dialplan had answered it. */
    FakeChannel answer() {
        return act(this::answerNow);
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
        return act(this::farEndHangsUp);
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
            stolen();
            new FakeBridge(asterisk).enter(this);
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

    /** Whether it is in AGI(). */
    public boolean isParked() {
        return read(() -> pipe != null || link != null);
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

    /** What was said in its AGI(), and what the caller did; the first {@value #MAX_TRANSCRIPT} lines. */
    public Transcript transcript() {
        return recorder.transcript();
    }

    /** Its state in short, for messages. */
    @Override
    public String toString() {
        return read(() -> name + " (" + uniqueId + ") at " + FakeAsterisk.place(context, extension, priority)
                + (gone ? ", gone" : pipe != null ? ", parked" : link != null ? ", in FastAGI" : "")
                + (stuck ? ", stuck" : "") + ", executed "
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

    FakeAsterisk asterisk() {
        return asterisk;
    }

    Transcript.Recorder recorder() {
        return recorder;
    }

    void note(String what) {
        recorder.add(Transcript.Kind.NOTE, what);
    }

    boolean isGone() {
        return gone;
    }

    /** What becomes of it when it is gone. */
    void onEnd(Runnable task) {
        onEnd = task;
    }

    /** Who listens to it. */
    void ear(Consumer<String> listener) {
        ear = listener;
    }

    /** A sound begins to play. */
    void hears(String sound) {
        ear.accept(Wire.utf8(sound));
    }

    /** Its caller begins to speak. */
    void speak(Duration time) {
        speaksUntil = Math.max(speaksUntil, asterisk.now() + time.toNanos());
    }

    /** How long its caller has been silent, of a time until now. */
    Duration silentFor(Duration time) {
        long quiet = Math.max(0, asterisk.now() - speaksUntil);
        return Duration.ofNanos(Math.min(quiet, time.toNanos()));
    }

    /**
     * Whether the clock must not move: its script has the word. It does not while a command runs, whatever that waits for, and where there is
     * no script.
     */
    boolean holdsTime() {
        return running == null && (link != null || (pipe != null && !stuck && !ticking));
    }

    /** Whether it is in AGI() with no command running: keys pressed now are lost. */
    boolean isBetweenCommands() {
        return running == null && (link != null || pipe != null);
    }

    /** The event that tells of it. */
    void announce() {
        emit("Newchannel", () -> new String[0]);
    }

    /** Begins at a place in the dialplan; behind its AGI() it hangs up. */
    void enterDialplan(String toContext, String toExtension, int toPriority) {
        String agi = asterisk.agiAt(toContext, toExtension, toPriority);
        if (agi == null) {
            throw new IllegalArgumentException("no AGI() at " + FakeAsterisk.place(toContext, toExtension, toPriority));
        }
        goTo(toContext, toExtension, toPriority);
        dialplan = Dialplan.LOOP_THEN_HANGUP;
        agiData = Wire.bytes(agi);
        agiPlace = FakeAsterisk.place(toContext, toExtension, toPriority);
        enter();
    }

    /** Runs AGI() without a dialplan, and hangs up behind it. */
    void runApplication(String app, String appData) {
        if (!app.equalsIgnoreCase("AGI")) {
            application = app;
            data = Wire.bytes(appData);
            return;
        }
        dialplan = Dialplan.HANGUP;
        agiData = Wire.bytes(appData);
        agiPlace = FakeAsterisk.place(context, extension, priority);
        enter();
    }

    String wireName() {
        return Wire.bytes(name);
    }

    boolean hasQueue() {
        return queueExists;
    }

    void set(String variable, String value) {
        if (toldCaller == null) {
            toldCaller = caller();
        }
        model().set(variable, value);
        if (variable.startsWith("CALLERID(")) {
            block = "";
            notice();
        }
    }

    String get(String variable) {
        String value = model().variable(variable);
        return value == null ? "" : value;
    }

    private ChannelModel model() {
        ChannelModel known = model;
        if (known == null) {
            known = new ChannelModel(environment(), Duration.ZERO, Duration.ZERO);
            known.database(asterisk.database);
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
        describe();
        environment.variable("agi_request", "async");
        Map<String, String> all = environment.build("");
        all.remove("agi_network");
        all.remove("agi_network_script");
        return all;
    }

    private void describe() {
        environment.variable("agi_channel", name);
        environment.variable("agi_uniqueid", uniqueId);
        environment.variable("agi_version", asterisk.version());
        environment.variable("agi_context", context);
        environment.variable("agi_extension", extension);
        environment.variable("agi_priority", Integer.toString(priority));
    }

    void goTo(String newContext, String newExtension, int newPriority) {
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
        int state = state();
        if (block.isEmpty() || blockState != state) {
            blockState = state;
            block = "Channel: " + wireName() + "\r\nChannelState: " + state + "\r\nChannelStateDesc: "
                    + ChannelFace.nameOf(state) + "\r\nCallerIDNum: " + known("CALLERID(num)") + "\r\nCallerIDName: "
                    + known("CALLERID(name)") + "\r\nConnectedLineNum: " + ChannelFace.orUnknown(face.connectedNumber)
                    + "\r\nConnectedLineName: " + ChannelFace.orUnknown(face.connectedName)
                    + "\r\nLanguage: en\r\nAccountCode: " + face.account + "\r\nContext: " + Wire.bytes(context)
                    + "\r\nExten: " + Wire.bytes(extension) + "\r\nPriority: " + priority + "\r\nUniqueid: " + uniqueId
                    + "\r\nLinkedid: " + linkedId() + "\r\n";
        }
        return block;
    }

    private String known(String variable) {
        String value = get(variable);
        return value.isEmpty() ? "<unknown>" : value;
    }

    /** What a list of channels says beyond {@link #block}. */
    String listed() {
        long time = seconds();
        return "Application: " + application + "\r\nApplicationData: " + data + "\r\nDuration: "
                + String.format(Locale.ROOT, "%02d:%02d:%02d", time / 3600, time / 60 % 60, time % 60)
                + "\r\nBridgeId: "
                + bridgeId() + "\r\n";
    }

    /** What the action Status says beyond {@link #block}. */
    String status(List<String> names) {
        StringBuilder text = new StringBuilder(512)
                .append("Type: ")
                .append(wireName(), 0, Math.max(0, wireName().indexOf('/')))
                .append("\r\nDNID: ")
                .append(face.inDialplan && face.leg == null ? Wire.bytes(extension) : "")
                .append("\r\nEffectiveConnectedLineNum: ")
                .append(ChannelFace.orUnknown(face.connectedNumber))
                .append("\r\nEffectiveConnectedLineName: ")
                .append(ChannelFace.orUnknown(face.connectedName))
                .append("\r\nTimeToHangup: 0\r\nBridgeID: ")
                .append(bridgeId())
                .append("\r\nApplication: ")
                .append(application)
                .append("\r\nData: ")
                .append(data)
                .append(
                        "\r\nNativeformats: (ulaw)\r\nReadformat: ulaw\r\nReadtrans: \r\nWriteformat: ulaw\r\nWritetrans: ")
                .append("\r\nCallgroup: 0\r\nPickupgroup: 0\r\nSeconds: ")
                .append(seconds())
                .append("\r\n");
        for (String variable : names) {
            String value = variable.equals("CHANNEL(state)") ? ChannelFace.nameOf(state()) : model().variable(variable);
            text.append("Variable: ")
                    .append(variable)
                    .append('=')
                    .append(value == null ? "(null)" : value)
                    .append("\r\n");
        }
        return text.toString();
    }

    private String bridgeId() {
        FakeBridge bridge = face.bridge;
        return bridge == null ? "" : bridge.id;
    }

    String[] newexten() {
        return new String[] {"Extension: " + Wire.bytes(extension), "Application: " + application, "AppData: " + data};
    }

    int state() {
        return model().state() == ChannelModel.STATE_UP ? ChannelFace.UP : face.unanswered;
    }

    String linkedId() {
        return face.linkedId.isEmpty() ? uniqueId : face.linkedId;
    }

    long seconds() {
        return Duration.ofNanos(asterisk.now() - face.created).toSeconds();
    }

    String context() {
        return context;
    }

    String extension() {
        return extension;
    }

    int priority() {
        return priority;
    }

    String application() {
        return application;
    }

    String data() {
        return data;
    }

    void application(String newApplication, String newData) {
        application = newApplication;
        data = newData;
    }

    boolean hasHungUp() {
        return model().isHungUp();
    }

    void forgetBlock() {
        block = "";
    }

    /** Sets who calls, as its events say. */
    void callerId(String number, String callerName) {
        model().identify(number, callerName);
        toldCaller = number + '\n' + callerName;
        block = "";
    }

    /** Sets whom it talks with, as its events say. */
    void connected(String number, String connectedName) {
        face.connectedNumber = number;
        face.connectedName = connectedName;
        block = "";
    }

    /** Tells of what a command or a variable has changed. */
    private void notice() {
        if (state() != face.told) {
            face.told = state();
            emit("Newstate");
        }
        String caller = caller();
        if (!caller.equals(toldCaller)) {
            toldCaller = caller;
            block = "";
            emit("NewCallerid", block(), PRESENTATION);
        }
    }

    private String caller() {
        return get("CALLERID(num)") + '\n' + get("CALLERID(name)");
    }

    /** It is answered. */
    void answerNow() {
        model().answered();
        notice();
    }

    /** Music begins or ends; nothing happens if it has. */
    void music(boolean on) {
        if (face.music != on) {
            face.music = on;
            if (on) {
                emit("MusicOnHoldStart", block(), "Class: default");
            } else {
                emit("MusicOnHoldStop");
            }
        }
    }

    /** What a command does that others see. */
    private void effects(Command command) {
        List<String> tokens = Tokens.of(command.line);
        switch (command.name()) {
            case "set callerid" -> {
                Origination.Caller caller = Origination.Caller.of(tokens.size() > 2 ? tokens.get(2) : "");
                model().identify(caller.number(), caller.name());
                block = "";
            }
            case "set music" -> music(tokens.size() > 2 && tokens.get(2).equalsIgnoreCase("on"));
            case "exec" -> {
                String what = tokens.size() > 1 ? tokens.get(1).toLowerCase(Locale.ROOT) : "";
                if (what.equals("startmusiconhold")) {
                    music(true);
                } else if (what.equals("stopmusiconhold") || what.equals("musiconhold")) {
                    music(false);
                }
            }
            default -> {}
        }
        notice();
    }

    /** It is taken out of whatever it does, which is never told of it. */
    void stolen() {
        pipe = null;
        FastAgiLink open = link;
        if (open != null) {
            link = null;
            open.shut();
        }
        Command command = running;
        if (command != null && command.timed != null) {
            command.timed.cancel();
        }
        running = null;
        application = "";
        data = "";
    }

    /** It is alone in a bridge, and goes on in the dialplan. */
    void afterBridge() {
        if (!face.inDialplan || dialplan == Dialplan.HANGUP || dialplan == Dialplan.LOOP_THEN_HANGUP) {
            hangUpNow();
        } else {
            goTo(context, extension, priority + 1);
            waitElsewhere();
        }
    }

    /** Runs what Originate wants it to run. */
    void runOriginated(String app, String appData) {
        runApplication(app, appData);
        if (app.equalsIgnoreCase("Wait") && appData.matches("\\d{1,7}")) {
            FakeClock.Timer unused = asterisk.later(Duration.ofSeconds(Long.parseLong(appData)), () -> {
                if (!gone && application.equals(app) && data.equals(appData)) {
                    hangUpNow(0);
                }
            });
        }
    }

    /** Begins in the dialplan where Originate wants it. */
    void goIntoDialplan(String toContext, String toExtension, int toPriority) {
        face.inDialplan = true;
        enterDialplan(toContext, toExtension, toPriority);
    }

    void emit(String event) {
        emit(event, event, block(), () -> new String[0]);
    }

    /**
     * Sends an event that is about more than this channel.
     *
     * @param head the blocks that it begins with
     */
    void emit(String event, String head, String... headers) {
        emit(event, event, head, () -> headers);
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
        if (face.bridge != null) {
            face.bridge.leave(this);
        }
        application = "AGI";
        data = agiData;
        sessions++;
        if (face.inDialplan) {
            emit("Newexten", this::newexten);
        }
        String to = Tokens.ofApplication(agiData).get(0);
        String scheme = to.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("agi:async")) {
            enterAsync();
        } else if (scheme.startsWith("agi://") || scheme.startsWith("hagi://")) {
            enterFast(to.substring(to.indexOf("//") + 2));
        } else {
            note("AGI(" + Wire.utf8(data) + "): there is no such file");
            set("AGISTATUS", "NOTFOUND");
            goOn();
        }
    }

    private void enterAsync() {
        queueExists = true;
        ResultPipe fresh = new ResultPipe();
        pipe = fresh;
        String request = request();
        recorder.add(Transcript.Kind.ENVIRONMENT, Wire.utf8(request));
        stuck = !fresh.write(request);
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

    /** Runs what waits. What takes no time comes back here in its course: the loop below goes on with the next. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            pumpFast();
            while (pipe != null && running == null && !stuck && !queue.isEmpty()) {
                begin(queue.remove());
            }
        } finally {
            pumping = false;
        }
        if (link != null && running == null && (agiClosed || !lines.isEmpty())) {
            pump(); // it went from AsyncAGI into FastAGI
        }
    }

    private void begin(Command command) {
        asterisk.progress();
        running = command;
        remember(executed, command.line);
        if (link == null) {
            recorder.add(Transcript.Kind.COMMAND, Wire.utf8(command.line));
        }
        if (toldCaller == null) {
            toldCaller = caller();
        }
        emitExec("AGIExecStart", command);
        model().begin();
        List<String> tokens = Tokens.of(command.line);
        Rule rule = rule(tokens);
        String reply =
                rule == null || rule.answer() == null ? null : rule.answer().to(Wire.utf8(command.line));
        if (running != command) {
            return; // the answer ended it
        }
        if (reply != null) {
            soundsOf(tokens).forEach(this::hears);
            complete(command, Wire.bytes(reply));
            return;
        }
        if (rule != null && rule.answer() == null) {
            soundsOf(tokens).forEach(this::hears);
            if (rule.takes() != null) {
                FakeClock.Timer unused = asterisk.later(rule.takes(), () -> {
                    if (running == command) {
                        complete(command, usual(command));
                        pump();
                    }
                });
            }
            return;
        }
        TimedCommand timed = model().wasDead() || model().refuses(tokens) ? null : timed(tokens);
        if (timed == null) {
            complete(command, usual(command));
        } else {
            command.timed = timed;
            if (tokens.size() > 1 && tokens.get(1).equalsIgnoreCase("MusicOnHold")) {
                music(true);
            }
            timed.run();
            while (!timed.isOver() && timed.listens() && model().hasDigit()) {
                timed.key(model().takeDigit()); // pressed just before
            }
        }
    }

    private @Nullable TimedCommand timed(List<String> tokens) {
        ModelCommand known = ModelCommand.of(tokens);
        return known == null ? null : TimedCommands.of(this, known, tokens.subList(known.words, tokens.size()));
    }

    /** What a command lets the caller hear whose course the test decides. */
    private static List<String> soundsOf(List<String> tokens) {
        ModelCommand known = ModelCommand.of(tokens);
        if (known == null || tokens.size() <= known.words) {
            return List.of();
        }
        String first = tokens.get(known.words);
        return switch (known.name) {
            case "stream file", "control stream file", "get option", "get data" -> List.of(first);
            case "exec" ->
                PLAYERS.contains(first.toLowerCase(Locale.ROOT)) && tokens.size() > 2
                        ? List.of(Tokens.ofApplication(tokens.get(2)).get(0).split("&", -1))
                        : List.of();
            default ->
                known.name.startsWith("say ") ? List.of(known.name.replaceFirst(" ", ":") + ' ' + first) : List.of();
        };
    }

    /** What a command that has been done does to the channel's place, and to its time. */
    private void follow(Command command, String reply) {
        List<String> tokens = Tokens.of(command.line);
        String what = command.name();
        if (!reply.equals("200 result=0") || tokens.size() < 3) {
            return;
        }
        switch (what) {
            case "set context" -> move(tokens.get(2), extension, priority);
            case "set extension" -> move(context, tokens.get(2), priority);
            case "set priority" -> {
                Long number = TimedCommand.number(tokens.get(2));
                if (number != null) {
                    move(context, extension, number.intValue() - 1); // the dialplan adds one
                }
            }
            case "exec" -> {
                String[] place = tokens.get(2).split(",", -1);
                if (tokens.get(1).equalsIgnoreCase("goto") && place.length == 3 && place[2].matches("\\d{1,6}")) {
                    move(place[0], place[1], Integer.parseInt(place[2]) - 1);
                }
            }
            case "set autohangup" -> hangUpLater(tokens.get(2));
            default -> {}
        }
    }

    private void move(String toContext, String toExtension, int toPriority) {
        moved = true;
        goTo(Wire.utf8(toContext), Wire.utf8(toExtension), toPriority);
    }

    private void hangUpLater(String seconds) {
        if (autoHangup != null) {
            autoHangup.cancel();
            autoHangup = null;
        }
        if (seconds.matches("\\d{1,8}(\\.\\d{1,3})?") && Double.parseDouble(seconds) > 0) {
            autoHangup =
                    asterisk.later(Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000)), this::hangUpNow);
        }
    }

    /** A command that takes time has come to its end. */
    void done(TimedCommand timed, String reply) {
        Command command = running;
        if (command != null && command.timed == timed) {
            complete(command, reply);
            pump();
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

    /** A command has come to its end. */
    private void complete(Command command, String reply) {
        complete(command, reply, false);
    }

    private void complete(Command command, String reply, boolean redirected) {
        if (command.timed != null) {
            command.timed.cancel();
        }
        if (link != null) {
            completeFast(link, command, reply);
            return;
        }
        ResultPipe open = pipe;
        if (open == null) {
            throw new IllegalStateException("no session on " + name);
        }
        follow(command, reply);
        effects(command);
        recorder.add(Transcript.Kind.REPLY, Wire.utf8(reply));
        if (!open.write(reply + "\n")) {
            stuck = true; // in the middle of saying it
            return;
        }
        boolean dead = model().isHungUp();
        String what = command.name();
        boolean failed = reply.startsWith(ChannelModel.FAILURE) && !MINUS_ONE_IS_NO_FAILURE.contains(what);
        emitExec("AGIExecEnd", command, resultOf(command, reply, failed && !dead && !redirected));
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

    // ---- AGI(agi://...) ----

    private void enterFast(String server) {
        int slash = server.indexOf('/');
        String address = slash < 0 ? server : server.substring(0, slash);
        List<String> arguments = Tokens.ofApplication(agiData);
        describe();
        environment.script(slash < 0 ? "" : Wire.utf8(server.substring(slash + 1)));
        environment.variable("agi_request", Wire.utf8(arguments.get(0)));
        Map<String, String> variables = environment.build(address);
        for (int i = 1; i < arguments.size(); i++) {
            variables.put("agi_arg_" + i, Wire.utf8(arguments.get(i)));
        }
        String text = FakeAgiCall.text(variables);
        agiFailed = false;
        agiClosed = false;
        lines.clear();
        tellsHangup = !get("AGISIGHUP").equalsIgnoreCase("no");
        exitsOnHangup = get("AGIEXITONHANGUP").matches("(?i)1|yes|true|y|t|on");
        recorder.add(Transcript.Kind.ENVIRONMENT, text);
        if (link != null) {
            link.shut();
        }
        FastAgiLink fresh = new FastAgiLink(asterisk, this, address, LineBuffer.maxLineBytes(asterisk.version()));
        link = fresh;
        fresh.write(Wire.bytes(text));
        asterisk.background("agi", fresh::run);
    }

    void agiUnreachable(FastAgiLink of, String why) {
        if (link == of) {
            note("no connection to " + why);
            agiFailed = true;
            endFast(false);
        }
    }

    /** The server said something. */
    void agiLine(FastAgiLink of, String line) {
        if (link != of) {
            return;
        }
        recorder.add(Transcript.Kind.COMMAND, Wire.utf8(line));
        if (line.regionMatches(true, 0, "failure", 0, 7)) {
            agiFailed = true;
            endFast(true);
            return;
        }
        remember(received, line);
        remember(ids, "");
        lines.add(line);
        Command command = running;
        if (command != null) {
            interrupt(command);
        }
        pump();
    }

    private void pumpFast() {
        while (link != null && running == null && !lines.isEmpty()) {
            begin(new Command(lines.remove(), null));
        }
        if (link != null && running == null && agiClosed) {
            endFast(true);
        }
    }

    /** Ends a command that bytes of the server end. */
    private void interrupt(Command command) {
        TimedCommand.Interruption how = command.timed == null ? interruptionOf(command) : command.timed.interruption();
        switch (how) {
            case NONE -> {}
            case SILENT -> {
                if (command.timed != null) {
                    command.timed.cancel();
                }
                emitExec("AGIExecEnd", command, resultOf("200", false));
                running = null;
            }
            case ANSWERED -> complete(command, command.timed == null ? "200 result=1" : command.timed.interrupted());
        }
    }

    /** That of a command whose course the test decides. */
    private static TimedCommand.Interruption interruptionOf(Command command) {
        return switch (command.name()) {
            case "stream file", "get data", "get option" -> TimedCommand.Interruption.SILENT;
            case "wait for digit" -> TimedCommand.Interruption.ANSWERED;
            default -> TimedCommand.Interruption.NONE;
        };
    }

    /** The server has closed the connection. */
    void agiClosed(FastAgiLink of, String note) {
        if (link != of) {
            return;
        }
        note(note);
        agiClosed = true;
        Command command = running;
        if (command != null) {
            interrupt(command);
        }
        pump();
    }

    private void completeFast(FastAgiLink open, Command command, String reply) {
        boolean dead = model().isHungUp() && !model().wasDead();
        boolean failed = reply.startsWith(ChannelModel.FAILURE) && !MINUS_ONE_IS_NO_FAILURE.contains(command.name());
        agiFailed |= failed && !model().isHungUp();
        follow(command, reply);
        effects(command);
        emitExec("AGIExecEnd", command, resultOf(command, reply, failed && !model().isHungUp()));
        String all = dead && tellsHangup ? reply + "\nHANGUP" : reply;
        recorder.add(Transcript.Kind.REPLY, Wire.utf8(all));
        open.write(all + "\n");
        running = null;
        if (dead && exitsOnHangup) {
            endFast(true);
        }
    }

    private void sayHangup(FastAgiLink open) {
        if (tellsHangup) {
            recorder.add(Transcript.Kind.REPLY, "HANGUP");
            open.write("HANGUP\n");
        }
    }

    /**
     * AGI() is over.
     *
     * @param connected whether there is somebody to say goodbye to
     */
    private void endFast(boolean connected) {
        FastAgiLink open = link;
        if (open == null) {
            return;
        }
        Command command = running;
        if (command != null && command.timed != null) {
            command.timed.cancel();
        }
        running = null;
        link = null;
        if (connected) {
            if (tellsHangup) {
                open.write("HANGUP\n");
            }
            open.close();
        }
        String redirected = redirection;
        boolean dead = model().isHungUp();
        if (redirected == null) {
            set("AGISTATUS", agiFailed ? "FAILURE" : dead ? "HANGUP" : "SUCCESS");
        } else {
            redirection = null;
            model().revive();
            set("AGISTATUS", "HANGUP");
            arrive(redirected);
            return;
        }
        if (dead) {
            hungUp();
        } else {
            goOn();
        }
    }

    private static String[] resultOf(Command command, String reply, boolean failed) {
        boolean unknown = command.name().equals("exec") && reply.startsWith("200 result=") && !reply.endsWith("=0");
        return unknown ? new String[] {"ResultCode: 200", "Result: Unknown Result"} : resultOf(reply, failed);
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
        boolean again = agiData.regionMatches(true, 0, "agi:async", 0, 9)
                && get("AGISTATUS").equals("FAILURE")
                && get("OFFHOOK").isEmpty();
        boolean loops = dialplan == Dialplan.LOOP || dialplan == Dialplan.LOOP_THEN_HANGUP;
        if (moved) {
            moved = false;
            goTo(context, extension, priority + 1);
            String place = FakeAsterisk.place(context, extension, priority);
            if (dialplan == Dialplan.LOOP_THEN_HANGUP && asterisk.agiAt(context, extension, priority) == null) {
                note("the dialplan has nothing at " + place + " and hangs up");
                hangUpNow();
            } else {
                arrive(place);
            }
        } else if (loops && again) {
            enter();
        } else if (dialplan == Dialplan.HANGUP || dialplan == Dialplan.LOOP_THEN_HANGUP) {
            note("the dialplan hangs up: AGISTATUS=" + get("AGISTATUS") + " OFFHOOK=" + get("OFFHOOK"));
            hangUpNow();
        } else {
            goTo(context, extension, priority + 1);
            waitElsewhere();
        }
    }

    private void waitElsewhere() {
        application = "Wait";
        data = "600";
        emit("Newexten", this::newexten);
    }

    // ---- what happens ----

    void hangUpNow() {
        if (gone) {
            return;
        }
        hangUpNow(false);
    }

    private void hangUpNow(boolean redirects) {
        boolean before = model().isHungUp();
        if (!redirects) {
            redirection = null;
        }
        model().hangUp();
        if (stuck || (before && link != null)) {
            return; // its thread never learns of it, or waits for its server
        }
        Command command = running;
        if (command != null) {
            complete(command, cutShort(command));
            pump();
            return;
        }
        if (link != null) {
            FastAgiLink open = link;
            sayHangup(open);
            if (exitsOnHangup) {
                endFast(true);
            }
            return;
        }
        if (pipe != null) {
            end("HANGUP");
        }
        hungUp();
    }

    /** Ends it as another program would, with a cause that the action Hangup names; 0 for none. */
    void hangUpNow(int cause) {
        if (!gone) {
            face.cause = cause == 0 ? ChannelFace.OF_THE_DIALLED : cause;
            hangUpNow();
        }
    }

    /** Who is at its far end hangs up. */
    void farEndHangsUp() {
        if (gone) {
            return;
        }
        boolean unanswered = state() != ChannelFace.UP;
        face.cause = unanswered ? 127 : 16;
        if (asterisk.isEra16()) {
            emit("HangupRequest", () -> unanswered ? new String[] {"Cause: 127"} : new String[0]);
        } else {
            face.techCause = unanswered ? 487 : 0;
            emit("HangupRequest", () -> withTechCause("Cause: " + face.cause));
        }
        hangUpNow();
    }

    private String[] withTechCause(String... headers) {
        if (face.techCause == 0) {
            return headers;
        }
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("TechCause: " + face.techCause);
        return all.toArray(new String[0]);
    }

    private void hungUp() {
        if (gone) {
            return;
        }
        asterisk.calls.leaves(this);
        if (face.inDialplan) {
            emit("SoftHangupRequest", () -> withTechCause("Cause: 16"));
        }
        if (face.cause == ChannelFace.OF_THE_DIALLED) {
            face.cause = face.dialCause;
            face.techCause = face.dialTechCause;
        }
        emit("Hangup", () -> withTechCause("Cause: " + face.cause, "Cause-txt: " + ChannelFace.textOf(face.cause)));
        vanish();
    }

    /** Is gone without a word. */
    void vanish() {
        if (gone) {
            return;
        }
        gone = true;
        pipe = null;
        Command command = running;
        if (command != null && command.timed != null) {
            command.timed.cancel();
        }
        running = null;
        if (link != null) {
            link.shut();
            link = null;
        }
        if (autoHangup != null) {
            autoHangup.cancel();
        }
        queue.clear();
        asterisk.remove(this);
        asterisk.calls.gone(this);
        onEnd.run();
    }

    void redirectNow(String toContext, String toExtension, int toPriority) {
        if (gone || stuck) {
            return;
        }
        if (link != null) {
            redirectFast(toContext, toExtension, toPriority);
            return;
        }
        boolean inSession = pipe != null;
        music(false);
        Command command = running;
        if (command != null) {
            complete(command, cutShort(command), true);
        }
        if (inSession) {
            end(REDIRECTED);
        }
        goTo(toContext, toExtension, toPriority);
        if (face.bridge != null) {
            emit("Newexten", this::newexten); // with what it did so far, as Asterisk does
        }
        asterisk.calls.leaves(this);
        face.inDialplan = true;
        if (inSession) {
            set("AGISTATUS", "HANGUP");
        }
        arrive(FakeAsterisk.place(toContext, toExtension, toPriority));
    }

    /** Looks like a hang-up, and takes effect when the server has closed. */
    private void redirectFast(String toContext, String toExtension, int toPriority) {
        if (redirection == null && model().isHungUp()) {
            return;
        }
        redirection = FakeAsterisk.place(toContext, toExtension, toPriority);
        goTo(toContext, toExtension, toPriority);
        hangUpNow(true);
    }

    /** Goes on where it was redirected to. */
    private void arrive(String place) {
        String agi = asterisk.agiAt(context, extension, priority);
        if (agi != null) {
            agiData = Wire.bytes(agi);
            agiPlace = place;
            enter();
        } else if (place.equals(agiPlace)) {
            enter();
        } else {
            note("the dialplan goes on at " + place);
            waitElsewhere();
        }
    }

    /** What a command says when the channel hangs up, or is redirected, in its course. */
    private static String cutShort(Command command) {
        return command.timed == null ? minusOne(command) : command.timed.hungUp();
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
            emit("DTMFBegin", () -> new String[] {"Digit: " + digit, "Direction: Received"});
            emit("DTMFEnd", () -> new String[] {"Digit: " + digit, "DurationMs: 100", "Direction: Received"});
            Command command = running;
            if (command == null) {
                model().press(Character.toString(digit));
            } else if (command.timed != null) {
                command.timed.key(digit);
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
        if (command.timed != null) {
            command.timed.stopPlayback();
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
