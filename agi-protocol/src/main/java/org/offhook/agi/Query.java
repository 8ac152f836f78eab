// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offhook.agi.internal.Percent;

/**
 * The query of a script path: {@code a=1&b=two words}. Asterisk passes it on as the dialplan has it, so nothing but
 * {@code %XX} is decoded.
 */
final class Query {

    private Query() {}

    /**
     * The parameters, in order.
     *
     * @param query what follows the first question mark
     */
    static Map<String, List<String>> parse(String query) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (int from = 0; from < query.length(); ) {
            int and = query.indexOf('&', from);
            int to = and < 0 ? query.length() : and;
            if (to > from) {
                int equals = query.indexOf('=', from);
                boolean named = equals >= 0 && equals < to;
                String name = Percent.decode(query.substring(from, named ? equals : to));
                found.computeIfAbsent(name, n -> new ArrayList<>(1))
                        .add(named ? Percent.decode(query.substring(equals + 1, to)) : "");
            }
            from = to + 1;
        }
        found.replaceAll((name, values) -> Collections.unmodifiableList(values));
        return Collections.unmodifiableMap(found);
    }
}
