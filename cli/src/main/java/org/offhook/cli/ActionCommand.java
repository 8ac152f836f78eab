// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.RawAction;
import org.offhook.ami.json.AmiJson;
import org.offhook.cli.Screen.Colour;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends one action. */
@Command(
        name = "action",
        description =
                "Sends an action and shows its answer; a list is waited for to its end. Exit status 1 if Asterisk refuses it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "  offhook action Ping",
            "  offhook action CoreShowChannels --json | jq -r 'select(.Event == \"CoreShowChannel\") | .Channel'",
            "  offhook action Command 'Command=core show uptime'",
            "  offhook action QueueAdd Queue=support Interface=PJSIP/alice"
        })
final class ActionCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AmiLogin login = new AmiLogin();

    @Parameters(index = "0", paramLabel = "NAME", description = "The action, such as QueueStatus.")
    private String name = "";

    @Parameters(
            index = "1..*",
            paramLabel = "HEADER=VALUE",
            arity = "0..*",
            description = "Its headers; a header may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--json",
            description = "One JSON object for the answer and for each event of a list, a line each (NDJSON).")
    private boolean json;

    @Option(
            names = "--until",
            paramLabel = "EVENT",
            description = "The event that ends the list, of actions whose answer does not announce one.")
    private @Nullable String until;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description =
                    "How long to wait for the answer, and for each next event of a list. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(10);

    @Override
    public Integer call() {
        RawAction action = action();
        Screen screen = Screen.of(spec);
        try (AmiClient client = login.connect()) {
            show(screen, client.request(action, timeout));
            return ExitStatus.OK;
        } catch (AmiErrorException e) {
            if (json) {
                screen.line(AmiJson.toJson(without(e.response().headers())));
            } else if (!e.response().output().isEmpty()) { // of the console: it says why
                e.response().output().forEach(line -> screen.line(Text.clean(line)));
                return ExitStatus.FAILED;
            }
            throw e;
        }
    }

    private RawAction action() {
        RawAction action = RawAction.of(name);
        for (String header : headers) {
            int equals = header.indexOf('=');
            if (equals < 1) {
                // Not shown: it may be a secret.
                throw Problem.usage("a header is HEADER=VALUE; one of these has no name or no equals sign");
            }
            action = action.plus(header.substring(0, equals), header.substring(equals + 1));
        }
        return until == null ? action : action.completedBy(until);
    }

    private void show(Screen screen, AmiResponse response) {
        List<AmiHeaders> messages = new ArrayList<>();
        messages.add(without(response.headers()));
        response.events().stream()
                .map(AmiEvent::headers)
                .map(ActionCommand::without)
                .forEach(messages::add);
        response.completion().map(AmiEvent::headers).map(ActionCommand::without).ifPresent(messages::add);
        if (json) {
            messages.forEach(each -> screen.line(AmiJson.toJson(each)));
        } else if (name.toLowerCase(Locale.ROOT).equals("command")) {
            response.output().forEach(line -> screen.line(Text.clean(line)));
        } else {
            String between = "";
            for (AmiHeaders message : messages) {
                screen.out().print(between);
                block(screen, message);
                between = System.lineSeparator();
            }
        }
        screen.out().flush();
    }

    private static void block(Screen screen, AmiHeaders message) {
        for (AmiHeaders.Header header : message) {
            screen.line(screen.in(Colour.BLUE, Text.line(header.name()) + ":") + " " + EventOutput.value(header));
        }
    }

    /** The id is the client's own and tells nothing. */
    private static AmiHeaders without(AmiHeaders message) {
        return message.without("ActionID");
    }
}
