// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Asterisk, as tests use it. A test class marked {@link RealAsterisk} has one handed in, fresh for each class and
 * version; {@link #start} makes further ones.
 *
 * <pre>{@code
 * CallResult result = asterisk.call(
 *         CallPlan.agi(asterisk.agiUrl(server.port(), "hello"), "first argument")
 *                 .far(Far.answer().pause(Duration.ofMillis(200)).dtmf("12#"))
 *                 .capture("DIALSTATUS"));
 * assertThat(result.agiStatus()).isEqualTo("SUCCESS");
 * }</pre>
 *
 * <p>It has mailbox {@code 100@default} (password 1234, only if {@link #hasModule} {@code app_voicemail}), queue
 * {@code support} with one member who answers and hangs up after a second, music on hold class {@code default}, sounds
 * {@code tone-1}, {@code tone-5} and {@code tone-20} of that many seconds (see {@link #sound}), Debian's English
 * prompts, and places to dial (see {@link #target}).
 *
 * <p>What an external Asterisk does not permit (stopping it, its files) aborts the test with the reason. Methods may be
 * called from any thread, but stopping and starting from one at a time.
 */
public final class AsteriskUnderTest implements AutoCloseable {
    static final String CONTEXT_PREFIX = "offhook-it-";

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskUnderTest.class);
    private static final Duration CALLS_END_TIME = Duration.ofSeconds(2);

    private final AsteriskInstallation installation;
    private final HarnessDialplan dialplan;
    /** Absent for an external one. */
    private final Optional<OwnInstance> own;

    private final Path logFolder;
    /** What was added to the dialplan of an external one, to be taken away again. */
    private final List<HarnessDialplan.Step> added = new CopyOnWriteArrayList<>();

    private final Map<String, LiveCall> calls = new ConcurrentHashMap<>();
    private final AtomicInteger dialplanFiles = new AtomicInteger();
    private volatile AmiControl ami;
    private volatile boolean stopped;

    private AsteriskUnderTest(
            AsteriskInstallation installation,
            HarnessDialplan dialplan,
            Optional<OwnInstance> own,
            Path logFolder,
            AmiControl ami) {
        this.installation = installation;
        this.dialplan = dialplan;
        this.own = own;
        this.logFolder = logFolder;
        this.ami = ami;
        watch(ami);
    }

    /**
     * Starts one, or connects to an external one.
     *
     * @param options abort the test if it is an external one and they are not the default
     * @throws IllegalStateException if it does not start; the message has the end of its log
     */
    public static AsteriskUnderTest start(AsteriskInstallation installation, AsteriskOptions options) {
        try {
            if (installation instanceof ExternalAsterisk external) {
                if (!options.isDefault()) {
                    throw new TestAbortedException("an external Asterisk cannot be given options from here");
                }
                return connect(external);
            }
            OwnInstance instance = new OwnInstance((OwnInstallation) installation, options);
            try {
                return new AsteriskUnderTest(
                        installation,
                        new HarnessDialplan(CONTEXT_PREFIX),
                        Optional.of(instance),
                        instance.logFolder(),
                        instance.start());
            } catch (IOException | RuntimeException e) {
                instance.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalStateException("Asterisk did not start: " + e.getMessage(), e);
        }
    }

    private static AsteriskUnderTest connect(ExternalAsterisk external) throws IOException {
        // Our own names, so that several users of one server do not meet.
        String id = InstanceTrees.newName();
        Path log = Files.createTempDirectory("offhook-it-" + id);
        AmiControl ami = AmiControl.connect(
                external.address(), external.user(), external.secret(), log.resolve(OwnInstance.TRANSCRIPT));
        AsteriskUnderTest asterisk = new AsteriskUnderTest(
                external, new HarnessDialplan(CONTEXT_PREFIX + id + "-"), Optional.empty(), log, ami);
        try {
            asterisk.addByAmi(asterisk.dialplan.steps());
        } catch (RuntimeException e) {
            asterisk.close();
            throw e;
        }
        return asterisk;
    }

    /** Its version. */
    public AsteriskVersion version() {
        return installation.version();
    }

    /** The first number of its version: 16 or 22. */
    public int majorVersion() {
        return version().major();
    }

    /** How it is run. */
    public Mode mode() {
        return installation.mode();
    }

    /** What it was started from, for {@link #start}. */
    public AsteriskInstallation installation() {
        return installation;
    }

    /** Whether it has this module, such as {@code app_voicemail} (Debian's 16 has not). An external one is asked. */
    public boolean hasModule(String name) {
        return installation instanceof OwnInstallation owned
                ? owned.modules().contains(name)
                : ami().action("ModuleCheck", Map.of("Module", name)).isSuccess();
    }

    /** Aborts the test on an external Asterisk, which may lack what {@link AsteriskUnderTest} lists. */
    public void assumeOurs() {
        own("taken for ours");
    }

    // Calls

    /** A URL of a FastAGI server in this JVM, as this Asterisk reaches it. The path may have a leading slash. */
    public String agiUrl(int port, String path) {
        return "agi://" + agiHost() + ":" + port + (path.startsWith("/") ? path : "/" + path);
    }

    /** The host at which this Asterisk reaches this JVM; listen on loopback unless it is external. */
    public String agiHost() {
        return installation instanceof ExternalAsterisk external ? external.callbackHost() : "127.0.0.1";
    }

    /** Places a call and returns at once. Any number may be up together. */
    public LiveCall place(CallPlan plan) {
        LocalPair pair = LocalPair.create();
        AmiControl control = ami();
        LiveCall call = new LiveCall(control, plan, pair);
        calls.put(call.id(), call);
        boolean calling = plan.far().isCaller();
        control.originateLocal(
                pair,
                "Local/run@" + (calling ? dialplan.near() : dialplan.far()) + "/n",
                Map.of("Context", calling ? dialplan.far() : dialplan.near(), "Exten", "run", "Priority", "1"),
                plan.channelVariables(call.id()),
                plan.timeout());
        return call;
    }

    /** Places a call and waits for its end. */
    public CallResult call(CallPlan plan) {
        return place(plan).result();
    }

    /**
     * Places a call and waits for its end.
     *
     * @param agiData what stands in the parentheses of {@code AGI()}: the URL and its arguments, separated by commas
     */
    public CallResult call(String agiData, Far far) {
        return call(CallPlan.agiData(agiData).far(far));
    }

    // Dialplan

    /** The context of {@link #extension}. */
    public String testContext() {
        return dialplan.tests();
    }

    /**
     * A place to dial from a script: {@code answer} (answers, hangs up after a second), {@code busy}, {@code congestion}
     * or {@code ringing} (never answers).
     *
     * @return a dial string such as {@code Local/busy@…/n}
     */
    public String target(String name) {
        return "Local/" + name + "@" + dialplan.targets() + "/n";
    }

    /**
     * Adds an extension to {@link #testContext()}, from priority 1 on. May be called while calls are up.
     *
     * @param lines such as {@code AGI(agi://127.0.0.1:4573/x)} and {@code Hangup()}
     */
    public void extension(String extension, String... lines) {
        List<HarnessDialplan.Step> steps = HarnessDialplan.parse(testContext(), extension, lines);
        if (own.isPresent()) {
            dialplan(HarnessDialplan.render(steps));
        } else {
            addByAmi(steps);
        }
    }

    /**
     * Adds dialplan in the syntax of {@code extensions.conf} and loads it. May be called while calls are up. It stays until
     * the instance is closed, also through a restart.
     */
    public void dialplan(String extensionsConf) {
        Path folder = own("reloaded").tree().resolve("etc/dialplan");
        write(folder.resolve("test-" + dialplanFiles.incrementAndGet() + ".conf"), extensionsConf + "\n");
        ami().command("dialplan reload");
    }

    private void addByAmi(List<HarnessDialplan.Step> steps) {
        for (HarnessDialplan.Step step : steps) {
            AmiMessage response = ami().action(
                            "DialplanExtensionAdd",
                            Map.of(
                                    "Context", step.context(),
                                    "Extension", step.extension(),
                                    "Priority", step.priority(),
                                    "Application", step.application(),
                                    "ApplicationData", step.data(),
                                    "Replace", "true"));
            if (!response.isSuccess()) {
                throw new IllegalStateException(
                        "the dialplan of the external Asterisk cannot be added to: " + response);
            }
            added.add(step);
        }
    }

    // Control

    /**
     * The connection that steers it. After {@link #restart()} it is another one.
     *
     * @throws IllegalStateException if it has been killed
     */
    public AmiControl ami() {
        AmiControl control = ami;
        if (!control.isOpen()) {
            throw new IllegalStateException(
                    "Asterisk holds no AMI connection" + (isRunning() ? "" : ": it is not running"));
        }
        return control;
    }

    /** Where AMI clients connect; user and secret are {@link #amiUser()} and {@link #amiSecret()}. */
    public InetSocketAddress amiAddress() {
        return installation instanceof ExternalAsterisk external
                ? external.address()
                : Ports.on(own("asked").ports().ami());
    }

    /** A user who may see and do everything. */
    public String amiUser() {
        return installation instanceof ExternalAsterisk external ? external.user() : ConfigTree.AMI_USER;
    }

    /** The secret of {@link #amiUser()}. */
    public String amiSecret() {
        return installation instanceof ExternalAsterisk external ? external.secret() : ConfigTree.AMI_SECRET;
    }

    /** The UDP port of chan_pjsip on 127.0.0.1, with {@link AsteriskOptions#withPjsip()}. */
    public int sipPort() {
        return own("called by SIP").ports().sip();
    }

    /** Whether its process is there; also while it is stopped by {@link #stopSignal()}. */
    public boolean isRunning() {
        return own.map(OwnInstance::isAlive).orElseGet(() -> ami.isOpen());
    }

    /** How long its last start took, from the process to the readiness for calls. */
    public Duration startTime() {
        return own("started").startTime();
    }

    /** Ends it at once, as a crash would (SIGKILL), and waits for that. */
    public void kill() {
        own("killed").kill();
        ami.close();
        stopped = false;
    }

    /** Freezes it (SIGSTOP): its sockets stay open, it answers nothing. */
    public void stopSignal() {
        own("frozen").signal("STOP");
        stopped = true;
    }

    /** Lets it go on after {@link #stopSignal()} (SIGCONT). */
    public void continueSignal() {
        own("frozen").signal("CONT");
        stopped = false;
    }

    /** Starts it again, on the same ports with the same configuration; kills it first if it runs. */
    public void restart() {
        OwnInstance instance = own("restarted");
        if (instance.isAlive()) {
            kill();
        }
        try {
            ami = instance.start();
        } catch (IOException e) {
            throw new IllegalStateException("Asterisk did not start again: " + e.getMessage(), e);
        }
        watch(ami);
    }

    // Files

    /**
     * Its log so far: notices, warnings, errors, every dialplan step, every AGI line and every digit. Written by a thread of
     * Asterisk's own, so wait for a line rather than expect it.
     */
    public List<String> logs() {
        try {
            return own("asked for its log").log();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder for a test's sounds, as this JVM sees it. In a script they are named by {@link #sound}. */
    public Path soundsDirectory() {
        return hostPath(insidePath("sounds"));
    }

    /** The name by which scripts play a file of {@link #soundsDirectory()}; without its ending, as Asterisk wants it. */
    public String sound(String name) {
        return insidePath("sounds/" + name);
    }

    /** The name by which scripts record into a folder that the test can read; without an ending, as Asterisk wants it. */
    public String recordingName(String name) {
        return insidePath("recordings/" + name);
    }

    /** The file that a script recorded under {@link #recordingName}, as this JVM sees it; may not be there. */
    public Path recordingFile(String name, String format) {
        return hostPath(recordingName(name) + "." + format);
    }

    /** The folder of local AGI scripts, as this JVM sees it. */
    public Path agiBinDirectory() {
        return hostPath(insidePath("agi-bin"));
    }

    /** A path of its own folder as Asterisk sees it, such as {@code spool/voicemail}. */
    public String insidePath(String relative) {
        return own("asked for its files").insidePath() + "/" + relative;
    }

    /**
     * Where this JVM finds a file of Asterisk's.
     *
     * @throws IllegalArgumentException if it is not in the instance's own folder
     */
    public Path hostPath(String pathInsideAsterisk) {
        OwnInstance instance = own("asked for its files");
        String folder = instance.insidePath() + "/";
        if (!pathInsideAsterisk.startsWith(folder)) {
            throw new IllegalArgumentException(pathInsideAsterisk + " is not below " + folder);
        }
        return instance.tree().resolve(pathInsideAsterisk.substring(folder.length()));
    }

    // For the harness

    /** Brings it back if a test has killed or frozen it, and forgets the events so far. */
    void beforeTest() {
        if (own.isPresent()) {
            if (stopped) {
                continueSignal();
            }
            if (!isRunning() || !ami.isOpen()) {
                restart();
            }
        }
        calls.clear();
        ami.clearEvents();
    }

    /** Ends the calls that a test left behind, or all of an Asterisk that does not let go of them. */
    void afterTest() {
        if (stopped || !isRunning() || !ami.isOpen()) {
            return;
        }
        Set<String> names = channelsOfTests();
        if (names.isEmpty()) {
            return;
        }
        names.forEach(ami::hangup);
        try {
            Awaitility.await()
                    .atMost(CALLS_END_TIME)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> channelsOfTests().isEmpty());
        } catch (ConditionTimeoutException e) {
            LOG.warn(
                    "channels that do not end although hung up (a FastAGI server that has not closed its connections?): {}",
                    channelsOfTests());
            if (own.isPresent()) {
                restart();
            }
        }
    }

    private Set<String> channelsOfTests() {
        return ami.channels().stream()
                .filter(channel -> own.isPresent()
                        || calls.values().stream()
                                .anyMatch(call -> Set.of(call.nearUniqueId(), call.farUniqueId())
                                        .contains(channel.get("Uniqueid"))))
                .map(channel -> channel.get("Channel"))
                .collect(Collectors.toSet());
    }

    /** Copies logs, AMI transcript and configuration into a folder. */
    void saveArtefacts(Path folder) throws IOException {
        ami.flushTranscript();
        Artefacts.copy(logFolder, folder.resolve("log"));
        if (own.isPresent()) {
            Artefacts.copy(own.get().tree().resolve("etc"), folder.resolve("etc"));
        }
    }

    /** Ends it and deletes its files; an external one is only left, with its dialplan as it was. */
    @Override
    public void close() {
        try {
            if (own.isPresent()) {
                own.get().close();
                ami.close();
            } else {
                removeFromDialplan();
                ami.close();
                InstanceTrees.delete(logFolder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeFromDialplan() {
        if (!ami.isOpen()) {
            return;
        }
        List<HarnessDialplan.Step> steps = new ArrayList<>(added);
        steps.forEach(step -> ami.action(
                "DialplanExtensionRemove",
                Map.of("Context", step.context(), "Extension", step.extension(), "Priority", step.priority())));
    }

    private void watch(AmiControl control) {
        control.addListener(event -> {
            String id = event.isUserEvent(HarnessDialplan.DONE_EVENT) || event.isUserEvent(HarnessDialplan.VALUE_EVENT)
                    ? event.get("CallId")
                    : event.isEvent("OriginateResponse") ? event.get("ActionID") : "";
            LiveCall call = calls.get(id);
            if (call != null) {
                call.onEvent(event);
            }
        });
        control.closed().thenRun(() -> calls.values().forEach(call -> call.fail("Asterisk was lost during the call")));
    }

    private OwnInstance own(String what) {
        return own.orElseThrow(() -> new TestAbortedException("an external Asterisk cannot be " + what + " from here"));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Asterisk " + version() + " (" + installation.location() + ")";
    }
}
