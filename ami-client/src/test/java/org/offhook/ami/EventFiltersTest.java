// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.NewchannelEvent;

/** Which filters are sent, in which syntax. */
class EventFiltersTest {

    private static final String CATCH_ALL = "^Event: ";

    private final EventFilters old = new EventFilters("16.28.0~dfsg-0+deb11u10");
    private final EventFilters recent = new EventFilters("22.10.1+dfsg+~cs6.17.60671434-1");

    private static EventBudget budget(EventSelection<?>... selections) {
        return EventBudget.of(List.of(selections));
    }

    private static EventBudget hangups() {
        return budget(EventSelection.of(HangupEvent.class));
    }

    private static List<String> regexes(List<RawAction> actions) {
        return actions.stream()
                .flatMap(action -> action.headers().find("Filter").stream())
                .toList();
    }

    private static List<String> criteria(List<RawAction> actions) {
        return actions.stream()
                .flatMap(action -> action.headers().find("MatchCriteria").stream())
                .toList();
    }

    /** Whether filters of the one kind let an event through, as Asterisk's regular expressions see it. */
    private static boolean pass(List<String> regexes, String name) {
        return regexes.stream()
                .anyMatch(regex -> Pattern.compile(
                                regex.replace("[[:cntrl:]]", "\\p{Cntrl}").replace("[^[:cntrl:]]", "\\P{Cntrl}"))
                        .matcher("Event: " + name + "\r\nPrivilege: call,all\r\nAppData: Event: Hangup\r\n\r\n")
                        .find());
    }

    @ParameterizedTest
    @CsvSource({
        "22.10.1+dfsg+~cs6.17.60671434-1, true",
        "22.1.0, true",
        "22.0.0, false",
        "21.6.1, true",
        "21.5.0, false",
        "20.11.0, true",
        "20.10.9, false",
        "18.26.0, true",
        "18.25.0, false",
        "19.8.1, false",
        "23.0.0-rc1, true",
        "16.28.0~dfsg-0+deb11u10, false",
        "certified/20.7-cert3, false",
        "certified-18.9-cert13, false",
        "GIT-master-abc, false",
        "GIT-22-23.1.0, true",
        "'', false"
    })
    void theSyntaxFollowsTheVersion(String version, boolean matchCriteria) {
        assertThat(EventFilters.knowsMatchCriteria(version)).isEqualTo(matchCriteria);
    }

    @Test
    void anUnknownVersionGetsTheSyntaxThatAllKnow() {
        // 16 takes MatchCriteria for an empty filter, which lets everything through, and says Success.
        assertThat(EventFilters.knowsMatchCriteria(null)).isFalse();
        assertThat(criteria(new EventFilters(null).toSend(hangups()))).isEmpty();
    }

    @Test
    void anOldAsteriskGetsOneRegularExpressionForAllNames() {
        List<RawAction> actions = old.toSend(hangups());
        assertThat(actions).hasSize(1);
        assertThat(actions.get(0).name()).isEqualTo("Filter");
        assertThat(actions.get(0).headers())
                .isEqualTo(AmiHeaders.of(
                        "Operation",
                        "Add",
                        "Filter",
                        "^Event: (FullyBooted|Hangup|OriginateResponse|Reload|Shutdown)[[:cntrl:]]"));
        List<String> regexes = regexes(actions);
        assertThat(pass(regexes, "Hangup")).isTrue();
        assertThat(pass(regexes, "Reload")).isTrue();
        assertThat(pass(regexes, "HangupRequest")).isFalse();
        assertThat(pass(regexes, "SoftHangup")).isFalse();
        assertThat(pass(regexes, "Newexten")).isFalse();
    }

    @Test
    void aRecentAsteriskComparesNames() {
        List<RawAction> actions = recent.toSend(hangups());
        assertThat(criteria(actions))
                .hasSize(5)
                .contains("action(include),name(Hangup),method(none)", "action(include),name(Shutdown),method(none)");
        assertThat(regexes(actions)).isEmpty();
    }

    @Test
    void onlyWhatIsNewIsSent() {
        old.toSend(hangups());
        assertThat(old.toSend(hangups())).isEmpty();
        assertThat(old.toSend(budget())).isEmpty();
        EventBudget more = budget(
                EventSelection.of(HangupEvent.class),
                EventSelection.of(NewchannelEvent.class),
                EventSelection.named("Conf*"));
        assertThat(regexes(old.toSend(more)))
                .containsExactly("^Event: (Newchannel|[Cc][Oo][Nn][Ff][^[:cntrl:]]*)[[:cntrl:]]");
        assertThat(old.toSend(more)).isEmpty();

        recent.toSend(hangups());
        List<RawAction> actions = recent.toSend(more);
        assertThat(criteria(actions)).containsExactly("action(include),name(Newchannel),method(none)");
        assertThat(regexes(actions)).containsExactly("^Event: ([Cc][Oo][Nn][Ff][^[:cntrl:]]*)[[:cntrl:]]");
    }

    @Test
    void aConnectionThatBeganWithEverythingIsNeverFiltered() {
        assertThat(old.toSend(budget(EventSelection.all()))).isEmpty();
        assertThat(old.toSend(hangups())).isEmpty();
    }

    @Test
    void aConnectionWithFiltersIsOpenedByOneMoreAndStaysOpen() {
        recent.toSend(hangups());
        assertThat(regexes(recent.toSend(budget(EventSelection.all())))).containsExactly(CATCH_ALL);
        assertThat(recent.toSend(budget(EventSelection.all()))).isEmpty();
        assertThat(recent.toSend(budget(EventSelection.of(NewchannelEvent.class))))
                .isEmpty();
    }

    @Test
    void aRefusedFilterIsReplacedByTheOtherSyntaxAndThenByEverything() {
        List<RawAction> sent = recent.toSend(hangups());
        RawAction refused = sent.stream()
                .filter(action -> action.headers().toString().contains("name(Hangup)"))
                .findFirst()
                .orElseThrow();
        List<RawAction> second = recent.refused(refused);
        assertThat(regexes(second)).containsExactly("^Event: (Hangup)[[:cntrl:]]");
        assertThat(criteria(recent.toSend(budget(EventSelection.of(NewchannelEvent.class)))))
                .isEmpty();
        List<RawAction> third = recent.refused(second.get(0));
        assertThat(regexes(third)).containsExactly(CATCH_ALL);
        assertThat(recent.refused(third.get(0))).isEmpty();
    }

    @Test
    void aPatternMatchesAsTheSelectionDoes() {
        for (String pattern : List.of("Queue*", "*Agent*", "BRIDGE?nter", "x.y(z)+[1]{2}^$\\|", "Ü*", "a b")) {
            List<String> regexes = regexes(new EventFilters(null).toSend(budget(EventSelection.named(pattern))));
            for (String name : List.of(
                    "QueueMemberAdded",
                    "queue",
                    "NoQueue",
                    "QueueX",
                    "AgentLogin",
                    "BridgeEnter",
                    "Bridgeenter",
                    "BridgeXEnter",
                    "x.y(z)+[1]{2}^$\\|",
                    "xay(z)+[1]{2}^$\\|",
                    "Übel",
                    "a b",
                    "ab")) {
                boolean selected = EventSelection.named(pattern).selects(name, RawEvent.class);
                assertThat(pass(regexes, name)).as("%s for %s", pattern, name).isEqualTo(selected);
            }
        }
    }

    @Test
    void noLineIsLongerThanAsteriskReadsAndNoNameIsForgotten() {
        List<EventSelection<?>> many = new ArrayList<>();
        many.add(EventSelection.of(AmiChannelEvent.class));
        for (int i = 0; i < 200; i++) {
            many.add(EventSelection.named("Something" + i + "*"));
        }
        EventBudget wanted = EventBudget.of(many);
        for (String version : new @Nullable String[] {null, "22.10.1"}) {
            List<RawAction> actions = new EventFilters(version).toSend(wanted);
            Set<String> told = new HashSet<>();
            for (RawAction action : actions) {
                for (AmiHeaders.Header header : action.headers()) {
                    assertThat((header.name() + ": " + header.value()).getBytes(UTF_8))
                            .hasSizeLessThanOrEqualTo(1022);
                }
            }
            criteria(actions).forEach(each -> told.add(each.replaceAll(".*name\\((.*)\\),.*", "$1")));
            List<String> regexes = regexes(actions);
            assertThat(wanted.names()).allMatch(name -> told.contains(name) || pass(regexes, name));
            assertThat(pass(regexes, "Something199Else")).isTrue();
            assertThat(pass(regexes, "Other")).isFalse();
        }
    }

    @Test
    void aPatternTooLongForALineOpensTheConnection() {
        String tooLong = "Long".repeat(100) + "*";
        List<RawAction> actions = old.toSend(budget(EventSelection.named(tooLong)));
        assertThat(regexes(actions)).contains(CATCH_ALL);
        assertThat(old.toSend(budget(EventSelection.of(NewchannelEvent.class)))).isEmpty();
    }

    @Test
    void aPatternThatNoNameCanFitIsNotSent() {
        List<String> before = regexes(new EventFilters(null).toSend(budget()));
        assertThat(regexes(old.toSend(budget(EventSelection.named("a\r\nAction: Command")))))
                .isEqualTo(before);
        assertThat(regexes(new EventFilters(null).toSend(budget(EventSelection.named("a\nb*")))))
                .isEqualTo(before);
    }
}
