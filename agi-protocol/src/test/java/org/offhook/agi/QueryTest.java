// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x=1               | {x=[1]}",
                "x=1&y=2           | {x=[1], y=[2]}",
                "b=1&a=2&b=3       | {b=[1, 3], a=[2]}",
                "b=two words&c=    | {b=[two words], c=[]}",
                "flag              | {flag=[]}",
                "flag&x=1          | {flag=[], x=[1]}",
                "x=a=b             | {x=[a=b]}",
                "=v                | {=[v]}",
                "&&x=1&            | {x=[1]}",
                "n=+49301234       | {n=[+49301234]}",
                "a=1+1 2           | {a=[1+1 2]}",
                "x=1#frag          | {x=[1#frag]}",
                "x=1?y=2           | {x=[1?y=2]}",
                "x=a%20b           | {x=[a b]}",
                "x=%C3%a4%E2%82%AC | {x=[ä€]}",
                "x=%26%3D%25       | {x=[&=%]}",
                "a%3Db=c           | {a=b=[c]}",
                "a;b=c,d           | {a;b=[c,d]}",
                "X=1&x=2           | {X=[1], x=[2]}",
                "x=ä€              | {x=[ä€]}",
            })
    void aQueryIsReadAsAsteriskPassesItOn(String query, String expected) {
        assertThat(Query.parse(query)).hasToString(expected);
    }

    @Test
    void anEmptyQueryHasNoParameters() {
        assertThat(Query.parse("")).isEmpty();
        assertThat(Query.parse("&")).isEmpty();
        assertThat(Query.parse("&&&")).isEmpty();
    }

    @Test
    void aNameWithoutAValueHasTheEmptyOne() {
        assertThat(Query.parse("a&b=").get("a")).containsExactly("");
        assertThat(Query.parse("a&b=").get("b")).containsExactly("");
    }

    @Property
    void whatIsEncodedIsReadBack(@ForAll("parameters") List<Map.Entry<String, String>> parameters) {
        List<String> pairs = new ArrayList<>();
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (Map.Entry<String, String> parameter : parameters) {
            pairs.add(encode(parameter.getKey()) + "=" + encode(parameter.getValue()));
            expected.computeIfAbsent(parameter.getKey(), n -> new ArrayList<>()).add(parameter.getValue());
        }
        assertThat(Query.parse(String.join("&", pairs))).containsExactlyEntriesOf(expected);
    }

    @Property
    void anyTextIsReadWithoutHarm(@ForAll String query) {
        Map<String, List<String>> parameters = Query.parse(query);
        long separators = query.chars().filter(c -> c == '&').count();
        assertThat(parameters.values().stream().mapToInt(List::size).sum()).isBetween(0, (int) separators + 1);
        assertThat(parameters.isEmpty()).isEqualTo(query.chars().allMatch(c -> c == '&'));
    }

    @Provide
    Arbitrary<List<Map.Entry<String, String>>> parameters() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("ab&=%+#? /äß€")
                .withCharRange('\u0000', '\uD7FF')
                .ofMaxLength(8);
        return Combinators.combine(text, text).as(Map::entry).list().ofMaxSize(6);
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            boolean plain = Character.isLetterOrDigit((char) b) && b > 0;
            encoded.append(plain ? String.valueOf((char) b) : String.format("%%%02x", b));
        }
        return encoded.toString();
    }
}
