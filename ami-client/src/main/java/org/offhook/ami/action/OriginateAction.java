// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;

/**
 * Calls a channel and, when it answers, sends it to an extension or an application.
 *
 * <p>The answer says only that Asterisk has accepted the order; what becomes of the call is said later by an {@code OriginateResponse}
 * event (read class {@code call}). {@link #sync} makes the answer wait instead, and with it everything else on the connection.
 *
 * <pre>{@code
 * OriginateAction.toExtension("PJSIP/100", "internal", "200", 1).callerId("\"Desk\" <100>").variable("ORDER", "4711")
 * }</pre>
 *
 * Who may originate may run programs on the server by way of some applications and functions. They are refused here, whatever rights
 * the account has, unless the factory's name says that they are meant. Immutable: each method returns a changed copy. Needs the class
 * {@code originate}.
 */
public final class OriginateAction implements AmiAction<AmiResponse> {

    /** How long a channel rings by default: 30 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** Parts of names of applications that run programs, write to the database or the disk, or hide another application. */
    private static final Set<String> DANGEROUS_APPLICATIONS =
            Set.of("agi", "dbdel", "exec", "externalivr", "mixmonitor", "originate", "reload", "system");

    /** Where {@code Queue} has the AGI script that it runs. */
    private static final int QUEUE_AGI = 5;

    /** A call of a function that reads or writes files, the database or the network, or evaluates text. */
    private static final Pattern DANGEROUS_FUNCTION =
            Pattern.compile("\\b\\w*(?:CURL|DB|EVAL|FILE|ODBC|REALTIME|SHELL)\\w*\\s*\\(", Pattern.CASE_INSENSITIVE);

    private final AmiHeaders headers;
    private final boolean unchecked;

    private OriginateAction(AmiHeaders headers, boolean unchecked) {
        this.headers = headers;
        this.unchecked = unchecked;
    }

    /**
     * To an extension: the channel continues in the dialplan when it answers.
     *
     * @param channel what to call, {@code technology/data}, such as {@code PJSIP/100}
     * @param priority from 1
     */
    public static OriginateAction toExtension(String channel, String context, String extension, int priority) {
        return new OriginateAction(
                to(channel)
                        .add("Context", context)
                        .add("Exten", extension)
                        .add("Priority", Integer.toString(priority))
                        .build(),
                false);
    }

    /**
     * To an application, which runs when the channel answers.
     *
     * @param channel what to call, {@code technology/data}, such as {@code PJSIP/100}
     * @param data its arguments, separated by commas; may be empty
     * @throws IllegalArgumentException for an application that could harm the server ({@code System}, {@code AGI}, {@code Exec},
     *     {@code MixMonitor}, {@code ExternalIVR}, {@code Originate}, {@code Reload}, {@code DBdeltree} and all that contain such a word,
     *     {@code Queue} with an AGI script), and for a function in the data that could ({@code SHELL}, {@code FILE}, {@code CURL}, {@code EVAL}, those of databases)
     */
    public static OriginateAction toApplication(String channel, String application, String data) {
        String lower = application.toLowerCase(Locale.ROOT);
        for (String part : DANGEROUS_APPLICATIONS) {
            if (lower.contains(part)) {
                throw new IllegalArgumentException("the application contains \"" + part
                        + "\" and could harm the server; where it is meant, use toAgi or toApplicationUnchecked");
            }
        }
        String[] arguments = data.split(",", -1);
        if (lower.strip().equals("queue") && arguments.length > QUEUE_AGI && !arguments[QUEUE_AGI].isBlank()) {
            throw new IllegalArgumentException("the sixth argument of Queue runs an AGI script;"
                    + " where it is meant, use toApplicationUnchecked");
        }
        if (DANGEROUS_FUNCTION.matcher(data).find()) {
            throw new IllegalArgumentException("the data call a function that could harm the server"
                    + " (files, programs, databases, network); where it is meant, use toApplicationUnchecked");
        }
        return new OriginateAction(application(channel, application, data), false);
    }

    /** As {@link #toApplication}, with any application, any data and any variable. Never with text from outside. */
    public static OriginateAction toApplicationUnchecked(String channel, String application, String data) {
        return new OriginateAction(application(channel, application, data), true);
    }

    /**
     * To an AGI script, which runs when the channel answers.
     *
     * @param channel what to call, {@code technology/data}, such as {@code PJSIP/100}
     * @param script {@code agi:async}, {@code agi://host/script}, or the name of a program on the server
     * @param arguments for the script; their commas and quotes are kept from splitting them
     */
    public static OriginateAction toAgi(String channel, String script, String... arguments) {
        StringBuilder data = new StringBuilder(ActionText.escape(script));
        for (String argument : arguments) {
            data.append(',').append(ActionText.escape(argument));
        }
        return new OriginateAction(application(channel, "AGI", data.toString()), false);
    }

    private static AmiHeaders.Builder to(String channel) {
        return AmiHeaders.builder().add("Channel", channel);
    }

    private static AmiHeaders application(String channel, String application, String data) {
        AmiHeaders.Builder builder = to(channel).add("Application", application);
        return (data.isEmpty() ? builder : builder.add("Data", data)).build();
    }

    /**
     * How long it may ring before it counts as not answered; {@link #DEFAULT_TIMEOUT} without.
     *
     * @param timeout at least a millisecond, at most 24 days
     * @throws IllegalArgumentException when it is not
     */
    public OriginateAction timeout(Duration timeout) {
        if (timeout.toSeconds() > 24 * 86_400 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException("timeout must be 1 ms to 24 days, not " + timeout);
        }
        return with("Timeout", Long.toString(timeout.toMillis()));
    }

    /** The caller id that the called party sees: {@code "name" <number>}, a number, or a name. */
    public OriginateAction callerId(String callerId) {
        return with("CallerID", callerId);
    }

    /** The account code of the channel. */
    public OriginateAction account(String account) {
        return with("Account", account);
    }

    /**
     * Sets a variable of the channel before it is called; may be used repeatedly. What has a meaning for Asterisk in the value, commas,
     * quotes and backslashes, arrives as it is.
     *
     * @param name a variable, with {@code __} before it to be inherited by the channels it calls, or a function such as {@code
     *     CHANNEL(language)}
     * @throws IllegalArgumentException for an empty name, one with an equals sign, and a function that could harm the server
     */
    public OriginateAction variable(String name, String value) {
        if (!unchecked && DANGEROUS_FUNCTION.matcher(name).find()) {
            throw new IllegalArgumentException("the name of the variable is a function that could harm the server"
                    + " (files, programs, databases, network)");
        }
        // One to a header: a header with several would hold at most 64, in at most 1022 bytes.
        return new OriginateAction(headers.plus("Variable", ActionText.variable(name, value)), unchecked);
    }

    /** Sets these variables, as {@link #variable} does for one. */
    public OriginateAction variables(Map<String, String> variables) {
        OriginateAction changed = this;
        for (Map.Entry<String, String> each : variables.entrySet()) {
            changed = changed.variable(each.getKey(), each.getValue());
        }
        return changed;
    }

    /** The unique id the channel is to get, at most 149 characters. One that is in use makes the call fail. */
    public OriginateAction channelId(String id) {
        return with("ChannelId", id);
    }

    /** The unique id for the second half of a {@code Local} channel. Without one it is that of the first with {@code ;2}. */
    public OriginateAction otherChannelId(String id) {
        return with("OtherChannelId", id);
    }

    /** Whether it continues as soon as there is sound from the other end, before the answer. */
    public OriginateAction earlyMedia(boolean earlyMedia) {
        return with("EarlyMedia", Boolean.toString(earlyMedia));
    }

    /** The codecs for the call, such as {@code alaw}, {@code opus}. */
    public OriginateAction codecs(String... codecs) {
        return with("Codecs", String.join(",", codecs));
    }

    /** A subroutine that runs on the new channel before it is called: {@code context,extension,priority}. Asterisk 22. */
    public OriginateAction preDialGoSub(String location) {
        return with("PreDialGoSub", location);
    }

    /**
     * The answer comes when the call was answered or has failed; there is no {@code OriginateResponse} event. Until then Asterisk
     * reads nothing from this connection and sends nothing on it. Give the request a time limit longer than {@link #timeout()}.
     */
    public OriginateAction sync() {
        return with("Async", "false");
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public OriginateAction actionId(String actionId) {
        return with("ActionID", actionId);
    }

    private OriginateAction with(String name, String value) {
        return new OriginateAction(headers.with(name, value), unchecked);
    }

    /** What it calls. */
    public String channel() {
        return headers.find("Channel").orElseThrow();
    }

    /** The unique id the channel is to get; empty when Asterisk makes one. */
    public Optional<String> channelId() {
        return headers.find("ChannelId");
    }

    /** The unique id for the second half of a {@code Local} channel; empty when Asterisk makes one. */
    public Optional<String> otherChannelId() {
        return headers.find("OtherChannelId");
    }

    /** How long it may ring. */
    public Duration timeout() {
        return headers.find("Timeout")
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .orElse(DEFAULT_TIMEOUT);
    }

    /** Whether the answer comes at once, which is so without {@link #sync}. */
    public boolean isAsync() {
        return !headers.contains("Async");
    }

    @Override
    public String name() {
        return "Originate";
    }

    @Override
    public AmiHeaders headers() {
        return isAsync() ? headers.plus("Async", "true") : headers;
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("originate");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OriginateAction action
                && unchecked == action.unchecked
                && headers.equals(action.headers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(headers, unchecked);
    }

    @Override
    public String toString() {
        return "OriginateAction" + headers();
    }
}
