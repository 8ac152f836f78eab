// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiPermissionException;
import org.offhook.ami.EventSelection;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.ami.action.AgiAction;
import org.offhook.ami.action.CoreShowChannelsAction;
import org.offhook.ami.event.AsyncAgiEndEvent;
import org.offhook.ami.event.AsyncAgiExecEvent;
import org.offhook.ami.event.CoreShowChannelEvent;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.json.AmiJson;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an AGI command on a channel and shows its result. */
@Command(
        name = "exec",
        description = "Runs an AGI command on a channel in AGI(agi:async), and shows its result.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit status 0: Asterisk answered 200 with a result that is not negative.",
            "The user needs read = agi,call and write = agi; reporting, to be told why a channel does not take it.",
            "",
            "  offhook agi exec PJSIP/alice-00000001 'GET VARIABLE CHANNEL(language)'",
            "  offhook agi exec PJSIP/alice 'STREAM FILE tt-monkeys \"\"' --timeout 30s"
        })
final class AgiExecCommand implements Callable<Integer> {

    private static final int LONGEST = 1013;
    private static final Pattern REPLY = Pattern.compile("^([2-9]\\d\\d)[ -](?:result=(-?\\d+))?", Pattern.MULTILINE);

    private static final Executor SOON = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AmiLogin login = new AmiLogin();

    @Parameters(
            index = "0",
            paramLabel = "CHANNEL",
            description = "Its name, the name of its device if that has one channel, or its unique id.")
    private String wanted = "";

    @Parameters(index = "1", paramLabel = "COMMAND", description = "The AGI command, as one argument.")
    private String command = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long to wait for the result; give longer for a prompt. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(names = "--json", description = "Show the result as one JSON object.")
    private boolean json;

    private final String commandId = "offhook-exec-" + UUID.randomUUID();
    private final CompletableFuture<String> result = new CompletableFuture<>();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        if (command.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw Problem.usage("AsyncAGI takes commands of at most " + LONGEST + " bytes");
        }
        Screen screen = Screen.of(spec);
        try (AmiClient client = login.connect()) {
            Optional<CoreShowChannelEvent> row = find(client);
            String channel = row.flatMap(each -> each.channel().name()).orElse(wanted);
            client.subscribe(
                    EventSelection.anyOf(AsyncAgiExecEvent.class, AsyncAgiEndEvent.class, HangupEvent.class),
                    SubscriptionOptions.defaults().onEnd(result::completeExceptionally),
                    event -> heard(channel, event));
            client.request(RawAction.of("Ping")); // answered after the event mask is set
            queue(client, channel, row);
            return show(screen, await(client, channel));
        }
    }

    private void queue(AmiClient client, String channel, Optional<CoreShowChannelEvent> row) {
        try {
            client.request(AgiAction.of(channel, command).commandId(commandId));
        } catch (AmiPermissionException e) {
            throw e;
        } catch (AmiErrorException e) {
            throw Problem.failed(
                    row.isEmpty()
                            ? "Asterisk refused it: " + e.response().message()
                            : channel + " is not in AGI(agi:async): " + runs(row.get()));
        }
    }

    private String await(AmiClient client, String channel) throws InterruptedException, ExecutionException {
        try {
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Problem.failed("Asterisk queued the command, but no result came within " + timeout.toMillis()
                    + " ms: " + why(client, channel));
        }
    }

    /** What may be the reason; Asterisk itself gives none. */
    private String why(AmiClient client, String channel) {
        Optional<CoreShowChannelEvent> row;
        try {
            row = find(client);
        } catch (AmiErrorException e) {
            return "the channel may be elsewhere, or the user lacks read = agi";
        } catch (Problem gone) {
            return channel + " is gone";
        }
        if (row.isEmpty()) {
            return "the channel may be elsewhere, or the user lacks read = agi";
        }
        boolean parked = row.get().application().orElse("").equalsIgnoreCase("AGI");
        return parked
                ? channel + " is in AGI(); another command takes long, or the user lacks read = agi"
                : channel + " is elsewhere and " + runs(row.get())
                        + "; the command runs if it comes back to AGI(agi:async)";
    }

    private static String runs(CoreShowChannelEvent row) {
        return row.application()
                .map(name -> "it runs "
                        + Text.line(name + "(" + row.applicationData().orElse("") + ")"))
                .orElse("it runs no application");
    }

    /** The channel that is meant; empty when this user may not list channels. */
    private Optional<CoreShowChannelEvent> find(AmiClient client) {
        List<CoreShowChannelEvent> channels;
        try {
            channels = client.request(CoreShowChannelsAction.of()).events();
        } catch (AmiPermissionException e) {
            return Optional.empty();
        }
        Optional<CoreShowChannelEvent> exact = channels.stream()
                .filter(each -> each.channel()
                                .name()
                                .filter(wanted::equalsIgnoreCase)
                                .isPresent()
                        || each.channel().uniqueId().filter(wanted::equals).isPresent())
                .findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        Pattern device = EventFilter.glob(wanted + "-*");
        List<CoreShowChannelEvent> ofDevice = channels.stream()
                .filter(each -> device.matcher(each.channel().name().orElse("")).matches())
                .toList();
        if (ofDevice.size() > 1) {
            throw Problem.failed(wanted + " has " + ofDevice.size() + " channels: give the name of one, such as "
                    + ofDevice.get(0).channel().name().orElse(""));
        }
        if (ofDevice.isEmpty()) {
            throw Problem.failed("there is no channel " + wanted);
        }
        return Optional.of(ofDevice.get(0));
    }

    private void heard(String channel, AmiEvent event) {
        if (event instanceof AsyncAgiExecEvent done) { // others can run commands there, too
            if (done.commandId().filter(commandId::equals).isPresent()) {
                result.complete(decode(done.headers()));
            }
        } else if (event instanceof AmiChannelEvent other
                && (other.channel().name().filter(channel::equalsIgnoreCase).isPresent()
                        || other.channel().uniqueId().filter(channel::equals).isPresent())) {
            if (event instanceof HangupEvent) {
                result.completeExceptionally(Problem.failed(channel + " was hung up before there was a result"));
            } else { // a hang-up is told behind it
                SOON.execute(() -> result.completeExceptionally(
                        Problem.failed(channel + " left AGI(agi:async) before there was a result")));
            }
        }
    }

    /** The percent-encoded result, a plus being a plus. */
    private static String decode(AmiHeaders headers) {
        byte[] encoded = headers.findBytes("Result").orElse(new byte[0]);
        byte[] decoded = new byte[encoded.length];
        int length = 0;
        for (int i = 0; i < encoded.length; i++) {
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            boolean escaped = encoded[i] == '%' && high >= 0 && low >= 0;
            decoded[length++] = escaped ? (byte) (high << 4 | low) : encoded[i];
            i += escaped ? 2 : 0;
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }

    private int show(Screen screen, String reply) {
        if (json) {
            screen.line(AmiJson.toJson(AmiHeaders.of(
                    "Command", command, "Result", reply.stripTrailing().replace('\r', ' '))));
        } else {
            reply.stripTrailing().lines().forEach(line -> screen.line(Text.clean(line)));
        }
        screen.out().flush();
        @Nullable Matcher status = REPLY.matcher(reply);
        boolean well = status.find() && status.group(1).equals("200") && !(status.group(2) + "").startsWith("-");
        return well ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
