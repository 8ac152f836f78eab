// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiFilter;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.command.DialResult;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.routing.AgiFilters;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.ScriptTester;

/** What docs/scripts.md shows. */
class ScriptsSnippetsTest {

    /** Customers by number, as a program would look them up. */
    record Directory(Map<String, String> names) {
        Optional<String> find(String number) {
            return Optional.ofNullable(names.get(number));
        }
    }

    // docs/scripts.md
    static class Greeting implements AgiScript {
        private final Directory directory; // shared by all calls

        Greeting(Directory directory) {
            this.directory = directory;
        }

        @Override
        public void service(AgiRequest request, AgiChannel channel) {
            channel.answer();
            String number = request.callerIdNumber().orElse("anonymous"); // of this call
            if (directory.find(number).isPresent()) {
                channel.streamFile("welcome");
            }
        }
    }

    // docs/scripts.md
    static class Reach implements AgiScript {
        @Override
        public void service(AgiRequest request, AgiChannel channel) {
            DialResult result = channel.dial("PJSIP/" + request.pathVariable("user"), Duration.ofSeconds(20));
            if (result instanceof DialResult.NotAnswered missed && missed.reason() == DialResult.Reason.BUSY) {
                channel.streamFile("vm-isonphone");
            }
            if (!(result instanceof DialResult.Answered)) {
                channel.voicemail(request.pathVariable("user"));
            }
        }
    }

    // docs/scripts.md
    static class Survey implements AgiScript {
        private final Set<String> active = ConcurrentHashMap.newKeySet();

        @Override
        public void service(AgiRequest request, AgiChannel channel) {
            active.add(channel.uniqueId());
            try {
                channel.answer();
                channel.streamFile("survey-question"); // throws AgiHangupException when the caller hangs up
            } finally {
                active.remove(channel.uniqueId());
            }
        }
    }

    private static final Directory DIRECTORY = new Directory(Map.of("100", "Ada"));

    private static AgiRouter router(AgiScript survey, AgiFilter staffOnly) {
        // docs/scripts.md
        AgiRouter router = AgiRouter.builder()
                .filter(AgiFilters.logging())
                .filter("/reach/*", AgiFilters.token("key", "s3cret"))
                .filter("/survey", staffOnly)
                .script("/greeting", new Greeting(DIRECTORY))
                .script("/reach/{user}", Reach::new)
                .script("/survey", survey)
                .fallback((request, channel) -> channel.streamFile("invalid"))
                .build();
        // end
        return router;
    }

    private static AgiFilter staffOnly() {
        // docs/scripts.md
        AgiFilter staffOnly = (request, channel, next) -> {
            if (request.callerIdNumber().filter(number -> number.length() == 3).isEmpty()) {
                throw new AgiRefusedException("only for extensions of our own");
            }
            next.service(request, channel);
        };
        // end
        return staffOnly;
    }

    private static ScriptTester call(String path) {
        return ScriptTester.of(router(new Survey(), staffOnly())).request(path);
    }

    @Test
    void aScriptHasWhatIsSharedInFieldsAndItsCallInVariables() {
        ScriptTester.Result known = call("greeting")
                .variable("agi_callerid", "100")
                .expect("ANSWER")
                .ok()
                .expect("STREAM FILE welcome \"\"")
                .ok()
                .run();
        ScriptTester.Result unknown = call("greeting")
                .variable("agi_callerid", "200")
                .expect("ANSWER")
                .ok()
                .run();

        assertThat(known.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(unknown.outcome()).isEqualTo(AgiOutcome.DONE);
    }

    @Test
    void aTokenAndAPathVariableLeadToTheDial() {
        ScriptTester.Result result = call("reach/alice?key=s3cret")
                .expect("CHANNEL STATUS")
                .reply("200 result=6")
                .expect("EXEC Dial PJSIP/alice,20")
                .ok()
                .expect("GET VARIABLE DIALSTATUS")
                .value("BUSY")
                .expect("STREAM FILE vm-isonphone \"\"")
                .ok()
                .expectMatching("SET VARIABLE .?VMSTATUS.*")
                .ok()
                .expect("EXEC VoiceMail alice")
                .ok()
                .expect("GET VARIABLE VMSTATUS")
                .value("SUCCESS")
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(call("reach/alice?key=wrong").run().outcome()).isEqualTo(AgiOutcome.REFUSED);
    }

    @Test
    void filtersRefuseAndTheFallbackTakesTheRest() {
        assertThat(call("survey").variable("agi_callerid", "030123456").run().outcome())
                .isEqualTo(AgiOutcome.REFUSED);
        assertThat(call("nowhere").expect("STREAM FILE invalid \"\"").ok().run().outcome())
                .isEqualTo(AgiOutcome.DONE);
    }

    @Test
    void whatIsLeftIsClearedWhenTheCallerHangsUp() {
        Survey survey = new Survey();

        ScriptTester.Result result = ScriptTester.of(survey)
                .expect("ANSWER")
                .ok()
                .expect("STREAM FILE survey-question \"\"")
                .hangup()
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(result.hungUp()).isTrue();
        assertThat(survey.active).isEmpty();
    }

    @Test
    void severalVariablesAreAskedForTogether() {
        StringBuilder found = new StringBuilder();
        ScriptTester.Result result = ScriptTester.of((AgiScript) (request, channel) -> {
                    // docs/scripts.md
                    CompletableFuture<Optional<String>> tier = channel.submit(new GetVariable("TIER"));
                    CompletableFuture<Optional<String>> account = channel.submit(new GetVariable("ACCOUNT"));
                    String both = tier.join().orElse("standard") + "/"
                            + account.join().orElse("none");
                    // end
                    found.append(both);
                })
                .expect("GET VARIABLE TIER")
                .value("gold")
                .expect("GET VARIABLE ACCOUNT")
                .reply("200 result=0")
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(found).hasToString("gold/none");
    }

    @Test
    void aPathVariableThatThePatternHasNotIsAnError() {
        ScriptTester.Result result = ScriptTester.of(new Reach()).run();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.FAILED);
        assertThatThrownBy(() -> {
                    throw result.failure().orElseThrow();
                })
                .isInstanceOf(IllegalArgumentException.class);
    }
}
