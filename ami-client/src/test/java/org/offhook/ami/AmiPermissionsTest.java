// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.ReloadEvent;
import org.offhook.ami.event.VarSetEvent;

/** What a user may do, from what Asterisk says of it. */
class AmiPermissionsTest extends AmiClientFixture {

    /** An action that needs one of these. */
    private record Needs(String name, Set<String> privileges) implements AmiAction<AmiResponse> {
        @Override
        public AmiHeaders headers() {
            return AmiHeaders.EMPTY;
        }

        @Override
        public AmiResponse result(AmiResponse response) {
            return response;
        }
    }

    private static final Needs ORIGINATE = new Needs("Originate", Set.of("originate"));
    private static final Needs HANGUP = new Needs("Hangup", Set.of("system", "call"));
    private static final Needs QUEUE_ADD = new Needs("QueueAdd", Set.of("agent"));
    private static final Needs SHELL = new Needs("ModuleLoad", Set.of("system"));

    private static AmiResponse response(String... namesAndValues) {
        AmiHeaders.Builder headers =
                AmiHeaders.builder().add("Response", "Success").add("ActionID", "x-1");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new AmiResponse(headers.build(), List.of(), null, null);
    }

    /** In the words of Asterisk 22, for a user with {@code write = originate}. */
    private static AmiPermissions mayOriginate() {
        return AmiPermissions.read(response(
                "Originate", "Originate a call.  (Priv: originate,all)",
                "Events", "Control Event Flow.  (Priv: <none>)",
                "Odd", "Says (Priv: x) in between.  (Priv: call,reporting,all)",
                "NoClasses", "Something without."));
    }

    private static AmiResponse user(String read, String write) {
        return response(
                "Message", "Command output follows",
                "Output", "",
                "Output", "          username: few",
                "Output", "            secret: <Set>",
                "Output", "         read perm: " + read,
                "Output", "        write perm: " + write,
                "Output", "   displayconnects: yes");
    }

    @Test
    void whatIsListedMayBeRun() {
        AmiPermissions permissions = mayOriginate();
        assertThat(permissions.may("originate")).isTrue();
        assertThat(permissions.may(ORIGINATE)).isTrue();
        assertThat(permissions.may("Events")).isTrue();
        assertThat(permissions.may("Odd")).isTrue();
        assertThat(permissions.may(HANGUP)).isFalse();
        assertThat(permissions.may("Response")).isFalse();
        assertThat(permissions.may("NoClasses")).isFalse();
        assertThat(permissions.readClasses()).isEmpty();
        assertThat(permissions.writeClasses()).isEmpty();
        assertThat(permissions.missingReads(HangupEvent.class)).isEmpty();
        assertThat(permissions).hasToString("AmiPermissions[3 actions, read unknown, write unknown]");
    }

    @Test
    void whatIsMissingIsNamedWithTheClassesThatWouldDo() {
        assertThat(mayOriginate().missingFor(HANGUP, ORIGINATE, QUEUE_ADD))
                .containsExactly(Map.entry("Hangup", Set.of("system", "call")), Map.entry("QueueAdd", Set.of("agent")));
    }

    @Test
    void requireNamesTheLineToChangeAndAsksForTheLeast() {
        assertThatCode(() -> mayOriginate().require(ORIGINATE)).doesNotThrowAnyException();
        AmiPermissionException e = catchThrowableOfType(
                AmiPermissionException.class, () -> mayOriginate().require(HANGUP, QUEUE_ADD, SHELL));
        assertThat(e.privileges()).containsExactlyInAnyOrder("agent", "call", "system");
        assertThat(e).hasMessageContainingAll("Hangup, QueueAdd, ModuleLoad", "\"agent,call,system\"", "write =");

        AmiPermissionException least = catchThrowableOfType(
                AmiPermissionException.class, () -> mayOriginate().require(HANGUP));
        assertThat(least.privileges()).containsExactly("call");
    }

    @Test
    void anActionWhoseClassTheUserHasIsNotThereForAnotherReason() {
        AmiPermissions all = mayOriginate().withUser(user("all", "system,call,all"));
        assertThat(all.missingFor(QUEUE_ADD)).containsExactly(Map.entry("QueueAdd", Set.of()));
        AmiPermissionException e = catchThrowableOfType(AmiPermissionException.class, () -> all.require(QUEUE_ADD));
        assertThat(e).hasMessageContainingAll("does not offer QueueAdd", "module");
        assertThat(e.getMessage()).doesNotContain("manager.conf");
        assertThat(e.privileges()).isEmpty();

        // and without the classes: another action shows that the user has this one
        assertThat(mayOriginate().missingFor(new Needs("Originate2", Set.of("originate"))))
                .containsExactly(Map.entry("Originate2", Set.of()));
    }

    @Test
    void theUsersOwnLinesTellTheClasses() {
        AmiPermissions some = mayOriginate().withUser(user("system,call", "originate"));
        assertThat(some.readClasses()).contains(Set.of("system", "call"));
        assertThat(some.writeClasses()).contains(Set.of("originate"));
        assertThat(some.missingReads(HangupEvent.class, ReloadEvent.class)).contains(Set.of());
        assertThat(some.missingReads(HangupEvent.class, VarSetEvent.class)).contains(Set.of("dialplan"));
        assertThat(some.missingReads(AmiChannelEvent.class).orElseThrow()).contains("dialplan", "agent");

        AmiPermissions none = mayOriginate().withUser(user("<none>", "<none>"));
        assertThat(none.readClasses()).contains(Set.of());
        assertThat(none.missingReads(HangupEvent.class)).contains(Set.of("call"));

        AmiPermissions all = mayOriginate().withUser(user("system,call,all", "all"));
        assertThat(all.missingReads(VarSetEvent.class)).contains(Set.of());

        AmiPermissions unknown = mayOriginate().withUser(response("Output", "There is no manager called few"));
        assertThat(unknown.readClasses()).isEmpty();
    }

    @Test
    void aClientAsksForTheClassesWhereItMay() {
        server.on(
                "ListCommands",
                (peer, action) ->
                        peer.reply(action, "Success", "Command: Execute Asterisk CLI Command.  (Priv: command,all)"));
        server.on("Command", (peer, action) -> {
            assertThat(action.header("Command")).isEqualTo("manager show user " + ScriptedAmi.USER);
            peer.reply(
                    action,
                    "Success",
                    "Message: Command output follows",
                    "Output:          read perm: system,call",
                    "Output:         write perm: command");
        });
        AmiPermissions permissions = connect().checkPermissions();
        assertThat(permissions.readClasses()).contains(Set.of("system", "call"));
        assertThat(permissions.writeClasses()).contains(Set.of("command"));
    }

    @Test
    void aClientWithoutTheCommandKnowsTheActionsOnly() {
        AmiPermissions permissions = connect().checkPermissions();
        assertThat(permissions.may("Originate")).isTrue();
        assertThat(permissions.readClasses()).isEmpty();
        assertThat(server.peer().actions()).doesNotContain("Command");
    }

    @Test
    void aCommandThatIsRefusedLeavesTheClassesUnknown() {
        server.on(
                "ListCommands",
                (peer, action) ->
                        peer.reply(action, "Success", "Command: Execute Asterisk CLI Command.  (Priv: command,all)"));
        server.on("Command", (peer, action) -> peer.reply(action, "Error", "Message: Command output follows"));
        AmiPermissions permissions = connect().checkPermissions();
        assertThat(permissions.may("Command")).isTrue();
        assertThat(permissions.readClasses()).isEmpty();
    }

    @Test
    void aNameThatTheCommandLineWouldSplitIsNotSent() {
        server.on(
                "ListCommands",
                (peer, action) ->
                        peer.reply(action, "Success", "Command: Execute Asterisk CLI Command.  (Priv: command,all)"));
        AmiPermissions permissions = AmiPermissions.check(connect(), "a b;core stop now");
        assertThat(permissions.readClasses()).isEmpty();
        assertThat(server.peer().actions()).doesNotContain("Command");
    }
}
