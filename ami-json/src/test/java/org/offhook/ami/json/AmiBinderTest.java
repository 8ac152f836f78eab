// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.RawEvent;

/** Which header goes where, and how its text becomes a value. */
class AmiBinderTest {

    private static <T> T bind(Class<T> type, String... namesAndValues) {
        return AmiJson.binder(type).bind(AmiHeaders.of(namesAndValues));
    }

    record Name(String callerIdNum) {}

    record Exact(@JsonProperty("Caller-ID-Num") String number) {}

    @ParameterizedTest
    @ValueSource(
            strings = {"callerIdNum", "CallerIDNum", "CALLERIDNUM", "caller-id-num", "Caller_ID_Num", "Caller ID num"})
    void namesMatchWithoutCaseAndSeparators(String header) {
        assertThat(bind(Name.class, header, "100").callerIdNum()).isEqualTo("100");
        assertThat(bind(Exact.class, header, "100").number()).isEqualTo("100");
    }

    @Test
    void headersThatNobodyAsksForAreLeftAlone() {
        assertThat(bind(Name.class, "Event", "E", "CallerIDNum", "100", "CallerIDName", "Ann", "", "x"))
                .isEqualTo(new Name("100"));
    }

    @Test
    void ofARepeatedHeaderTheFirstCounts() {
        assertThat(bind(Name.class, "CallerIDNum", "100", "calleridnum", "200").callerIdNum())
                .isEqualTo("100");
        assertThat(bind(Name.class, "CallerIDNum", "", "CallerIDNum", "200").callerIdNum())
                .isNull();
    }

    record Wrappers(
            String text, Integer number, Boolean truth, Duration span, Instant time, BigDecimal amount, Tier tier) {}

    @ParameterizedTest
    @ValueSource(strings = {"", "<unknown>", "<none>", "<null>"})
    void whatAsteriskDoesNotKnowIsNull(String value) {
        Wrappers nothing = new Wrappers(null, null, null, null, null, null, null);

        assertThat(bind(
                        Wrappers.class,
                        "Text",
                        value,
                        "Number",
                        value,
                        "Truth",
                        value,
                        "Span",
                        value,
                        "Time",
                        value,
                        "Amount",
                        value,
                        "Tier",
                        value))
                .isEqualTo(nothing);
        assertThat(bind(Wrappers.class)).isEqualTo(nothing);
    }

    @Test
    void textIsLeftAsItCame() {
        record Texts(String value) {}

        assertThat(bind(Texts.class, "Value", " <unknown> \n").value()).isEqualTo(" <unknown> \n");
        assertThat(bind(Texts.class, "Value", "null").value()).isEqualTo("null");
    }

    record Options(
            Optional<String> text,
            Optional<Integer> number,
            Optional<Duration> span,
            Optional<Tier> tier,
            OptionalInt small,
            OptionalLong large,
            OptionalDouble fraction) {}

    @Test
    void optionalsAreEmptyWhereNothingIsKnown() {
        Options none = new Options(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty());

        assertThat(bind(Options.class)).isEqualTo(none);
        assertThat(bind(
                        Options.class,
                        "Text",
                        "",
                        "Number",
                        "<none>",
                        "Span",
                        "<null>",
                        "Tier",
                        "<unknown>",
                        "Small",
                        "",
                        "Large",
                        "",
                        "Fraction",
                        ""))
                .isEqualTo(none);
    }

    @Test
    void optionalsHoldWhatIsThere() {
        assertThat(bind(
                        Options.class,
                        "Text",
                        "a",
                        "Number",
                        "-1",
                        "Span",
                        "1.5",
                        "Tier",
                        "gold",
                        "Small",
                        "2",
                        "Large",
                        "3",
                        "Fraction",
                        "0.5"))
                .isEqualTo(new Options(
                        Optional.of("a"),
                        Optional.of(-1),
                        Optional.of(Duration.ofMillis(1500)),
                        Optional.of(Tier.GOLD),
                        OptionalInt.of(2),
                        OptionalLong.of(3),
                        OptionalDouble.of(0.5)));
    }

    record Truths(boolean plain, Boolean wrapped, Optional<Boolean> optional) {}

    @ParameterizedTest
    @CsvSource({
        "yes, true",
        "Yes, true",
        "YES, true",
        "true, true",
        "True, true",
        "on, true",
        "On, true",
        "1, true",
        "y, true",
        "t, true",
        "enabled, true",
        "' yes ', true",
        "no, false",
        "No, false",
        "false, false",
        "FALSE, false",
        "off, false",
        "0, false",
        "n, false",
        "f, false",
        "Disabled, false"
    })
    void truthIsReadInAllSpellings(String text, boolean expected) {
        assertThat(bind(Truths.class, "Plain", text, "Wrapped", text, "Optional", text))
                .isEqualTo(new Truths(expected, expected, Optional.of(expected)));
    }

    record Spans(Duration billed) {}

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "65, PT65S",
        "+65, PT65S",
        "-3, PT-3S",
        "0.25, PT0.25S",
        "1., PT1S",
        "-0.5, PT-0.5S",
        "1.0000000004, PT1S",
        "1.0000000005, PT1.000000001S",
        "999999999999999, PT999999999999999S",
        "00:00:03, PT3S",
        "1:02:03, PT1H2M3S",
        "120:00:00, PT120H",
        "PT90S, PT90S",
        "pt1m, PT1M",
        "P1DT2H, PT26H",
        "' 7 ', PT7S"
    })
    void timeSpansAreSecondsOrAClockOrIso(String text, Duration expected) {
        assertThat(bind(Spans.class, "Billed", text).billed()).isEqualTo(expected);
    }

    record Times(Instant at) {}

    @ParameterizedTest
    @CsvSource({
        "1795226966, 2026-11-21T02:09:26Z",
        "1795226966.258, 2026-11-21T02:09:26.258Z",
        "1795227158.814759, 2026-11-21T02:12:38.814759Z",
        "-0.5, 1969-12-31T23:59:59.5Z",
        "2026-11-21T02:09:26Z, 2026-11-21T02:09:26Z",
        "2026-11-21T02:09:26.5+01:00, 2026-11-21T01:09:26.5Z",
        "2026-11-21T02:12:38.813+0000, 2026-11-21T02:12:38.813Z",
        "2026-11-21T02:12:38-0330, 2026-11-21T05:42:38Z"
    })
    void pointsInTimeAreEpochSecondsOrIso(String text, Instant expected) {
        assertThat(bind(Times.class, "At", text).at()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "0.000000", "-0"})
    void theEpochItselfMeansNever(String text) {
        record Maybe(Instant at, Optional<Instant> also) {}

        assertThat(bind(Maybe.class, "At", text, "Also", text)).isEqualTo(new Maybe(null, Optional.empty()));
    }

    record Numbers(
            byte tiny,
            short small,
            int number,
            long large,
            float rough,
            double exact,
            BigDecimal price,
            BigInteger huge,
            char letter) {}

    @Test
    void numbersAreReadFromText() {
        assertThat(bind(
                        Numbers.class,
                        "Tiny",
                        "-1",
                        "Small",
                        "2",
                        "Number",
                        " 42 ",
                        "Large",
                        "9007199254740993",
                        "Rough",
                        "0.5",
                        "Exact",
                        "1e3",
                        "Price",
                        "12.50",
                        "Huge",
                        "123456789012345678901234567890",
                        "Letter",
                        "x"))
                .isEqualTo(new Numbers(
                        (byte) -1,
                        (short) 2,
                        42,
                        9007199254740993L,
                        0.5f,
                        1000,
                        new BigDecimal("12.50"),
                        new BigInteger("123456789012345678901234567890"),
                        'x'));
    }

    enum Tier {
        STANDARD,
        GOLD,
        NOT_IN_USE,
        @JsonProperty("platinum+")
        PLATINUM
    }

    record Tiered(Tier tier) {}

    @ParameterizedTest
    @CsvSource({
        "GOLD, GOLD",
        "gold, GOLD",
        "Gold, GOLD",
        "' gold ', GOLD",
        "Not in use, NOT_IN_USE",
        "NOT_INUSE, NOT_IN_USE",
        "not-in-use, NOT_IN_USE",
        "platinum+, PLATINUM",
        "Platinum+, PLATINUM"
    })
    void enumsMatchWithoutCaseAndSeparators(String text, Tier expected) {
        assertThat(bind(Tiered.class, "Tier", text).tier()).isEqualTo(expected);
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Lists(List<String> variable, Set<Integer> codes, String[] tags, List<Optional<Tier>> tiers) {}

    @Test
    void listsGetAllOfARepeatedHeader() {
        Lists lists = bind(
                Lists.class,
                "Variable",
                "b=2",
                "Codes",
                "7",
                "Variable",
                "a=1",
                "variable",
                "b=2",
                "Codes",
                "7",
                "Codes",
                "8",
                "Tags",
                "x",
                "Tiers",
                "gold");

        assertThat(lists.variable()).containsExactly("b=2", "a=1", "b=2");
        assertThat(lists.codes()).containsExactlyInAnyOrder(7, 8);
        assertThat(lists.tags()).containsExactly("x");
        assertThat(lists.tiers()).containsExactly(Optional.of(Tier.GOLD));
    }

    @Test
    void listsAreEmptyWithoutAHeaderAndLeaveOutWhatIsNotKnown() {
        Lists none = bind(Lists.class);
        Lists unknown = bind(Lists.class, "Variable", "", "Variable", "<unknown>", "Variable", "x", "Codes", "");

        assertThat(none.variable()).isEmpty();
        assertThat(none.codes()).isEmpty();
        assertThat(none.tags()).isEmpty();
        assertThat(unknown.variable()).containsExactly("x");
        assertThat(unknown.codes()).isEmpty();
    }

    record Party(String channel, Optional<String> callerIdNum, int channelState) {}

    record Dialled(String channel, Party dest, Optional<Party> forward) {}

    @Test
    void aRecordInsideGetsTheHeadersThatBeginWithItsName() {
        Dialled dialled = bind(
                Dialled.class,
                "Channel",
                "PJSIP/1",
                "ChannelState",
                "6",
                "CallerIDNum",
                "100",
                "DestChannel",
                "PJSIP/2",
                "DestChannelState",
                "5",
                "DestCallerIDNum",
                "<unknown>",
                "DestOther",
                "x");

        assertThat(dialled)
                .isEqualTo(new Dialled("PJSIP/1", new Party("PJSIP/2", Optional.empty(), 5), Optional.empty()));
    }

    record Leg(String id) {}

    record Call(Leg a, Leg alpha, Inner in) {
        record Inner(Leg ner, String ne) {}
    }

    @Test
    void theLongestNameTakesTheHeaderAndRecordsNest() {
        Call call = bind(Call.class, "AlphaId", "1", "aId", "2", "In-Ner-Id", "3", "InNe", "4");

        assertThat(call).isEqualTo(new Call(new Leg("2"), new Leg("1"), new Call.Inner(new Leg("3"), "4")));
    }

    @Test
    void aRecordInsideIsNullWithoutHeadersOfItsName() {
        assertThat(bind(Dialled.class, "Channel", "x")).isEqualTo(new Dialled("x", null, Optional.empty()));
    }

    @Test
    void aRecordInsideCanHaveSeveralNames() {
        record Aliased(@JsonAlias("Transferee") Party dest) {}

        Aliased both = bind(Aliased.class, "DestChannel", "c", "TransfereeChannelState", "6", "TransfereeChannel", "d");

        assertThat(both.dest()).isEqualTo(new Party("c", Optional.empty(), 6));
    }

    record CatchAll(String event, Party dest, Map<String, String> rest, AmiHeaders all) {}

    @Test
    void aMapTakesWhatIsLeftOverAndHeadersTakeAll() {
        AmiHeaders headers = AmiHeaders.of(
                "Event",
                "E",
                "Zeta",
                "",
                "DestChannel",
                "c",
                "DestChannelState",
                "1",
                "alpha",
                "<unknown>",
                "Zeta",
                "2",
                "zeta",
                "3");

        CatchAll all = AmiJson.binder(CatchAll.class).bind(headers);

        assertThat(all.rest())
                .containsExactly(Map.entry("Zeta", ""), Map.entry("alpha", "<unknown>"), Map.entry("zeta", "3"));
        assertThat(all.all()).isSameAs(headers);
        assertThat(all.dest().channel()).isEqualTo("c");
    }

    @Test
    void aMapOfListsHoldsRepeatedHeaders() {
        record Left(Map<String, List<String>> rest) {}

        assertThat(bind(Left.class, "V", "1", "W", "2", "V", "3").rest())
                .containsExactly(Map.entry("V", List.of("1", "3")), Map.entry("W", List.of("2")));
        assertThat(bind(Left.class).rest()).isEmpty();
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Annotated(
            @JsonProperty("UniqueID") String call,
            @JsonAlias({"Holdtime", "Wait"}) int waited,
            @JsonIgnore String secret,
            @JsonDeserialize(using = Reversed.class) String reversed,
            String callerIdName) {}

    static final class Reversed extends StdDeserializer<String> {

        private static final long serialVersionUID = 1;

        Reversed() {
            super(String.class);
        }

        @Override
        public String deserialize(
                com.fasterxml.jackson.core.JsonParser in, com.fasterxml.jackson.databind.DeserializationContext context)
                throws IOException {
            return new StringBuilder(in.getText()).reverse().toString();
        }
    }

    @Test
    void annotationsOfJacksonAreRespected() {
        Annotated bound = bind(
                Annotated.class,
                "Uniqueid",
                "1.2",
                "Call",
                "no",
                "HoldTime",
                "7",
                "Secret",
                "s",
                "Reversed",
                "abc",
                "CallerIDName",
                "Ann");

        assertThat(bound).isEqualTo(new Annotated("1.2", 7, null, "cba", "Ann"));
        assertThat(bind(Annotated.class, "Waited", "8", "Wait", "9").waited()).isEqualTo(8);
    }

    record Money(BigDecimal amount, String currency) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Money parse(String text) {
            String[] parts = text.split(" ", 2);
            return new Money(new BigDecimal(parts[0]), parts[1]);
        }
    }

    record Priced(Money price, UUID id, URI link) {}

    @Test
    void aTypeThatIsMadeFromOneTextIsAValue() {
        assertThat(bind(
                        Priced.class,
                        "Price",
                        "12.50 EUR",
                        "Id",
                        "123e4567-e89b-12d3-a456-426614174000",
                        "Link",
                        "https://example.com/x"))
                .isEqualTo(new Priced(
                        new Money(new BigDecimal("12.50"), "EUR"),
                        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                        URI.create("https://example.com/x")));
    }

    static final class Bean {
        private String channel = "none";
        private int cause = -1;

        public void setChannel(String channel) {
            this.channel = channel;
        }

        public void setCause(int cause) {
            this.cause = cause;
        }
    }

    @Test
    void aClassWithSettersKeepsItsDefaults() {
        Bean bean = bind(Bean.class, "Cause", "16");

        assertThat(bean.channel).isEqualTo("none");
        assertThat(bean.cause).isEqualTo(16);
    }

    record Shouted(String name) {}

    @Test
    void aMapperOfOnesOwnBringsItsModulesAndIsNotChanged() {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new SimpleModule().addDeserializer(String.class, new Reversed()))
                .build();

        assertThat(AmiBinder.of(Shouted.class, mapper).bind(AmiHeaders.of("Name", "abc")))
                .isEqualTo(new Shouted("cba"));
        assertThat(mapper.getRegisteredModuleIds()).hasSize(1);
    }

    @Test
    void aBinderIsAFunctionFromEvents() {
        AmiEvent event = new RawEvent(AmiHeaders.of("Event", "UserEvent", "Name", "x"));
        Function<? super AmiEvent, Shouted> function = AmiJson.binder(Shouted.class);

        assertThat(function.apply(event)).isEqualTo(new Shouted("x"));
        assertThat(AmiJson.binder(Shouted.class).bind(event)).isEqualTo(new Shouted("x"));
    }

    @Test
    void manyThreadsShareOneBinder() throws Exception {
        AmiBinder<Dialled> binder = AmiJson.binder(Dialled.class);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> tasks = IntStream.range(0, 400)
                    .<Callable<Boolean>>mapToObj(i -> () -> binder.bind(AmiHeaders.of(
                                    "Channel", "c" + i, "DestChannel", "d" + i, "DestChannelState", "" + i))
                            .equals(new Dialled("c" + i, new Party("d" + i, Optional.empty(), i), Optional.empty())))
                    .toList();

            for (Future<Boolean> each : threads.invokeAll(tasks)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void recordedUserEventsAreBound() {
        record Odd(String channel, Optional<String> empty, String plain, String sp, Instant uniqueid) {}

        AmiHeaders headers = Recorded.messages("callerid-accountcode-userevent-utf8").stream()
                .filter(each -> each.has("UserEvent", "Odd"))
                .findFirst()
                .orElseThrow();

        assertThat(AmiJson.binder(Odd.class).bind(headers))
                .isEqualTo(new Odd(
                        "Local/callerid@research-000000af;2",
                        Optional.empty(),
                        "a",
                        "two",
                        Instant.parse("2026-11-21T02:10:25.358Z")));
    }
}
