// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeAsterisk} does with the actions of its connections. Used under its lock. */
final class AmiActions {

    private interface Handler {
        void run(AmiLink link, AmiMessage action);
    }

    /**
     * An action.
     *
     * @param privilege the classes of which a user needs one, as ListCommands writes them
     */
    private record Known(String name, String privilege, String synopsis, Handler handler) {
        boolean isFor(AmiLink link) {
            return privilege.equals(NONE)
                    || EventSieve.classes(privilege.replace(",all", "")).stream()
                            .anyMatch(link.writable::contains);
        }
    }

    private static final String NONE = "<none>";
    private static final Pattern FORBIDDEN_APPLICATION =
            Pattern.compile("(?i)agi|dbdeltree|exec|externalivr|mixmonitor|originate|reload|system");
    private static final Pattern FORBIDDEN_DATA = Pattern.compile("CURL|DB|EVAL|FILE|ODBC|REALTIME|SHELL");

    private final FakeAsterisk asterisk;
    private final CliCommands console;
    /** By its name, in any case; in the order of ListCommands. */
    private final Map<String, Known> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    AmiActions(FakeAsterisk asterisk) {
        this.asterisk = asterisk;
        this.console = new CliCommands(asterisk);
        aboutConnections();
        aboutTheSystem();
        aboutChannels();
    }

    private void aboutConnections() {
        on("Challenge", NONE, "Generate Challenge for MD5 Auth.", this::challenge);
        on("Events", NONE, "Control Event Flow.", this::events);
        on("Filter", "system,all", "Dynamically add filters for the current manager session.", this::filter);
        on("ListCommands", NONE, "List available manager commands.", this::listCommands);
        on("Login", NONE, "Login Manager.", this::login);
        on("Logoff", NONE, "Logoff Manager.", (link, action) -> {
            reply(link, action, "Goodbye", "Message: Thanks for all the fish.");
            link.end();
        });
        on(
                "Ping",
                NONE,
                "Keepalive command.",
                (link, action) -> reply(link, action, "Success", "Ping: Pong", "Timestamp: " + now()));
    }

    private void aboutTheSystem() {
        on("Command", "command,all", "Execute Asterisk CLI Command.", this::command);
        on(
                "CoreSettings",
                "system,reporting,all",
                "Show PBX core settings (version etc).",
                (link, action) -> reply(
                        link,
                        action,
                        "Success",
                        "AMIversion: " + asterisk.amiVersion(),
                        "AsteriskVersion: " + asterisk.version(),
                        "SystemName: " + asterisk.systemName(),
                        "CoreMaxCalls: 0",
                        "CoreMaxLoadAvg: 0.000000",
                        "CoreRunUser: ",
                        "CoreRunGroup: ",
                        "CoreMaxFilehandles: 0",
                        "CoreRealTimeEnabled: No",
                        "CoreCDRenabled: No",
                        "CoreHTTPenabled: No"));
        on(
                "CoreStatus",
                "system,reporting,all",
                "Show PBX core status variables.",
                (link, action) -> reply(
                        link,
                        action,
                        "Success",
                        "CoreStartupDate: " + asterisk.startupDate(),
                        "CoreStartupTime: " + asterisk.startupTime(),
                        "CoreReloadDate: " + asterisk.startupDate(),
                        "CoreReloadTime: " + asterisk.startupTime(),
                        "CoreCurrentCalls: " + asterisk.count(),
                        "CoreProcessedCalls: " + asterisk.processed()));
        on("BridgeInfo", NONE, "Get information about a bridge.", this::bridgeInfo);
        on("BridgeList", NONE, "Get a list of bridges in the system.", this::bridgeList);
        on("DeviceStateList", "call,reporting,all", "List the current known device states.", this::deviceStates);
        on(
                "QueueStatus",
                NONE,
                "Show queue status.",
                (link, action) -> list(link, action, "Queue status will follow", List.of(), "QueueStatusComplete", ""));
        on("UserEvent", "user,all", "Send an arbitrary event.", this::userEvent);
    }

    private void aboutChannels() {
        on("AGI", "agi,all", "Add an AGI command to execute by Async AGI.", this::agi);
        on("Bridge", "call,all", "Bridge two channels already in the PBX.", this::bridge);
        on(
                "ControlPlayback",
                "call,all",
                "Control the playback of a file being played to a channel.",
                this::controlPlayback);
        on("CoreShowChannels", "system,reporting,all", "List currently active channels.", this::coreShowChannels);
        on("Getvar", "call,reporting,all", "Gets a channel variable or function value.", this::getvar);
        on("Hangup", "system,call,all", "Hangup channel.", this::hangup);
        on("Originate", "originate,all", "Originate a call.", this::originate);
        on("PlayDTMF", "call,all", "Play DTMF signal on a specific channel.", this::playDtmf);
        on("Redirect", "call,all", "Redirect (transfer) a call.", this::redirect);
        on("Setvar", "call,all", "Sets a channel variable or function value.", this::setvar);
        on("Status", "system,call,reporting,all", "List channel status.", this::status);
    }

    private void on(String name, String privilege, String synopsis, Handler handler) {
        known.put(name, new Known(name, privilege, synopsis, handler));
    }

    private static String now() {
        long micros = System.currentTimeMillis() * 1000;
        return micros / 1_000_000 + "." + String.format(Locale.ROOT, "%06d", micros % 1_000_000);
    }

    /** Answers an action. */
    void take(AmiLink link, AmiMessage action) {
        if (action.tooLong()) {
            error(link, action, "Failed to parse message: line too long");
            return;
        }
        String name = action.get("Action");
        if (name.isEmpty()) {
            error(link, action, "Missing action in request");
            return;
        }
        String key = name.toLowerCase(Locale.ROOT);
        if (!link.loggedIn && !key.equals("login") && !key.equals("challenge") && !key.equals("logoff")) {
            error(link, action, "Permission denied");
            return;
        }
        Known found = known.get(name);
        String refusal = asterisk.refusal(key);
        if (refusal != null) {
            if (!refusal.isEmpty()) {
                error(link, action, refusal);
            }
        } else if (found == null) {
            error(
                    link,
                    action,
                    "Invalid/unknown command: " + name + ". Use Action: ListCommands to show available commands.");
        } else if (!found.isFor(link)) {
            error(link, action, "Permission denied");
        } else {
            found.handler.run(link, action);
        }
    }

    // ---- the connection ----

    private void login(AmiLink link, AmiMessage action) {
        if (link.loggedIn) {
            success(link, action, "Already authenticated");
            return;
        }
        String secret = Wire.bytes(asterisk.secret());
        boolean right = action.get("AuthType").equalsIgnoreCase("MD5")
                ? action.get("Key").equals(md5(link.challenge + secret))
                : action.get("Secret").equals(secret);
        if (!right || !action.get("Username").equals(Wire.bytes(asterisk.user())) || asterisk.refusesLogins()) {
            error(link, action, "Authentication failed");
            link.end();
            return;
        }
        success(link, action, "Authentication accepted");
        link.loggedIn = true;
        link.writable = asterisk.writable();
        link.sieve.readable(asterisk.readable());
        asterisk.loggedIn();
        String mask = action.find("Events");
        if (mask != null) {
            link.sieve.mask(mask);
        }
        if (link.sieve.mayPass("FullyBooted", "system")) {
            link.write(asterisk.text("FullyBooted", "", "Uptime: 1106", "LastReload: 1106", "Status: Fully Booted"));
        }
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void challenge(AmiLink link, AmiMessage action) {
        if (action.get("AuthType").equalsIgnoreCase("MD5")) {
            reply(link, action, "Success", "Challenge: " + link.challenge);
        } else {
            error(link, action, "Must specify AuthType");
        }
    }

    private void events(AmiLink link, AmiMessage action) {
        String mask = action.get("EventMask");
        if (mask.isEmpty()) {
            error(link, action, "Invalid event mask");
            return;
        }
        reply(link, action, "Success", "Events: " + (link.sieve.mask(mask) ? "On" : "Off"));
    }

    private void filter(AmiLink link, AmiMessage action) {
        String criteria = action.find("MatchCriteria");
        String wrong = !action.get("Operation").equalsIgnoreCase("Add")
                ? "Unknown operation"
                : criteria != null ? link.sieve.addCriteria(criteria) : link.sieve.addRegex(action.get("Filter"));
        if (wrong != null) {
            error(link, action, wrong);
        } else {
            success(link, action, "Success");
        }
    }

    private void listCommands(AmiLink link, AmiMessage action) {
        reply(
                link,
                action,
                "Success",
                known.values().stream()
                        .filter(each -> each.isFor(link)
                                && !"Permission denied".equals(asterisk.refusal(each.name.toLowerCase(Locale.ROOT))))
                        .map(each -> each.name + ": " + each.synopsis + "  (Priv: " + each.privilege + ")")
                        .toArray(String[]::new));
    }

    // ---- the system ----

    private void command(AmiLink link, AmiMessage action) {
        String text = action.get("Command");
        if (text.isEmpty()) {
            error(link, action, "No command provided");
            return;
        }
        if (CliCommands.isForbidden(text)) {
            error(link, action, "Command blacklisted");
            return;
        }
        List<String> found = console.run(text);
        List<String> lines = new ArrayList<>(found == null ? List.of(CliCommands.unknown(text)) : found);
        if (lines.isEmpty()) {
            lines.add("");
        }
        lines.replaceAll(line -> "Output: " + line);
        lines.add(0, "Message: Command output follows");
        reply(link, action, found == null ? "Error" : "Success", lines.toArray(new String[0]));
    }

    private void bridgeList(AmiLink link, AmiMessage action) {
        List<String> items = asterisk.calls.bridges.values().stream()
                .map(each -> "Event: BridgeListItem\r\n" + actionId(action) + each.block() + "\r\n")
                .toList();
        list(link, action, "Bridge listing will follow", items, "BridgeListComplete", "");
    }

    private void bridgeInfo(AmiLink link, AmiMessage action) {
        FakeBridge bridge = asterisk.calls.bridges.get(action.get("BridgeUniqueid"));
        if (action.get("BridgeUniqueid").isEmpty()) {
            error(link, action, "BridgeUniqueid must be provided");
        } else if (bridge == null) {
            error(link, action, "Specified BridgeUniqueid not found");
        } else {
            List<String> items = bridge.members().stream()
                    .map(each -> "Event: BridgeInfoChannel\r\n" + actionId(action) + each.block() + "\r\n")
                    .toList();
            list(link, action, "Bridge channel listing will follow", items, "BridgeInfoComplete", bridge.block());
        }
    }

    private void deviceStates(AmiLink link, AmiMessage action) {
        List<String> items = new ArrayList<>();
        asterisk.calls
                .deviceStates()
                .forEach((device, state) -> items.add("Event: DeviceStateChange\r\n" + actionId(action) + "Device: "
                        + Wire.bytes(device) + "\r\nState: " + state + "\r\n\r\n"));
        list(link, action, "Device State Changes will follow", items, "DeviceStateListComplete", "");
    }

    // ---- channels ----

    private void coreShowChannels(AmiLink link, AmiMessage action) {
        List<String> items = new ArrayList<>();
        for (FakeChannel channel : asterisk.all()) {
            items.add("Event: CoreShowChannel\r\n" + actionId(action) + channel.block() + channel.listed() + "\r\n");
        }
        list(link, action, "Channels will follow", items, "CoreShowChannelsComplete", "");
    }

    private void status(AmiLink link, AmiMessage action) {
        String name = action.get("Channel");
        List<FakeChannel> wanted = new ArrayList<>();
        if (name.isEmpty()) {
            asterisk.all().forEach(wanted::add);
        } else {
            FakeChannel channel = asterisk.find(name);
            if (channel == null) {
                error(link, action, "No such channel");
                return;
            }
            wanted.add(channel);
        }
        List<String> names =
                action.get("Variables").isEmpty() ? List.of() : Tokens.ofApplication(action.get("Variables"));
        List<String> items = wanted.stream()
                .map(each -> "Event: Status\r\nPrivilege: Call\r\n" + each.block() + each.status(names)
                        + actionId(action) + "\r\n")
                .toList();
        list(link, action, "Channel status will follow", items, "StatusComplete", "Items: " + wanted.size() + "\r\n");
    }

    private void originate(AmiLink link, AmiMessage action) {
        String wrong = wrongWithOriginate(link, action);
        if (wrong != null) {
            error(link, action, wrong);
        } else if (Calls.isTrue(action.get("Async"))) {
            success(link, action, "Originate successfully queued");
            new Origination(asterisk, action, succeeded -> {}).begin();
        } else {
            link.beBusy();
            new Origination(
                            asterisk,
                            action,
                            succeeded -> link.beFree(() -> {
                                if (succeeded) {
                                    success(link, action, "Originate successfully queued");
                                } else {
                                    error(link, action, "Originate failed");
                                }
                            }))
                    .begin();
        }
    }

    private @Nullable String wrongWithOriginate(AmiLink link, AmiMessage action) {
        String channel = action.get("Channel");
        String application = action.get("Application");
        String priority = action.get("Priority");
        String extension = action.get("Exten");
        if (channel.isEmpty()) {
            return "Channel not specified";
        }
        if (!priority.isEmpty() && !priority.matches("\\d{1,9}")) {
            return "Invalid priority"; // there are no labels here
        }
        if (!action.get("Timeout").isEmpty() && !action.get("Timeout").matches("\\d{1,9}")) {
            return "Invalid timeout";
        }
        if (channel.indexOf('/') < 0) {
            return "Invalid channel";
        }
        if (!application.isEmpty()) {
            boolean forbidden = FORBIDDEN_APPLICATION.matcher(application).find()
                    || FORBIDDEN_DATA.matcher(action.get("Data")).find();
            return forbidden && !link.writable.contains("system")
                    ? "Originate Access Forbidden: app or data blacklisted"
                    : null;
        }
        if (extension.isEmpty() || action.get("Context").isEmpty() || priority.isEmpty()) {
            return "Originate with 'Exten' requires 'Context' and 'Priority'";
        }
        return asterisk.agiAt(action.get("Context"), extension, Integer.parseInt(priority)) == null
                ? "Extension does not exist."
                : null;
    }

    private void bridge(AmiLink link, AmiMessage action) {
        String first = action.get("Channel1");
        String second = action.get("Channel2");
        FakeChannel one = asterisk.find(first);
        FakeChannel two = asterisk.find(second);
        if (first.isEmpty() || second.isEmpty()) {
            error(link, action, "Missing channel parameter in request");
        } else if (one == null) {
            error(link, action, "Channel1 does not exist: " + first);
        } else if (two == null) {
            error(link, action, "Channel2 does not exist: " + second);
        } else {
            success(link, action, "Channels have been bridged");
            asterisk.calls.bridge(one, two);
        }
    }

    private void agi(AmiLink link, AmiMessage action) {
        String name = action.get("Channel");
        String command = action.get("Command");
        if (name.isEmpty() || command.isEmpty()) {
            error(link, action, "Both, Channel and Command are *required*");
            return;
        }
        FakeChannel channel = asterisk.find(name);
        if (channel == null) {
            error(link, action, "Channel " + name + " does not exist.");
        } else if (!channel.hasQueue()) {
            error(link, action, "Failed to add AGI command to channel " + name + " queue");
        } else {
            success(link, action, "Added AGI command to queue");
            channel.enqueue(command, action.find("CommandID"));
        }
    }

    private void setvar(AmiLink link, AmiMessage action) {
        String variable = action.get("Variable");
        String name = action.get("Channel");
        FakeChannel channel = asterisk.find(name);
        if (variable.isEmpty()) {
            error(link, action, "No variable specified");
        } else if (!name.isEmpty() && channel == null) {
            error(link, action, "No such channel");
        } else if (channel != null) {
            success(link, action, "Variable Set");
            channel.set(variable, action.get("Value"));
        } else if (variable.endsWith(")")) {
            error(link, action, "Variable not set");
        } else {
            success(link, action, "Variable Set");
            asterisk.calls.globals.put(variable, action.get("Value"));
        }
    }

    private void getvar(AmiLink link, AmiMessage action) {
        String variable = action.get("Variable");
        String name = action.get("Channel");
        FakeChannel channel = asterisk.find(name);
        if (variable.isEmpty()) {
            error(link, action, "No variable specified");
        } else if (!name.isEmpty() && channel == null) {
            error(link, action, "No such channel");
        } else {
            String value = channel == null ? asterisk.calls.globals.getOrDefault(variable, "") : channel.get(variable);
            reply(
                    link,
                    action,
                    "Success",
                    "Variable: " + variable,
                    "Value: " + value.substring(0, Math.min(1023, value.length())));
        }
    }

    private void hangup(AmiLink link, AmiMessage action) {
        String name = action.get("Channel");
        if (name.isEmpty()) {
            error(link, action, "No channel specified");
            return;
        }
        int cause = causeOf(action.get("Cause"));
        if (name.startsWith("/")) {
            hangupAll(link, action, name, cause);
            return;
        }
        FakeChannel channel = asterisk.find(name);
        if (channel == null) {
            error(link, action, "No such channel");
            return;
        }
        success(link, action, "Channel Hungup");
        channel.hangUpNow(cause);
    }

    private static int causeOf(String text) {
        int cause = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
        return cause <= 127 ? cause : 0;
    }

    private void hangupAll(AmiLink link, AmiMessage action, String regex, int cause) {
        if (regex.length() < 2 || !regex.endsWith("/")) {
            error(link, action, "Regex format invalid, Channel param should be /regex/");
            return;
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(regex.substring(1, regex.length() - 1));
        } catch (PatternSyntaxException e) {
            error(link, action, "Regex compile failed on: " + regex);
            return;
        }
        List<FakeChannel> fitting = new ArrayList<>();
        asterisk.all().forEach(each -> {
            if (pattern.matcher(each.wireName()).find()) {
                fitting.add(each);
            }
        });
        List<String> items = fitting.stream()
                .map(each -> "Event: ChannelHungup\r\nChannel: " + each.wireName() + "\r\n" + actionId(action) + "\r\n")
                .toList();
        list(link, action, "Channels hung up will follow", items, "ChannelsHungupListComplete", "");
        fitting.forEach(each -> each.hangUpNow(cause));
    }

    private void redirect(AmiLink link, AmiMessage action) {
        String name = action.get("Channel");
        String extra = action.get("ExtraChannel");
        String priority = action.get("Priority");
        FakeChannel channel = asterisk.find(name);
        FakeChannel other = asterisk.find(extra);
        if (name.isEmpty()) {
            error(link, action, "Channel not specified");
        } else if (action.get("Context").isEmpty()) {
            error(link, action, "Context not specified");
        } else if (action.get("Exten").isEmpty()) {
            error(link, action, "Exten not specified");
        } else if (priority.isEmpty()) {
            error(link, action, "Priority not specified");
        } else if (!priority.matches("\\d{1,9}")) {
            error(link, action, "Priority is invalid"); // there are no labels here
        } else if (channel == null) {
            error(link, action, "Channel does not exist: " + name);
        } else if (!extra.isEmpty() && other == null) {
            error(link, action, "ExtraChannel does not exist: " + extra);
        } else {
            success(link, action, other == null ? "Redirect successful" : "Dual Redirect successful");
            if (other != null) {
                Calls.separate(channel, other);
            }
            channel.redirectNow(action.get("Context"), action.get("Exten"), Integer.parseInt(priority));
            if (other != null) {
                boolean own = !action.get("ExtraExten").isEmpty();
                String otherPriority = own ? action.get("ExtraPriority") : priority;
                other.redirectNow(
                        action.get(own ? "ExtraContext" : "Context"),
                        action.get(own ? "ExtraExten" : "Exten"),
                        otherPriority.matches("\\d{1,9}") ? Integer.parseInt(otherPriority) : 1);
            }
        }
    }

    private void controlPlayback(AmiLink link, AmiMessage action) {
        FakeChannel channel = asterisk.find(action.get("Channel"));
        String control = action.get("Control");
        if (action.get("Channel").isEmpty()) {
            error(link, action, "Channel not specified");
        } else if (control.isEmpty()) {
            error(link, action, "Control not specified");
        } else if (channel == null) {
            error(link, action, "No such channel");
        } else if (!control.matches("(?i)stop|forward|pause|restart|reverse")) {
            error(link, action, "Unknown control type");
        } else {
            reply(link, action, "Success");
            if (control.equalsIgnoreCase("stop")) {
                channel.stopPlayback();
            }
        }
    }

    private void playDtmf(AmiLink link, AmiMessage action) {
        FakeChannel channel = asterisk.find(action.get("Channel"));
        String digit = action.get("Digit");
        if (channel == null) {
            error(link, action, "Channel not found");
        } else if (!digit.matches("[0-9*#A-Da-d]")) {
            error(link, action, "No digit specified");
        } else {
            success(link, action, "DTMF successfully queued");
            if (action.get("Receive").matches("(?i)1|yes|true|y|t|on")) {
                channel.pressNow(digit.toUpperCase(Locale.ROOT));
            }
        }
    }

    private void userEvent(AmiLink link, AmiMessage action) {
        success(link, action, "Event Sent");
        StringBuilder text = new StringBuilder("Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: ")
                .append(action.get("UserEvent"))
                .append("\r\n");
        for (String line : action.lines()) {
            if (!line.matches("(?is)(Action|UserEvent):.*")) {
                text.append(line).append("\r\n");
            }
        }
        asterisk.broadcast("UserEvent", "user", text.append("\r\n").toString());
    }

    // ---- answers ----

    private void success(AmiLink link, AmiMessage action, String message) {
        reply(link, action, "Success", "Message: " + message);
    }

    private void error(AmiLink link, AmiMessage action, String message) {
        reply(link, action, "Error", "Message: " + message);
    }

    private static String actionId(AmiMessage action) {
        String id = action.find("ActionID");
        return id == null ? "" : "ActionID: " + id + "\r\n";
    }

    /**
     * Answers with a list.
     *
     * @param items whole events
     * @param more the last headers of the event that ends it
     */
    private void list(
            AmiLink link, AmiMessage action, String message, List<String> items, String complete, String more) {
        reply(link, action, "Success", "EventList: start", "Message: " + message);
        StringBuilder text = new StringBuilder();
        items.stream().limit(Math.max(0, items.size() - asterisk.rowsToLose())).forEach(text::append);
        text.append("Event: ").append(complete).append("\r\n").append(actionId(action));
        text.append("EventList: ").append(asterisk.cancelsLists() ? "cancelled" : "Complete");
        text.append("\r\nListItems: ").append(items.size()).append("\r\n");
        link.write(text.append(more).append("\r\n").toString());
    }

    private void reply(AmiLink link, AmiMessage action, String response, String... headers) {
        StringBuilder text = new StringBuilder(128);
        text.append("Response: ").append(response).append("\r\n");
        @Nullable String actionId = action.find("ActionID");
        if (actionId != null) {
            text.append("ActionID: ").append(actionId).append("\r\n");
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        asterisk.answer(
                action.get("Action"), () -> link.write(text.append("\r\n").toString()));
    }
}
