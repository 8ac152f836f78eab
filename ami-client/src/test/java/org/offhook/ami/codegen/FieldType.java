// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a header's value means. For an event: the accessor's type and the method of {@code HeaderValues} that reads it. */
enum FieldType {
    TEXT("text", optional(String.class), "text"),
    ESCAPED("escaped", optional(String.class), "escapedText"),
    PARTY("party", optional(String.class), "party"),
    INT("int", ClassName.get(OptionalInt.class), "integer"),
    LONG("long", ClassName.get(OptionalLong.class), "number"),
    DECIMAL("decimal", ClassName.get(OptionalDouble.class), "decimal"),
    BOOL("bool", optional(Boolean.class), "bool"),
    SECONDS("seconds", optional(Duration.class), "seconds"),
    MILLIS("millis", optional(Duration.class), "millis"),
    MICROS("micros", optional(Duration.class), "micros"),
    CLOCK("clock", optional(Duration.class), "clock"),
    EPOCH("epoch", optional(Instant.class), "epoch"),
    ISO("iso", optional(Instant.class), "isoTime"),
    LOCAL_TIME("localTime", optional(LocalDateTime.class), "localTime"),
    /** Every value of a repeated header. */
    ALL("all", ParameterizedTypeName.get(List.class, String.class), "all"),
    /** Headers that differ by a number, written {@code #}; of an action, {@code (0)}. */
    NUMBERED("numbered", ParameterizedTypeName.get(List.class, String.class), "numbered"),
    /** The same, with the number written {@code X}. */
    REPORTS("reports", ParameterizedTypeName.get(List.class, String.class), "numbered"),
    /** {@code ChanVariable(channel): NAME=value}. */
    VARIABLES("variables", ParameterizedTypeName.get(Map.class, String.class, String.class), "variables"),
    /** Of an action: yes or no. */
    YES_NO("yesNo", TypeName.BOOLEAN, "yesNo"),
    ON_OFF("onOff", TypeName.BOOLEAN, "onOff"),
    ONE_ZERO("oneZero", TypeName.BOOLEAN, "oneZero"),
    /** Of an action: {@code Variable: NAME=value}, repeatable. */
    VARIABLE("variable", ClassName.get(String.class), "variable"),
    /** Of an action: any header of the user's. */
    HEADER("header", ClassName.get(String.class), "header");

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // it is immutable, and does not say so
    private final TypeName type;

    private final String reader;

    FieldType(String word, TypeName type, String reader) {
        this.word = word;
        this.type = type;
        this.reader = reader;
    }

    /** The type that the overrides name so. */
    static FieldType of(String word) {
        for (FieldType each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no such type: " + word);
    }

    TypeName type() {
        return type;
    }

    String reader() {
        return reader;
    }

    private static TypeName optional(Class<?> type) {
        return ParameterizedTypeName.get(Optional.class, type);
    }
}
