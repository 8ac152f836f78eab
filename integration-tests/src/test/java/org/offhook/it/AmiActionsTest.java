// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.action.CommandAction;
import org.offhook.ami.action.CoreSettingsAction;
import org.offhook.ami.action.CoreShowChannelsAction;
import org.offhook.ami.action.CoreStatusAction;
import org.offhook.ami.action.CreateConfigAction;
import org.offhook.ami.action.DbDelAction;
import org.offhook.ami.action.DbDelTreeAction;
import org.offhook.ami.action.DbGetAction;
import org.offhook.ami.action.DbGetTreeAction;
import org.offhook.ami.action.DbPutAction;
import org.offhook.ami.action.DeviceStateListAction;
import org.offhook.ami.action.DialplanExtensionAddAction;
import org.offhook.ami.action.DialplanExtensionRemoveAction;
import org.offhook.ami.action.ExtensionStateAction;
import org.offhook.ami.action.ExtensionStateListAction;
import org.offhook.ami.action.GetConfigAction;
import org.offhook.ami.action.GetConfigJsonAction;
import org.offhook.ami.action.GetvarAction;
import org.offhook.ami.action.ListCategoriesAction;
import org.offhook.ami.action.ListCommandsAction;
import org.offhook.ami.action.LoggerRotateAction;
import org.offhook.ami.action.MailboxCountAction;
import org.offhook.ami.action.MailboxStatusAction;
import org.offhook.ami.action.ModuleCheckAction;
import org.offhook.ami.action.ModuleLoadAction;
import org.offhook.ami.action.PingAction;
import org.offhook.ami.action.PjsipShowAorsAction;
import org.offhook.ami.action.PjsipShowContactsAction;
import org.offhook.ami.action.PjsipShowEndpointAction;
import org.offhook.ami.action.PjsipShowEndpointsAction;
import org.offhook.ami.action.PresenceStateAction;
import org.offhook.ami.action.PresenceStateListAction;
import org.offhook.ami.action.SetvarAction;
import org.offhook.ami.action.ShowDialPlanAction;
import org.offhook.ami.action.UpdateConfigAction;
import org.offhook.ami.event.AorListEvent;
import org.offhook.ami.event.DbGetResponseEvent;
import org.offhook.ami.event.DeviceStateChangeEvent;
import org.offhook.ami.event.EndpointDetailEvent;
import org.offhook.ami.event.EndpointListEvent;
import org.offhook.ami.event.ExtensionStatusEvent;
import org.offhook.ami.event.ListDialplanEvent;
import org.offhook.ami.event.LoadEvent;
import org.offhook.ami.event.PresenceStateChangeEvent;
import org.offhook.ami.event.UnloadEvent;

/** Each family of actions that needs no call, with the types made for it. */
@RealAsterisk(options = AmiActionsTest.Modules.class)
class AmiActionsTest {
    private final AsteriskUnderTest asterisk;
    private AmiClients clients;
    private AmiClient client;

    AmiActionsTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    static final class Modules implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT
                    .withPjsip()
                    .withModules(
                            "res_manager_devicestate",
                            "res_manager_presencestate",
                            "func_devstate",
                            "func_presencestate")
                    .withDialplan("""
                            [states]
                            exten => lamp,hint,Custom:lamp
                            exten => lamp,1,NoOp(a:b, "c")
                             same => n,Hangup()
                            """);
        }
    }

    @BeforeEach
    void connect() {
        clients = new AmiClients(asterisk);
        client = clients.connect();
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void theServerTellsWhatItIs() {
        assertThat(client.request(PingAction.of()).headers().find("Ping")).hasValue("Pong");
        assertThat(client.request(CoreSettingsAction.of()).headers().find("AsteriskVersion"))
                .isEqualTo(client.server().version());
        assertThat(client.request(CoreStatusAction.of()).headers().find("CoreCurrentCalls"))
                .hasValue("0");
        assertThat(client.request(ListCommandsAction.of()).headers().size()).isGreaterThan(100);
        assertThat(client.request(PingAction.of().actionId("mine")).actionId()).hasValue("mine");
    }

    @Test
    void aCommandsOutputIsExact() {
        client.request(DbPutAction.of("exact", "key").value("two  blanks: and a colon, ü"));
        client.request(DbPutAction.of("exact", "other").value("x"));

        assertThat(client.request(CommandAction.of("database show exact")).lines())
                .containsExactly(
                        "%-50s: %-25s".formatted("/exact/key", "two  blanks: and a colon, ü"),
                        "%-50s: %-25s".formatted("/exact/other", "x"),
                        "2 results found.");
        assertThat(client.request(CommandAction.of("queue reset stats")).text())
                .as("a silent one")
                .isEmpty();
        assertThat(client.request(CommandAction.of("manager show user " + asterisk.amiUser()))
                        .lines())
                .as("an empty line, and blanks at a beginning")
                .startsWith("", "          username: " + asterisk.amiUser(), "            secret: <Set>");
        assertThat(client.request(CommandAction.of("core show applications")).lines())
                .hasSizeGreaterThan(60);

        AmiErrorException unknown = refused(CommandAction.of("nonsense"));
        assertThat(unknown.response().output()).singleElement().asString().startsWith("No such command 'nonsense'");
        assertThat(refused(CommandAction.of("module unload app_echo.so"))).hasMessageContaining("Command blacklisted");
    }

    @Test
    void theDatabaseIsWrittenReadAndCleared() {
        client.request(DbPutAction.of("shop", "open").value("yes"));
        client.request(DbPutAction.of("shop", "hours").value(""));

        AmiEventList<DbGetResponseEvent> got = client.request(DbGetAction.of("shop", "open"));
        assertThat(got.events())
                .singleElement()
                .satisfies(entry -> assertThat(entry.value()).hasValue("yes"));
        assertThat(got.completion().orElseThrow().name()).isEqualTo("DBGetComplete");
        assertThat(client.request(DbGetTreeAction.of().family("shop")).size()).isEqualTo(2);
        assertThat(refused(DbGetAction.of("shop", "none")))
                .as("an error instead of a list")
                .hasMessageContaining("not found");

        client.request(DbDelAction.of("shop", "open"));
        client.request(DbDelTreeAction.of("shop"));
        assertThat(refused(DbDelTreeAction.of("shop"))).hasMessageContaining("not found");
    }

    @Test
    void aConfigurationFileIsMadeChangedAndRead() {
        client.request(CreateConfigAction.of("made.conf"));
        client.request(UpdateConfigAction.of("made.conf")
                .newCategory("one")
                .append("one", "colour", "blue")
                .append("one", "size", "1,5 = \"big\"")
                .newCategory("two"));
        client.request(UpdateConfigAction.of("made.conf").update("one", "colour", "red"));

        AmiHeaders read = client.request(GetConfigAction.of("made.conf")).headers();
        assertThat(read.find("Category-000000")).hasValue("one");
        assertThat(read.find("Line-000000-000000")).hasValue("colour=red");
        assertThat(read.find("Line-000000-000001")).hasValue("size=1,5 = \"big\"");
        assertThat(client.request(GetConfigJsonAction.of("made.conf")).headers().find("JSON"))
                .hasValueSatisfying(json -> assertThat(json).contains("\"colour\":\"red\""));
        assertThat(client.request(ListCategoriesAction.of("made.conf"))
                        .headers()
                        .find("Category-000001"))
                .hasValue("two");
        assertThat(refused(GetConfigAction.of("none.conf"))).hasMessageContaining("not found");
    }

    @Test
    void theDialplanIsShownAndChanged() {
        client.request(
                DialplanExtensionAddAction.of("states", "added", "1", "NoOp").applicationData("x"));

        AmiEventList<ListDialplanEvent> shown =
                client.request(ShowDialPlanAction.of().context("states"));
        assertThat(shown.stream().map(ListDialplanEvent::extension).flatMap(Optional::stream))
                .contains("lamp", "added");
        assertThat(shown.stream().map(ListDialplanEvent::applicationData).flatMap(Optional::stream))
                .contains("a:b, \"c\"");
        client.request(DialplanExtensionRemoveAction.of("states", "added"));
        assertThat(client.request(ShowDialPlanAction.of().context("states")).size())
                .isEqualTo(shown.size() - 1);
        assertThat(refused(ShowDialPlanAction.of().context("nowhere")))
                .hasMessageContaining("Did not find context nowhere");
    }

    @Test
    void modulesAreCheckedLoadedAndUnloaded() {
        Seen<LoadEvent> loaded = new Seen<>();
        Seen<UnloadEvent> unloaded = new Seen<>();
        client.subscribe(LoadEvent.class, loaded);
        client.subscribe(UnloadEvent.class, unloaded);
        client.request(ModuleCheckAction.of("app_echo.so"));

        client.request(ModuleLoadAction.of("unload").module("app_echo.so"));
        unloaded.await("unloaded", one -> true);
        assertThatThrownBy(() -> client.request(ModuleCheckAction.of("app_echo.so")))
                .isInstanceOf(AmiErrorException.class);
        client.request(ModuleLoadAction.of("load").module("app_echo.so"));
        assertThat(loaded.await("loaded", one -> true).module()).hasValue("app_echo.so");

        // This one is answered three times: the first counts, and the others are nobody's.
        assertThat(refused(ModuleLoadAction.of("load"))).hasMessageContaining("ModuleLoad");
        assertThat(client.request(PingAction.of()).isSuccess()).isTrue();
    }

    @Test
    void variablesAndFunctionsAreSetAndRead() {
        client.request(SetvarAction.of("GLOBAL_ONE", "a, \"b\" \\c ü"));

        assertThat(client.request(GetvarAction.of("GLOBAL_ONE"))).hasValue("a, \"b\" \\c ü");
        assertThat(client.request(GetvarAction.of("MATH(6*7,int)"))).hasValue("42");
        assertThat(client.request(GetvarAction.of("NEVER_SET"))).isEmpty();
        assertThat(refused(SetvarAction.of("X", "1").channel("nobody"))).hasMessageContaining("No such channel");
    }

    @Test
    void mailboxesAreCounted() {
        AmiHeaders status =
                client.request(MailboxStatusAction.of("100@default")).headers();
        AmiHeaders count = client.request(MailboxCountAction.of("100@default")).headers();

        assertThat(status.find("Waiting")).hasValue("0");
        assertThat(count.find("NewMessages")).hasValue("0");
        assertThat(count.find("OldMessages")).hasValue("0");
    }

    @Test
    void statesOfDevicesExtensionsAndPeopleAreToldAndListed() {
        Seen<DeviceStateChangeEvent> devices = new Seen<>();
        Seen<ExtensionStatusEvent> extensions = new Seen<>();
        Seen<PresenceStateChangeEvent> people = new Seen<>();
        client.subscribe(DeviceStateChangeEvent.class, devices);
        client.subscribe(ExtensionStatusEvent.class, extensions);
        client.subscribe(PresenceStateChangeEvent.class, people);

        client.request(SetvarAction.of("DEVICE_STATE(Custom:lamp)", "INUSE"));
        client.request(SetvarAction.of("PRESENCE_STATE(CustomPresence:ann)", "away,lunch,back at 2"));

        assertThat(devices.await(
                                "the lamp",
                                one -> one.device()
                                        .filter("Custom:lamp"::equals)
                                        .isPresent())
                        .state())
                .hasValue("INUSE");
        extensions.await(
                "the hint", one -> one.extension().filter("lamp"::equals).isPresent());
        assertThat(people.await(
                                "Ann",
                                one -> one.presentity()
                                        .filter("CustomPresence:ann"::equals)
                                        .isPresent())
                        .status())
                .hasValue("away");
        assertThat(client.request(DeviceStateListAction.of()).stream())
                .anyMatch(one -> one.device().filter("Custom:lamp"::equals).isPresent());
        assertThat(client.request(ExtensionStateListAction.of()).stream())
                .anyMatch(one -> one.extension().filter("lamp"::equals).isPresent());
        assertThat(client.request(PresenceStateListAction.of()).stream())
                .anyMatch(one ->
                        one.presentity().filter("CustomPresence:ann"::equals).isPresent());
        AmiResponse lamp = client.request(ExtensionStateAction.of("states", "lamp"));
        assertThat(lamp.headers().find("Status")).hasValue("1");
        assertThat(client.request(ExtensionStateAction.of("states", "none"))
                        .headers()
                        .find("Status"))
                .as("an unknown one is no error")
                .hasValue("-1");
        assertThat(client.request(PresenceStateAction.of("CustomPresence:ann"))
                        .headers()
                        .find("Subtype"))
                .hasValue("lunch");
        client.request(SetvarAction.of("DEVICE_STATE(Custom:lamp)", "NOT_INUSE"));
    }

    @Test
    void pjsipIsListed() {
        AmiEventList<EndpointListEvent> endpoints = client.request(PjsipShowEndpointsAction.of());
        AmiEventList<AorListEvent> aors = client.request(PjsipShowAorsAction.of());

        assertThat(endpoints.events())
                .singleElement()
                .satisfies(one -> assertThat(one.objectName()).hasValue("phone"));
        assertThat(endpoints.completion().orElseThrow().headers().find("ListItems"))
                .hasValue("1");
        assertThat(aors.events())
                .singleElement()
                .satisfies(one -> assertThat(one.objectName()).hasValue("phone"));
        assertThat(refused(PjsipShowContactsAction.of()))
                .as("an error instead of an empty list")
                .hasMessageContaining("No Contacts found");
        AmiEventList<AmiEvent> detail = client.request(PjsipShowEndpointAction.of("phone"));
        assertThat(detail.events()).hasAtLeastOneElementOfType(EndpointDetailEvent.class);
        assertThat(refused(PjsipShowEndpointAction.of("nobody"))).hasMessageContaining("Unable to retrieve endpoint");
    }

    @Test
    void theLogIsRotatedAndEmptyListsAreEmpty() {
        assertThat(client.request(LoggerRotateAction.of()).isSuccess()).isTrue();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> client.request(CoreShowChannelsAction.of()).isEmpty());
        assertThat(List.copyOf(client.request(CoreShowChannelsAction.of()).events()))
                .isEmpty();
    }

    private AmiErrorException refused(AmiAction<?> action) {
        AmiErrorException refused = catchThrowableOfType(AmiErrorException.class, () -> client.request(action));
        assertThat(refused).as(action.toString()).isNotNull();
        return refused;
    }
}
