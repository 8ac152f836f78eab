// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiPermissionException;
import org.offhook.ami.EventSelection;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.action.PingAction;

/** What a user of manager.conf may see and do, class by class. */
@RealAsterisk(modules = "res_parking", pjsip = true, options = AmiPermissionTest.Users.class)
class AmiPermissionTest {
    private static final List<String> CLASSES = List.of(
            "system",
            "call",
            "log",
            "verbose",
            "command",
            "agent",
            "user",
            "config",
            "dtmf",
            "reporting",
            "cdr",
            "dialplan",
            "originate",
            "agi",
            "cc",
            "aoc",
            "test",
            "security",
            "message");
    private static final Pattern PRIVILEGES = Pattern.compile("\\(Priv: ([a-z,]+)\\)$");

    private final AsteriskUnderTest asterisk;
    private AmiClients clients;

    AmiPermissionTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    /** One user for each class, and one without any. */
    static final class Users implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            String users = CLASSES.stream()
                    .map(name -> "[only-" + name + "]\nsecret = s\nread = " + name + "\nwrite = " + name + "\n")
                    .collect(Collectors.joining());
            return AsteriskOptions.DEFAULT.withFile("manager_extra.conf", users + "[bare]\nsecret = s\n");
        }
    }

    @BeforeEach
    void setUp() {
        clients = new AmiClients(asterisk);
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void aRefusalNamesTheClassesOfWhichEachOneCuresIt() throws Exception {
        AmiClient bare = user("bare");
        Map<String, Set<String>> needed = privileges();
        Map<String, AmiAction<?>> known = actions();
        assertThat(known.keySet())
                .as("there is a type for all that this server can do")
                .containsAll(needed.keySet());

        Map<String, Set<String>> named = new TreeMap<>();
        needed.forEach((action, classes) -> {
            AmiPermissionException refused =
                    catchThrowableOfType(AmiPermissionException.class, () -> bare.request(known.get(action)));
            assertThat(refused).as(action).isNotNull();
            named.put(action, refused.privileges());
            assertThat(classes)
                    .as(action)
                    .allSatisfy(name -> assertThat(refused).hasMessageContaining(name));
        });
        assertThat(named).hasSizeGreaterThan(70).isEqualTo(needed);

        Map<String, AmiClient> holders = new LinkedHashMap<>();
        named.forEach((action, classes) -> classes.forEach(name -> {
            AmiClient holder = holders.computeIfAbsent(name, only -> user("only-" + only));
            assertThat(refusedFor(holder, known.get(action)))
                    .as("%s for a user with %s", action, name)
                    .isFalse();
        }));
    }

    @Test
    void whatNeedsNoClassIsNeverRefused() {
        AmiClient bare = user("bare");

        for (String action : List.of("Ping", "QueueStatus", "QueueSummary", "BridgeList", "ListCommands")) {
            assertThat(refusedFor(bare, RawAction.of(action))).as(action).isFalse();
        }
        assertThat(privileges()).doesNotContainKeys("Ping", "QueueStatus", "QueueSummary", "BridgeList");
    }

    @Test
    void aUserSeesTheEventsOfItsClasses() {
        Map<String, Seen<AmiEvent>> seen = new LinkedHashMap<>();
        Map<String, Set<String>> expected = Map.of(
                "call",
                Set.of("Newchannel", "DialBegin", "DialEnd", "OriginateResponse", "BridgeEnter", "Hangup"),
                "dialplan",
                Set.of("VarSet", "Newexten"),
                "user",
                Set.of("UserEvent"),
                "agent",
                Set.of("QueueCallerJoin", "AgentCalled", "AgentConnect", "AgentComplete"),
                "dtmf",
                Set.of("DTMFBegin", "DTMFEnd"),
                "system",
                Set.of("Reload"));
        expected.keySet().forEach(name -> {
            Seen<AmiEvent> events = new Seen<>();
            user("only-" + name).subscribe(EventSelection.all(), SubscriptionOptions.defaults(), events);
            seen.put(name, events);
        });
        asterisk.dialplan("""
                [seen]
                exten => 1,1,Answer()
                 same => n,UserEvent(Mine)
                 same => n,SendDTMF(1)
                 same => n,Queue(support,,,,10)
                """);
        asterisk.ami().command("module reload features");

        CallResult result = asterisk.call(CallPlan.dialplan("seen", "1").far(Far.answer()));

        assertThat(result).isNotNull();
        expected.forEach((name, names) -> await().untilAsserted(
                        () -> assertThat(seen.get(name).all().stream().map(AmiEvent::name))
                                .as("class %s", name)
                                .containsAll(names)));
        seen.forEach((name, events) -> assertThat(events.all())
                .as("class %s", name)
                .allSatisfy(
                        event -> assertThat(event.headers().find("Privilege").orElse(name + ",all"))
                                .isEqualTo(name + ",all")));
    }

    @Test
    void withoutTheClassSystemTheServerRefusesWhatCouldRunPrograms() {
        AmiClient client = user("only-originate");

        for (List<String> order :
                List.of(List.of("System", "true"), List.of("AGI", "agi:async"), List.of("Wait", "${SHELL(true)}"))) {
            AmiErrorException refused = catchThrowableOfType(
                    AmiErrorException.class,
                    () -> client.request(RawAction.of(
                            "Originate",
                            "Channel",
                            asterisk.target("answer"),
                            "Application",
                            order.get(0),
                            "Data",
                            order.get(1),
                            "Async",
                            "true")));
            assertThat(refused).as(order.get(0)).hasMessageContaining("Originate Access Forbidden");
            assertThat(refused).as("a class would not be enough to say").isNotInstanceOf(AmiPermissionException.class);
        }
    }

    private boolean refusedFor(AmiClient client, AmiAction<?> action) {
        CompletableFuture<?> answer = client.send(action, Duration.ofSeconds(20));
        try {
            Stage.await(answer);
        } catch (AmiPermissionException e) {
            return true;
        } catch (AmiErrorException e) {
            // It was let through, and lacks parameters.
        }
        return false;
    }

    /** All actions there is a type for, by their names, without parameters. */
    private static Map<String, AmiAction<?>> actions() throws Exception {
        Path place = Path.of(PingAction.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(place)) {
            return actions(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return actions(jar.getPath("/"));
        }
    }

    private static Map<String, AmiAction<?>> actions(Path classes) throws Exception {
        Map<String, AmiAction<?>> actions = new TreeMap<>();
        String pack = PingAction.class.getPackageName();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(classes.resolve(pack.replace('.', '/')), "*Action.class")) {
            for (Path file : files) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(pack + "." + name);
                if (type.isRecord()) {
                    AmiAction<?> action =
                            (AmiAction<?>) type.getConstructor(AmiHeaders.class).newInstance(AmiHeaders.EMPTY);
                    actions.put(action.name(), action);
                }
            }
        }
        actions.put("Originate", OriginateAction.toExtension("none/none", "none", "none", 1));
        return actions;
    }

    private AmiClient user(String name) {
        return clients.connect(clients.options(name, "s").bootTimeout(Duration.ofMillis(30)));
    }

    /** What the server itself says of its actions: name, then classes; without those that need none. */
    private Map<String, Set<String>> privileges() {
        Map<String, Set<String>> needed = new TreeMap<>();
        for (AmiHeaders.Header header :
                clients.connect().request(RawAction.of("ListCommands")).headers()) {
            Matcher matcher = PRIVILEGES.matcher(header.value());
            if (matcher.find()) {
                Set<String> classes =
                        new LinkedHashSet<>(List.of(matcher.group(1).split(",")));
                classes.remove("all");
                needed.put(header.name(), classes);
            }
        }
        return needed;
    }
}
