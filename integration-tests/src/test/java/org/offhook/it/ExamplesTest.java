// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.offhook.agi.AgiScript;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.examples.bothtransports.SpeakingClock;
import org.offhook.examples.callforward.CallForward;
import org.offhook.examples.clicktocall.ClickToCall;
import org.offhook.examples.customerservice.CustomerService;
import org.offhook.examples.customerservice.Customers;
import org.offhook.examples.customerservice.Surroundings;
import org.offhook.examples.tokencheck.TokenCheck;
import org.offhook.examples.voicemail.RingThenVoicemail;
import org.offhook.fastagi.FastAgiServer;

/**
 * The small examples on a real Asterisk. Each one's dialplan file is loaded as it is, but for the port and for the devices, which are
 * Local channels here; its user in manager.conf is the one that the file shows.
 */
@RealAsterisk(options = ExamplesTest.Configuration.class)
class ExamplesTest {
    private static final Path DIALPLANS = Path.of("..", "examples", "dialplan");
    private static final String ADDRESS = "agi://127.0.0.1:4573/";
    private static final Pattern PJSIP = Pattern.compile("PJSIP/(\\$\\{EXTEN})(@trunk)?");
    private static final Pattern USER = Pattern.compile("(?m)^; (\\[(?:clock|clicker)]\n(?:; .+\n)+)");
    private static final int CLOSED_PORT = 1;
    private static final Duration LONG = Duration.ofSeconds(60);
    /** How long a prompt takes at most until keys are heard. */
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private final AsteriskUnderTest asterisk;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    ExamplesTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    static final class Configuration implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT
                    .withFile("manager_extra.conf", user("both-transports") + user("click-to-call"))
                    .withFile("queues_extra.conf", """
                            [gold]
                            timeout = 5
                            retry = 1
                            member => Local/200@phones/n
                            [standard]
                            joinempty = no
                            """)
                    .withFile("voicemail_extra.conf", "202 => 1234,Ada Lovelace\n203 => 1234,Charles Babbage\n")
                    .withDialplan("""
                            [phones]
                            exten => 200,1,Answer()
                             same => n,UserEvent(Rang,CallerId: ${CALLERID(num)})
                             same => n,Wait(1)
                             same => n,Hangup()
                            exten => 201,1,GotoIf($["${CALLERID(num)}" = "5551"]?200,1)
                             same => n,Hangup(17)
                            exten => _20[23],1,Hangup(19)
                            exten => 204,1,Answer()
                             same => n,Wait(30)
                            """);
        }
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    /** All at the same time: most of it is waiting for prompts. */
    @Test
    void theExamplesWorkAsTheyStand() throws Exception {
        List<Play> plays = new ArrayList<>();
        plays.addAll(customerService());
        plays.addAll(callForward());
        plays.addAll(voicemail());
        plays.addAll(tokenCheck());
        plays.addAll(bothTransports());
        List<LiveCall> calls = plays.stream().map(Play::place).toList();
        Stream<Executable> checks = IntStream.range(0, calls.size())
                .mapToObj(i -> () -> plays.get(i).check(calls.get(i).result()));
        assertAll(checks);
    }

    /** A call and what must become of it. */
    private final class Play {
        private final String title;
        private CallPlan plan;
        private final Map<String, String> expected = new LinkedHashMap<>();
        private Runnable further = () -> {};

        /** Nobody has answered the call before the dialplan does. */
        Play(String context, String extension, String callerId) {
            this.title = callerId + " calls " + extension + "@" + context;
            this.plan = CallPlan.dialplan(context, extension)
                    .callerId("", callerId)
                    .far(Far.caller())
                    .timeout(LONG);
        }

        Play far(Far far) {
            plan = plan.far(far);
            return this;
        }

        Play with(String variable, String value) {
            plan = plan.variable(variable, value);
            return this;
        }

        /** Expects a variable at the end. */
        Play ends(String variable, String value) {
            expected.put(variable, value);
            return this;
        }

        Play then(Runnable check) {
            further = check;
            return this;
        }

        LiveCall place() {
            return asterisk.place(plan.capture(expected.keySet().toArray(String[]::new)));
        }

        void check(CallResult result) {
            assertThat(new LinkedHashMap<>(result.variables())
                            .entrySet().stream().filter(entry -> expected.containsKey(entry.getKey())))
                    .as(title)
                    .containsExactlyInAnyOrderElementsOf(expected.entrySet());
            further.run();
        }
    }

    private List<Play> customerService() throws IOException {
        Surroundings surroundings = new Surroundings(LONG);
        open.push(surroundings);
        Customers customers = surroundings.customers();
        customers.find("123456"); // the first time takes longest
        CustomerService script = new CustomerService(customers, surroundings.tiers(), ExamplesTest::device);
        serve("customer-service", router("/customer-service", script));
        Far confirms = Far.caller()
                .pause(SHORTLY)
                .dtmf("123456")
                .pause(SHORTLY.multipliedBy(2))
                .dtmf("1");
        Far unknown = Far.caller().pause(SHORTLY).dtmf("999999");
        for (int i = 0; i < 2; i++) {
            confirms = confirms.pause(SHORTLY.multipliedBy(4)).dtmf("1"); // should the key before have met no command
            unknown = unknown.pause(SHORTLY.multipliedBy(2)).dtmf("999999");
        }
        return List.of(
                new Play("customer-service", "300", "5551")
                        .far(confirms)
                        .ends("OFFHOOK", "done")
                        .ends("CUSTOMER", "123456")
                        .ends("TIER", "gold")
                        .ends("DIALSTATUS", "ANSWER"),
                new Play("customer-service", "300", "5552")
                        .far(confirms)
                        .ends("OFFHOOK", "done")
                        .ends("DIALSTATUS", "BUSY")
                        .ends("QUEUESTATUS", "")
                        .then(() -> assertRang("5552")),
                new Play("customer-service", "300", "5553")
                        .far(unknown)
                        .ends("OFFHOOK", "done")
                        .ends("CUSTOMER", "unknown")
                        .ends("TIER", "standard")
                        .ends("QUEUESTATUS", "JOINEMPTY"),
                new Play("customer-service-down", "300", "5554")
                        .ends("AGISTATUS", "FAILURE")
                        .ends("OFFHOOK", "")
                        .ends("QUEUESTATUS", "JOINEMPTY"));
    }

    private List<Play> callForward() {
        serve("call-forward", new CallForward(ExamplesTest::device).router());
        store("CF", Map.of("211", "200", "221", "222", "222", "200", "224", "225", "225", "224"));
        store("DND", Map.of("213", "on", "223", "on"));
        Far types = Far.caller().pause(SHORTLY).dtmf("200");
        return List.of(
                setting("*21", "210")
                        .far(types)
                        .then(() -> assertThat(stored("CF", "210")).contains("200")),
                setting("#21", "211").then(() -> assertThat(stored("CF", "211")).isEmpty()),
                setting("*26", "212")
                        .then(() -> assertThat(stored("DND", "212")).contains("on")),
                setting("#26", "213")
                        .then(() -> assertThat(stored("DND", "213")).isEmpty()),
                new Play("call-forward", "*21", "5551")
                        .ends("AGISTATUS", "FAILURE")
                        .ends("OFFHOOK", "refused"),
                ring("200", "5561", "answered").then(() -> assertRang("5561")),
                ring("221", "5562", "answered").then(() -> assertRang("5562")),
                ring("202", "5563", "unanswered"),
                ring("201", "5564", "busy"),
                ring("223", "5565", "busy"),
                ring("224", "5566", "busy"),
                new Play("call-forward-down", "200", "5567")
                        .ends("DIALSTATUS", "ANSWER")
                        .then(() -> assertRang("5567")));
    }

    private Play setting(String code, String owner) {
        return new Play("call-forward", code, owner)
                .ends("AGISTATUS", "SUCCESS")
                .ends("OFFHOOK", "done");
    }

    private Play ring(String extension, String callerId, String result) {
        return new Play("call-forward", extension, callerId)
                .ends("OFFHOOK", "done")
                .ends("CALL_RESULT", result);
    }

    private List<Play> voicemail() {
        serve("voicemail", router("/voicemail/{extension}", new RingThenVoicemail(ExamplesTest::device)));
        Play answered = new Play("voicemail", "200", "5571")
                .ends("OFFHOOK", "done")
                .ends("DIALSTATUS", "ANSWER")
                .then(() -> assertRang("5571"));
        Play missed = new Play("voicemail", "202", "5572").ends("OFFHOOK", "done");
        if (!asterisk.hasModule("app_voicemail")) {
            return List.of(answered, missed.ends("VMSTATUS", "")); // the caller is told that nobody is there
        }
        Far message = Far.caller()
                .pause(SHORTLY)
                .dtmf("#")
                .tone(SHORTLY.multipliedBy(4))
                .dtmf("#");
        return List.of(
                answered,
                missed.far(message).ends("VMSTATUS", "SUCCESS").then(() -> assertMessage("202")),
                new Play("voicemail-down", "203", "5573")
                        .far(message)
                        .ends("OFFHOOK", "")
                        .ends("VMSTATUS", "SUCCESS")
                        .then(() -> assertMessage("203")));
    }

    private List<Play> tokenCheck() {
        AgiScript hello = (request, channel) -> channel.answer();
        serve(
                "token-check",
                AgiRouter.builder()
                        .filter(new TokenCheck(Map.of("acme", "change-me")))
                        .script("/tenants/{tenant}/hello", hello)
                        .build());
        return List.of(
                new Play("token-check", "400", "5581")
                        .ends("AGISTATUS", "SUCCESS")
                        .ends("OFFHOOK", "done"),
                new Play("token-check", "400", "5582")
                        .with("ACME_TOKEN", "guessed")
                        .ends("AGISTATUS", "FAILURE")
                        .ends("OFFHOOK", "refused"),
                new Play("token-check-down", "400", "5583")
                        .ends("AGISTATUS", "FAILURE")
                        .ends("OFFHOOK", ""));
    }

    private List<Play> bothTransports() {
        AgiRouter router = router("/clock", new SpeakingClock(Clock.systemUTC()));
        serve("both-transports", router);
        open.push(AsyncAgiServer.builder(client("clock"), router).start());
        return Stream.of("500", "501")
                .map(extension -> new Play("both-transports", extension, "5591")
                        .ends("AGISTATUS", "SUCCESS")
                        .ends("OFFHOOK", "done")
                        .ends("TIMES", "1"))
                .toList();
    }

    @Test
    void aClickRingsAPhoneAndConnectsIt() throws Exception {
        load("click-to-call", 0, "");
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ClickToCall clickToCall = new ClickToCall(client("clicker"), ExamplesTest::device, address, "token");
        open.push(clickToCall);
        URI calls = URI.create("http://127.0.0.1:" + clickToCall.address().getPort() + "/calls");

        assertThat(click(calls, "204")).contains("\"outcome\":\"ANSWERED\"");
        assertRang("204");
        assertThat(click(calls, "201")).contains("\"outcome\":\"BUSY\"");
        assertThat(click(calls, "202")).contains("\"outcome\":\"NO_ANSWER\"");
        assertThat(click(calls, "999")).contains("\"outcome\":\"FAILED\"");
    }

    private static String click(URI calls, String phone) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(calls)
                .header("Authorization", "Bearer token")
                .POST(BodyPublishers.ofString("{\"phone\": \"" + phone + "\", \"number\": \"200\"}"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static AgiRouter router(String pattern, AgiScript script) {
        return AgiRouter.builder().script(pattern, script).build();
    }

    /** Serves an example; a second copy of its dialplan finds no server. */
    private void serve(String example, AgiRouter router) {
        FastAgiServer server = FastAgiServer.builder(router).port(0).start();
        open.push(server);
        load(example, server.port(), "");
        load(example, CLOSED_PORT, "-down");
    }

    private void load(String example, int port, String suffix) {
        String text = dialplan(example)
                .replace(ADDRESS, asterisk.agiUrl(port, "/"))
                .replace("[" + example + "]", "[" + example + suffix + "]");
        asterisk.dialplan(PJSIP.matcher(text).replaceAll("Local/\\${EXTEN}@phones/n"));
    }

    private static String device(String extension) {
        return "Local/" + extension + "@phones/n";
    }

    private AmiClient client(String user) {
        AmiClient client = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", user, "choose-one")
                .port(asterisk.amiAddress().getPort())
                .build());
        open.push(client);
        return client;
    }

    private void assertRang(String callerId) {
        asterisk.ami()
                .awaitEvent(
                        event -> event.isUserEvent("Rang")
                                && event.get("CallerId").equals(callerId),
                        LONG);
    }

    private void store(String family, Map<String, String> values) {
        values.forEach((key, value) -> asterisk.ami().command("database put " + family + " " + key + " " + value));
    }

    private Optional<String> stored(String family, String key) {
        return asterisk.ami().command("database get " + family + " " + key).stream()
                .filter(line -> line.startsWith("Value: "))
                .map(line -> line.substring("Value: ".length()))
                .findFirst();
    }

    private void assertMessage(String mailbox) {
        Path inbox = asterisk.hostPath(asterisk.insidePath("spool/voicemail/default/" + mailbox + "/INBOX"));
        assertThat(inbox.resolve("msg0000.wav")).isNotEmptyFile();
    }

    /** The section that the file shows in its comment. */
    private static String user(String example) {
        Matcher matcher = USER.matcher(dialplan(example));
        assertThat(matcher.find()).as("the user in %s.conf", example).isTrue();
        return matcher.group(1).replaceAll("(?m)^; ", "");
    }

    private static String dialplan(String example) {
        try {
            return Files.readString(DIALPLANS.resolve(example + ".conf"), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
