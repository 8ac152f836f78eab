// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ami.AmiHeaders;

class OriginateActionTest {

    private static final OriginateAction CALL = OriginateAction.toExtension("PJSIP/100", "internal", "200", 1);

    @Test
    void toAnExtensionItIsAsynchronousByItself() {
        assertThat(CALL.headers())
                .isEqualTo(AmiHeaders.of(
                        "Channel",
                        "PJSIP/100",
                        "Context",
                        "internal",
                        "Exten",
                        "200",
                        "Priority",
                        "1",
                        "Async",
                        "true"));
        assertThat(CALL.name()).isEqualTo("Originate");
        assertThat(CALL.privileges()).containsExactly("originate");
        assertThat(CALL.channel()).isEqualTo("PJSIP/100");
        assertThat(CALL.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(CALL.channelId()).isEmpty();
        assertThat(CALL.otherChannelId()).isEmpty();
        assertThat(CALL.isAsync()).isTrue();
    }

    @Test
    void eachOfItsSettingsIsAHeader() {
        OriginateAction action = CALL.timeout(Duration.ofMillis(1500))
                .callerId("\"Desk\" <100>")
                .account("acct")
                .channelId("id-1")
                .otherChannelId("id-2")
                .earlyMedia(true)
                .codecs("alaw", "opus")
                .preDialGoSub("sub,s,1")
                .actionId("mine")
                .sync();

        assertThat(action.headers().toList().subList(4, 14))
                .isEqualTo(AmiHeaders.of(
                                "Timeout", "1500",
                                "CallerID", "\"Desk\" <100>",
                                "Account", "acct",
                                "ChannelId", "id-1",
                                "OtherChannelId", "id-2",
                                "EarlyMedia", "true",
                                "Codecs", "alaw,opus",
                                "PreDialGoSub", "sub,s,1",
                                "ActionID", "mine",
                                "Async", "false")
                        .toList());
        assertThat(action.headers().size()).isEqualTo(14);
        assertThat(action.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(action.channelId()).contains("id-1");
        assertThat(action.otherChannelId()).contains("id-2");
        assertThat(action.isAsync()).isFalse();
        assertThat(CALL.headers().size()).isEqualTo(5);
    }

    @Test
    void toAnApplicationItHasDataOnlyWhereThereAreSome() {
        assertThat(OriginateAction.toApplication("Local/a@b", "Playback", "hello,skip")
                        .headers())
                .isEqualTo(AmiHeaders.of(
                        "Channel", "Local/a@b", "Application", "Playback", "Data", "hello,skip", "Async", "true"));
        assertThat(OriginateAction.toApplication("Local/a@b", "Echo", "")
                        .headers()
                        .contains("Data"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System",
                "TrySystem",
                "AGI",
                "EAGI",
                "DeadAGI",
                "Exec",
                "TryExec",
                "ExecIf",
                "ExternalIVR",
                "MixMonitor",
                "Originate",
                "Reload",
                "DBdeltree",
                "DBdel",
                "sYSTEM"
            })
    void dangerousApplicationsAreRefusedUnlessMeant(String application) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginateAction.toApplication("Local/a@b", application, "ls"))
                .withMessageContaining("toApplicationUnchecked");
        assertThat(OriginateAction.toApplicationUnchecked("Local/a@b", application, "ls")
                        .headers()
                        .find("Application"))
                .contains(application);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X=${SHELL(ls)}",
                "FILE(/etc/passwd,0,1)=x",
                "A=1,DB(a/b)=c",
                "X=${CURL(http://a)}",
                "X=${EVAL(${Y})}",
                "ODBC_READ(1)=2",
                "REALTIME(a,b)=c",
                "X=${shell (ls)}",
                "DB_DELETE(a/b)=x",
                "CURLOPT(a)=b",
                "STAT_FILE(x)"
            })
    void dangerousFunctionsInTheDataAreRefusedUnlessMeant(String data) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginateAction.toApplication("Local/a@b", "Set", data))
                .withMessageContaining("toApplicationUnchecked");
        assertThat(OriginateAction.toApplicationUnchecked("Local/a@b", "Set", data)
                        .headers()
                        .find("Data"))
                .contains(data);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Playback|my-file,skip",
                "Dial|PJSIP/100,20,L(60000)",
                "Set|CHANNEL(language)=de",
                "Queue|support",
                "Wait|5"
            })
    void otherApplicationsAreNot(String application, String data) {
        assertThat(OriginateAction.toApplication("Local/a@b", application, data)
                        .headers()
                        .find("Data"))
                .contains(data);
    }

    @Test
    void aQueueThatRunsAnAgiScriptIsRefusedUnlessMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginateAction.toApplication("Local/a@b", "Queue", "support,t,,,60,evil.sh"))
                .withMessageContaining("toApplicationUnchecked");
        assertThat(OriginateAction.toApplication("Local/a@b", "Queue", "support,t,,,60,,mac")
                        .headers()
                        .find("Data"))
                .contains("support,t,,,60,,mac");
    }

    @Test
    void anAgiScriptIsReachedDeliberately() {
        assertThat(OriginateAction.toAgi("Local/a@b", "agi:async").headers().find("Data"))
                .contains("agi:async");
        assertThat(OriginateAction.toAgi("Local/a@b", "agi://h/s?a=1", "one", "two, \"three\"")
                        .headers())
                .isEqualTo(AmiHeaders.of(
                        "Channel",
                        "Local/a@b",
                        "Application",
                        "AGI",
                        "Data",
                        "agi://h/s?a=1,one,two\\, \\\"three\\\"",
                        "Async",
                        "true"));
    }

    @Test
    void eachVariableIsAHeaderOfItsOwnAndWhatWouldSplitItIsEscaped() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("__A", "1,2 \"x\" \\ =");
        variables.put("PJSIP_HEADER(add,X-Y)", "z");

        assertThat(CALL.variables(variables).headers().all("Variable"))
                .containsExactly("__A=1\\,2 \\\"x\\\" \\\\ =", "PJSIP_HEADER(add\\,X-Y)=z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a=b", "SHELL(ls)", "FILE(/etc/x)", "DB(a/b)"})
    void aVariableThatIsNoneOrCouldHarmIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> CALL.variable(name, "x"));
    }

    @Test
    void anUncheckedCallMaySetAnyVariable() {
        OriginateAction action = OriginateAction.toApplicationUnchecked("Local/a@b", "System", "ls")
                .variable("DB(a/b)", "c");

        assertThat(action.headers().find("Variable")).contains("DB(a/b)=c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0005S", "P25D"})
    void aTimeoutOutOfRangeIsRefused(String timeout) {
        assertThatIllegalArgumentException().isThrownBy(() -> CALL.timeout(Duration.parse(timeout)));
    }

    @Test
    void equalCallsAreEqual() {
        assertThat(CALL.account("a"))
                .isEqualTo(OriginateAction.toExtension("PJSIP/100", "internal", "200", 1)
                        .account("a"))
                .hasSameHashCodeAs(CALL.account("a"))
                .isNotEqualTo(CALL)
                .hasToString(
                        "OriginateAction{Channel: PJSIP/100, Context: internal, Exten: 200, Priority: 1, Account: a, Async: true}");
    }
}
