// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeAsterisk} does with the actions of its connections. Used under its lock. */
final class AmiActions {

    private interface Handler {
        void run(AmiLink link, AmiMessage action);
    }

    private final FakeAsterisk asterisk;
    private final Map<String, Handler> handlers = new HashMap<>();
    /** For ListCommands: names as Asterisk writes them. */
    private final Map<String, String> privileges = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    AmiActions(FakeAsterisk asterisk) {
        this.asterisk = asterisk;
        on("Ping", "<none>", (link, action) -> reply(link, action, "Success", "Ping: Pong", "Timestamp: " + now()));
        on("Events", "<none>", this::events);
        on("Filter", "system,all", this::filter);
        on("Logoff", "<none>", (link, action) -> {
            reply(link, action, "Goodbye", "Message: Thanks for all the fish.");
            link.end();
        });
        on("Login", "<none>", this::login);
        on("Challenge", "<none>", (link, action) -> reply(link, action, "Success", "Challenge: " + link.challenge));
        on("ListCommands", "<none>", this::listCommands);
        on(
                "CoreSettings",
                "system,reporting,all",
                (link, action) -> reply(
                        link,
                        action,
                        "Success",
                        "AMIversion: " + asterisk.amiVersion(),
                        "AsteriskVersion: " + asterisk.version(),
                        "SystemName: " + asterisk.systemName(),
                        "CoreMaxCalls: 0"));
        on(
                "CoreStatus",
                "system,reporting,all",
                (link, action) -> reply(
                        link,
                        action,
                        "Success",
                        "CoreStartupDate: " + asterisk.startupDate(),
                        "CoreStartupTime: " + asterisk.startupTime(),
                        "CoreReloadDate: " + asterisk.startupDate(),
                        "CoreReloadTime: " + asterisk.startupTime(),
                        "CoreCurrentCalls: " + asterisk.count()));
        on("CoreShowChannels", "system,reporting,all", this::coreShowChannels);
        on("AGI", "agi,all", this::agi);
        on("Setvar", "call,all", this::setvar);
        on("Getvar", "call,reporting,all", this::getvar);
        on("Hangup", "system,call,all", this::hangup);
        on("Redirect", "call,all", this::redirect);
        on("ControlPlayback", "call,all", this::controlPlayback);
        on("PlayDTMF", "call,all", this::playDtmf);
        on("UserEvent", "user,all", this::userEvent);
    }

    private void on(String name, String privilege, Handler handler) {
        handlers.put(name.toLowerCase(Locale.ROOT), handler);
        privileges.put(name, privilege);
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
        Handler handler = handlers.get(key);
        String refusal = asterisk.refusal(key);
        if (refusal != null) {
            if (!refusal.isEmpty()) {
                error(link, action, refusal);
            }
        } else if (handler == null) {
            error(
                    link,
                    action,
                    "Invalid/unknown command: " + name + ". Use Action: ListCommands to show available commands.");
        } else {
            handler.run(link, action);
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
                privileges.entrySet().stream()
                        .filter(each -> !"Permission denied"
                                .equals(asterisk.refusal(each.getKey().toLowerCase(Locale.ROOT))))
                        .map(each -> each.getKey() + ": " + each.getKey() + ".  (Priv: " + each.getValue() + ")")
                        .toArray(String[]::new));
    }

    // ---- channels ----

    private void coreShowChannels(AmiLink link, AmiMessage action) {
        String actionId = action.find("ActionID") == null ? "" : "ActionID: " + action.get("ActionID") + "\r\n";
        reply(link, action, "Success", "EventList: start", "Message: Channels will follow");
        StringBuilder list = new StringBuilder();
        for (FakeChannel channel : asterisk.all()) {
            list.append("Event: CoreShowChannel\r\n")
                    .append(actionId)
                    .append(channel.block())
                    .append(channel.listed())
                    .append("\r\n");
        }
        list.append("Event: CoreShowChannelsComplete\r\n")
                .append(actionId)
                .append("EventList: Complete\r\nListItems: ")
                .append(asterisk.count())
                .append("\r\n\r\n");
        link.write(list.toString());
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
        if (variable.isEmpty()) {
            error(link, action, "No variable specified");
            return;
        }
        FakeChannel channel = asterisk.find(action.get("Channel"));
        if (channel == null) {
            error(link, action, "No such channel");
            return;
        }
        success(link, action, "Variable Set");
        channel.set(variable, action.get("Value"));
    }

    private void getvar(AmiLink link, AmiMessage action) {
        String variable = action.get("Variable");
        FakeChannel channel = asterisk.find(action.get("Channel"));
        if (variable.isEmpty()) {
            error(link, action, "No variable specified");
        } else if (channel == null) {
            error(link, action, "No such channel");
        } else {
            String value = channel.get(variable);
            reply(
                    link,
                    action,
                    "Success",
                    "Variable: " + variable,
                    "Value: " + value.substring(0, Math.min(1023, value.length())));
        }
    }

    private void hangup(AmiLink link, AmiMessage action) {
        FakeChannel channel = asterisk.find(action.get("Channel"));
        if (channel == null) {
            error(link, action, action.get("Channel").isEmpty() ? "No channel specified" : "No such channel");
            return;
        }
        success(link, action, "Channel Hungup");
        channel.hangUpNow();
    }

    private void redirect(AmiLink link, AmiMessage action) {
        String name = action.get("Channel");
        FakeChannel channel = asterisk.find(name);
        String priority = action.get("Priority");
        if (name.isEmpty()) {
            error(link, action, "Channel not specified");
        } else if (priority.isEmpty()) {
            error(link, action, "Priority not specified");
        } else if (!priority.matches("\\d{1,9}")) {
            error(link, action, "Priority is invalid"); // there are no labels here
        } else if (channel == null) {
            error(link, action, "Channel does not exist: " + name);
        } else {
            success(link, action, "Redirect successful");
            channel.redirectNow(action.get("Context"), action.get("Exten"), Integer.parseInt(priority));
        }
    }

    private void controlPlayback(AmiLink link, AmiMessage action) {
        FakeChannel channel = asterisk.find(action.get("Channel"));
        if (channel == null) {
            error(link, action, "No such channel");
        } else if (!action.get("Control").equalsIgnoreCase("stop")) {
            error(link, action, "Unknown control type");
        } else {
            reply(link, action, "Success");
            channel.stopPlayback();
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
        asterisk.broadcast(
                "UserEvent",
                "user",
                "Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: " + action.get("UserEvent") + "\r\n\r\n");
    }

    // ---- answers ----

    private static void success(AmiLink link, AmiMessage action, String message) {
        reply(link, action, "Success", "Message: " + message);
    }

    private static void error(AmiLink link, AmiMessage action, String message) {
        reply(link, action, "Error", "Message: " + message);
    }

    private static void reply(AmiLink link, AmiMessage action, String response, String... headers) {
        StringBuilder text = new StringBuilder(128);
        text.append("Response: ").append(response).append("\r\n");
        @Nullable String actionId = action.find("ActionID");
        if (actionId != null) {
            text.append("ActionID: ").append(actionId).append("\r\n");
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        link.write(text.append("\r\n").toString());
    }
}
