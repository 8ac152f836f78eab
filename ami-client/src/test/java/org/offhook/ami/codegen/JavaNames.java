// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** Makes names for Java of Asterisk's: {@code DBGetResponse} becomes {@code DbGetResponse} and {@code dbGetResponse}. */
final class JavaNames {

    private final JsonNode splits;

    JavaNames(JsonNode splits) {
        this.splits = splits;
    }

    /** The name of a type. */
    String type(String name) {
        String split = name;
        for (Map.Entry<String, JsonNode> each : splits.properties()) {
            split = split.replace(each.getKey(), each.getValue().asText());
        }
        StringBuilder type = new StringBuilder();
        for (String word : split.split("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", -1)) {
            if (!word.isEmpty()) {
                type.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1).toLowerCase(Locale.ROOT));
            }
        }
        return type.toString();
    }

    /** The name of a method or parameter. */
    String member(String name) {
        String type = type(name);
        return type.isEmpty() ? "" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }
}
