// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.clicktocall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.testkit.FakeAsterisk;

class ClickToCallTest {

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String ALICE = "{\"phone\": \"alice\", \"number\": \"200\"}";

    private FakeAsterisk asterisk;
    private AmiClient ami;
    private ClickToCall clickToCall;

    @BeforeEach
    void start() throws IOException {
        asterisk = FakeAsterisk.start().extension(ClickToCall.CONTEXT, "200", 1, "agi:async,/nobody");
        ami = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", asterisk.user(), asterisk.secret())
                .port(asterisk.port())
                .build());
        clickToCall = new ClickToCall(ami, phone -> "PJSIP/" + phone, ANY, "s3cret");
    }

    @AfterEach
    void stop() {
        clickToCall.close();
        ami.close();
        asterisk.close();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + clickToCall.address().getPort() + "/calls"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> click(String body) throws IOException, InterruptedException {
        return send(request().header("Authorization", "Bearer s3cret").POST(BodyPublishers.ofString(body)));
    }

    @Test
    void thePhoneRingsAndTheOutcomeIsTold() throws Exception {
        asterisk.phone("PJSIP/alice");
        HttpResponse<String> answer = click(ALICE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"outcome\":\"ANSWERED\"");
    }

    @Test
    void soIsABusyOne() throws Exception {
        asterisk.phone("PJSIP/alice").busy();
        assertThat(click(ALICE).body()).contains("\"outcome\":\"BUSY\"");
    }

    @Test
    void andOneThatNobodyAnswers() throws Exception {
        asterisk.phone("PJSIP/alice").doesNotAnswer();
        assertThat(click(ALICE).body()).contains("\"outcome\":\"NO_ANSWER\"");
    }

    @Test
    void andThatNoCallWasPlaced() throws Exception {
        asterisk.refuse("Originate", "Permission denied");
        HttpResponse<String> answer = click(ALICE);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("\"outcome\":\"REJECTED\"");
    }

    @Test
    void withoutTheTokenNothingRings() throws Exception {
        HttpRequest.Builder none = request().POST(BodyPublishers.ofString(ALICE));
        HttpRequest.Builder wrong =
                request().header("Authorization", "Bearer guessed").POST(BodyPublishers.ofString(ALICE));
        assertThat(send(none).statusCode()).isEqualTo(401);
        assertThat(send(wrong).statusCode()).isEqualTo(401);
        assertThat(asterisk.channels()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "phone=alice",
                "{\"phone\": \"alice\"}",
                "{\"phone\": \"alice&PJSIP/bob\", \"number\": \"200\"}",
                "{\"phone\": \"alice\", \"number\": \"200,1\"}",
                "{\"phone\": \"alice\", \"number\": \"200\\r\\nAction: Ping\"}"
            })
    void whatIsWrongIsToldAndNothingRings(String body) throws Exception {
        HttpResponse<String> answer = click(body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("error");
        assertThat(asterisk.channels()).isEmpty();
    }

    @Test
    void onlyPostPlacesCalls() throws Exception {
        assertThat(send(request().header("Authorization", "Bearer s3cret").GET())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void aTokenIsNeeded() {
        assertThatThrownBy(() -> new ClickToCall(ami, phone -> phone, ANY, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCommandShowsIt() {
        StringWriter written = new StringWriter();
        PrintWriter out = new PrintWriter(written, true);
        assertThat(Main.commandLine().setOut(out).setErr(out).execute())
                .as("%s", written)
                .isZero();
        assertThat(written.toString()).contains("ANSWERED", "BUSY", "the token is missing or wrong");
    }
}
