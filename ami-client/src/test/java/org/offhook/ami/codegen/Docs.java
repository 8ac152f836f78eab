// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import java.util.List;

/** Sentences that the Javadoc of generated types is made of. */
final class Docs {

    private static final int MOST_VALUES = 8;

    private Docs() {}

    /** Which versions know it, where not both do. */
    static String versions(String in) {
        return switch (in) {
            case "16" -> ", in Asterisk 16, no longer in 22";
            case "22" -> ", in Asterisk 22, not in 16";
            default -> "";
        };
    }

    /** A header, its values where they are few words, and the version where only one knows it. */
    static String field(Catalogue.Field field) {
        StringBuilder doc = new StringBuilder("{@code ").append(field.header()).append('}');
        if (!field.only().isEmpty()) {
            doc.append(", in Asterisk ").append(field.only());
        }
        if (field.type() == FieldType.TEXT && areWords(field.values())) {
            doc.append(": ").append(codes(field.values()));
        }
        return doc.append('.').toString();
    }

    static String codes(List<String> words) {
        return "{@code " + String.join("}, {@code ", words) + "}";
    }

    private static boolean areWords(List<String> values) {
        return !values.isEmpty()
                && values.size() <= MOST_VALUES
                && values.stream().allMatch(value -> value.matches("[A-Za-z0-9_ -]+"));
    }
}
