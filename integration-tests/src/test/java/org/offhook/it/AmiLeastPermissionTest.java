// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.EventSelection;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.ami.action.AgiAction;
import org.offhook.ami.action.CommandAction;
import org.offhook.ami.action.CoreShowChannelsAction;
import org.offhook.ami.action.DbPutAction;
import org.offhook.ami.action.DeviceStateListAction;
import org.offhook.ami.action.FilterAction;
import org.offhook.ami.action.HangupAction;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.action.PingAction;
import org.offhook.ami.action.QueueAddAction;
import org.offhook.ami.action.QueueRemoveAction;
import org.offhook.ami.action.QueueStatusAction;
import org.offhook.ami.action.RedirectAction;
import org.offhook.ami.action.SetvarAction;
import org.offhook.ami.action.UserEventAction;

/** The table of docs/ami.md: what each feature needs of manager.conf. It is enough, and nothing of it can be left out. */
@RealAsterisk(options = AmiLeastPermissionTest.Users.class, modules = "res_manager_devicestate")
class AmiLeastPermissionTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    /** How long an event is waited for that must not come. */
    private static final Duration SHORT = Duration.ofMillis(400);

    private final AsteriskUnderTest asterisk;
    private AmiClients clients;
    private AmiClients mighty;
    private Duration patience;

    AmiLeastPermissionTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    /** What one does, and the classes under {@code read=} and {@code write=}. */
    enum Feature {
        LINK_AND_PING("", ""),
        SERVER_INFO("", "reporting"),
        START_AND_END_OF_ASTERISK("system", ""),
        CALL_EVENTS("call", ""),
        USER_EVENTS("user", "user"),
        VARIABLES("dialplan", "call"),
        ORIGINATE_WITH_OUTCOME("call", "originate"),
        CANCEL_REDIRECT_HANGUP("", "call"),
        QUEUES("agent", "agent"),
        PICTURE_OF_THE_PBX("agent,call", "reporting"),
        FILTERS("", "system"),
        ASYNC_AGI("agi", "agi"),
        DATABASE("", "system"),
        CONSOLE("", "command");

        private final String read;
        private final String write;

        Feature(String read, String write) {
            this.read = read;
            this.write = write;
        }

        /** The user who has just enough, and those with one class less. */
        List<Rights> users() {
            Set<String> reads = classes(read);
            Set<String> writes = classes(write);
            return Stream.of(
                            Stream.of(new Rights(this, reads, writes)),
                            reads.stream().map(one -> new Rights(this, less(reads, one), writes)),
                            writes.stream().map(one -> new Rights(this, reads, less(writes, one))))
                    .flatMap(each -> each)
                    .toList();
        }

        private static Set<String> classes(String text) {
            return text.isEmpty() ? Set.of() : Set.of(text.split(","));
        }

        private static Set<String> less(Set<String> all, String one) {
            Set<String> rest = new TreeSet<>(all);
            rest.remove(one);
            return rest;
        }
    }

    /** A user of manager.conf. */
    record Rights(Feature feature, Set<String> read, Set<String> write) {
        String user() {
            return feature + "-" + list(read) + "-" + list(write);
        }

        boolean enough() {
            return list(read).equals(feature.read) && list(write).equals(feature.write);
        }

        String section() {
            return "[" + user() + "]\nsecret = s\n"
                    + (read.isEmpty() ? "" : "read = " + list(read) + "\n")
                    + (write.isEmpty() ? "" : "write = " + list(write) + "\n");
        }

        private static String list(Set<String> classes) {
            return String.join(",", new TreeSet<>(classes));
        }
    }

    static final class Users implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT
                    .withFile(
                            "manager_extra.conf",
                            Arrays.stream(Feature.values())
                                    .flatMap(feature -> feature.users().stream())
                                    .map(Rights::section)
                                    .collect(Collectors.joining()))
                    .withDialplan("""
                            [rights]
                            exten => wait,1,Answer()
                             same => n,Wait(30)
                            exten => agi,1,AGI(agi:async)
                            """);
        }
    }

    @BeforeEach
    void setUp() {
        clients = new AmiClients(asterisk);
        mighty = new AmiClients(asterisk);
    }

    @AfterEach
    void closeClients() {
        clients.close();
        mighty.close();
    }

    @ParameterizedTest
    @EnumSource
    void theseClassesAreEnoughAndEachIsNeeded(Feature feature) {
        for (Rights rights : feature.users()) {
            AmiClient client =
                    clients.connect(clients.options(rights.user(), "s").bootTimeout(Duration.ofMillis(100)));
            Seen<AmiEvent> events = new Seen<>();
            client.subscribe(EventSelection.all(), SubscriptionOptions.defaults(), events);

            patience = rights.enough() ? LONG : SHORT;
            assertThat(works(feature, client, events)).as(rights.user()).isEqualTo(rights.enough());
        }
    }

    private boolean works(Feature feature, AmiClient client, Seen<AmiEvent> events) {
        return switch (feature) {
            case LINK_AND_PING -> may(client, PingAction.of());
            case SERVER_INFO ->
                client.server().version().isPresent() && client.server().started() != null;
            case START_AND_END_OF_ASTERISK -> client.server().bootConfirmed();
            case CALL_EVENTS -> {
                call("wait");
                yield came(events, event -> event.name().equals("Newchannel"));
            }
            case USER_EVENTS ->
                may(client, UserEventAction.of("Mine"))
                        && came(events, event -> event.name().equals("UserEvent"));
            case VARIABLES ->
                may(client, SetvarAction.of("SOME", "value"))
                        && came(events, event -> event.name().equals("VarSet"));
            case ORIGINATE_WITH_OUTCOME ->
                may(client, OriginateAction.toExtension("Local/wait@rights/n", "rights", "wait", 1))
                        && came(events, event -> event.name().equals("OriginateResponse"));
            case CANCEL_REDIRECT_HANGUP -> {
                String channel = call("wait");
                yield may(client, RedirectAction.of(channel, "rights", "wait", 1))
                        && may(client, HangupAction.of(channel));
            }
            case QUEUES -> {
                boolean added = may(client, QueueAddAction.of("support", "Local/wait@rights/n"));
                boolean seen = came(events, event -> event.name().equals("QueueMemberAdded"));
                if (added) {
                    client.request(QueueRemoveAction.of("support", "Local/wait@rights/n"));
                }
                yield added && seen;
            }
            case PICTURE_OF_THE_PBX -> {
                boolean listed = may(client, CoreShowChannelsAction.of())
                        && may(client, QueueStatusAction.of())
                        && may(client, DeviceStateListAction.of());
                call("wait");
                AmiClient all = mighty.connect();
                all.request(QueueAddAction.of("support", "Local/wait@rights/n"));
                all.request(QueueRemoveAction.of("support", "Local/wait@rights/n"));
                yield listed
                        && came(events, event -> event.name().equals("Newchannel"))
                        && came(events, event -> event.name().equals("QueueMemberRemoved"));
            }
            case FILTERS -> may(client, FilterAction.of().operation("Add").filter("Event: Hangup"));
            case ASYNC_AGI -> {
                String channel = call("agi");
                yield may(client, AgiAction.of(channel, "NOOP"))
                        && came(events, event -> event.name().equals("AsyncAGIExec"));
            }
            case DATABASE -> may(client, DbPutAction.of("rights", "key").value("x"));
            case CONSOLE -> may(client, CommandAction.of("core show version"));
        };
    }

    /** A call of somebody else's; its unique id. */
    private String call(String near) {
        String id = UUID.randomUUID().toString();
        AmiClient all = mighty.connect();
        assertThat(all.originate(OriginateAction.toExtension("Local/wait@rights/n", "rights", near, 1)
                                .channelId(id))
                        .await(LONG)
                        .isAnswered())
                .isTrue();
        return id;
    }

    private static boolean may(AmiClient client, AmiAction<?> action) {
        try {
            client.request(action);
            return true;
        } catch (AmiErrorException e) {
            assertThat(e).hasMessageContaining("Permission denied");
            return false;
        }
    }

    private boolean came(Seen<AmiEvent> events, Predicate<AmiEvent> fits) {
        try {
            Awaitility.await()
                    .atMost(patience)
                    .until(() -> events.all().stream().anyMatch(fits));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }
}
