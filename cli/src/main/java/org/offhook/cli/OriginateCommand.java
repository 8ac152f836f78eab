// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.OriginateCall;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.OriginateProgress;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.json.AmiJson;
import org.offhook.cli.Screen.Colour;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Places a call. */
@Command(
        name = "originate",
        description =
                "Calls a channel and connects it; shows how far the call is, and ends when it is answered or has failed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The user needs read = call and write = originate; call to give a call up; originate,system for AGI.",
            "",
            "  offhook originate PJSIP/alice --extension 200@internal",
            "  offhook originate PJSIP/alice --application Playback --data tt-monkeys",
            "  offhook originate PJSIP/alice --agi agi:async,/hello"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:answered; the call stays up",
            "1:refused, no call was placed",
            "2:bad options",
            "3:no connection, no login",
            "10:busy",
            "11:no answer",
            "12:congestion",
            "13:failed: no such device or extension",
            "14:not known: the connection was lost, or read = call is missing; the call may be up",
            "130:given up by Ctrl-C"
        })
final class OriginateCommand implements Callable<Integer> {

    private static final Pattern PLACE = Pattern.compile("([^@:]+)(?:@([^@:]+))?(?::(\\d+))?");
    private static final Duration GIVING_UP = Duration.ofSeconds(5);

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AmiLogin login = new AmiLogin();

    @Parameters(
            index = "0",
            paramLabel = "CHANNEL",
            description = "What to call, such as PJSIP/alice or Local/100@default.")
    private String channel = "";

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    /** What it is connected to; one of these. */
    static final class Target {

        @Option(
                names = "--extension",
                paramLabel = "EXTENSION[@CONTEXT][:PRIORITY]",
                description = "Go on in the dialplan there. Context default and priority 1 unless given.")
        @Nullable
        String extension;

        @Option(names = "--application", paramLabel = "NAME", description = "Run this application, with --data.")
        @Nullable
        String application;

        @Option(
                names = "--agi",
                paramLabel = "SCRIPT",
                description = "Run AGI() with this: agi://HOST/PATH or agi:async,/PATH, and arguments behind commas.")
        @Nullable
        String agi;
    }

    @Option(names = "--data", paramLabel = "DATA", description = "The arguments of the application.")
    private String data = "";

    @Option(
            names = "--unchecked",
            description = "Allow applications and functions that run programs on the server or change its files.")
    private boolean unchecked;

    @Option(
            names = "--ring",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long it may ring. Default: ${DEFAULT-VALUE}.")
    private Duration ring = Duration.ofSeconds(30);

    @Option(
            names = "--caller-id",
            paramLabel = "ID",
            description = "What the called phone shows: \"Name\" <100>, or 100.")
    private @Nullable String callerId;

    @Option(names = "--account", paramLabel = "CODE", description = "The account code of the channel.")
    private @Nullable String account;

    @Option(
            names = "--variable",
            paramLabel = "NAME=VALUE",
            description = "A variable of the channel; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--json", description = "Show the outcome only, as one JSON object.")
    private boolean json;

    private final long began = System.nanoTime();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        OriginateAction action = action();
        Screen screen = Screen.of(spec);
        try (AmiClient client = login.connect()) {
            OriginateCall call = client.originate(action);
            CompletableFuture<OriginateOutcome> outcome = call.outcome();
            if (!json) {
                call.onProgress(step -> tell(screen, step, call));
            }
            try {
                return end(screen, outcome.get());
            } catch (InterruptedException e) {
                return giveUp(screen, call, outcome);
            }
        }
    }

    private int giveUp(Screen screen, OriginateCall call, CompletableFuture<OriginateOutcome> outcome)
            throws InterruptedException, ExecutionException {
        screen.note("giving the call up");
        call.cancel();
        try {
            end(screen, outcome.get(GIVING_UP.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            screen.note("Asterisk does not say what became of " + call.channelId() + "; it may be up");
        }
        return ExitStatus.INTERRUPTED;
    }

    private OriginateAction action() {
        OriginateAction action = target().timeout(ring).variables(variables);
        action = callerId == null ? action : action.callerId(callerId);
        return account == null ? action : action.account(account);
    }

    private OriginateAction target() {
        if (target.application != null) {
            return unchecked
                    ? OriginateAction.toApplicationUnchecked(channel, target.application, data)
                    : checked(target.application);
        }
        if (!data.isEmpty()) {
            throw Problem.usage("--data is for --application");
        }
        if (target.agi != null) {
            return OriginateAction.toApplicationUnchecked(channel, "AGI", target.agi);
        }
        String place = String.valueOf(target.extension);
        Matcher parts = PLACE.matcher(place);
        if (!parts.matches()) {
            throw Problem.usage(
                    "an extension is EXTENSION, EXTENSION@CONTEXT or EXTENSION@CONTEXT:PRIORITY, not " + place);
        }
        return OriginateAction.toExtension(
                channel,
                parts.group(2) == null ? "default" : parts.group(2),
                parts.group(1),
                parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3)));
    }

    private OriginateAction checked(String application) {
        try {
            return OriginateAction.toApplication(channel, application, data);
        } catch (IllegalArgumentException e) {
            throw Problem.usage(String.valueOf(e.getMessage()).replaceAll("; ?where it is meant.*", "")
                    + "; where it is meant, add --unchecked");
        }
    }

    private void tell(Screen screen, OriginateProgress step, OriginateCall call) {
        switch (step) {
            case DIALING ->
                screen.line(time() + "dialing " + Text.line(call.channel().orElse(channel)));
            case RINGING -> screen.line(time() + "ringing");
            case ANSWERED -> {
                // the outcome says it
            }
        }
    }

    private String time() {
        return String.format(Locale.ROOT, "%6.1f s  ", (System.nanoTime() - began) / 1e9);
    }

    private int end(Screen screen, OriginateOutcome outcome) {
        if (json) {
            screen.line(AmiJson.toJson(headers(outcome)));
        } else {
            String name = outcome.result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String detail = Text.line(outcome.detail());
            screen.line(time()
                    + screen.in(outcome.isAnswered() ? Colour.GREEN : Colour.RED, name) + " "
                    + Text.line(outcome.channel().orElse(channel))
                    + (detail.equals(name) ? "" : ": " + detail));
        }
        screen.out().flush();
        return switch (outcome.result()) {
            case ANSWERED -> ExitStatus.OK;
            case REJECTED -> ExitStatus.FAILED;
            case BUSY -> 10;
            case NO_ANSWER -> 11;
            case CONGESTION -> 12;
            case FAILED -> 13;
            case UNKNOWN -> 14;
            case CANCELLED -> ExitStatus.INTERRUPTED;
        };
    }

    private static AmiHeaders headers(OriginateOutcome outcome) {
        AmiHeaders.Builder headers =
                AmiHeaders.builder().add("Result", outcome.result().name()).add("Uniqueid", outcome.channelId());
        outcome.channel().ifPresent(name -> headers.add("Channel", Text.line(name)));
        outcome.reason().ifPresent(reason -> headers.add("Reason", Integer.toString(reason)));
        outcome.cause().ifPresent(cause -> headers.add("Cause", Integer.toString(cause)));
        return headers.add("Detail", Text.line(outcome.detail())).build();
    }
}
