// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiHeaders;

/** Tells what did not fit in terms of headers and components. Jackson's own exceptions are no causes: they show values as they came. */
final class BindingErrors {

    private BindingErrors() {}

    static AmiBindingException of(Class<?> type, BindingPlan plan, AmiHeaders headers, JsonMappingException e) {
        List<JsonMappingException.Reference> references = e.getPath();
        List<String> path = references.stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .toList();
        if (path.isEmpty()) {
            return new AmiBindingException(
                    type.getSimpleName() + " cannot be made: " + reason(e), type, null, null, null, cause(e));
        }
        String component = String.join(".", path);
        String subject = type.getSimpleName() + "." + component + ": ";
        BindingPlan.Source source = plan.source(path, headers);
        if (source == null || e instanceof InvalidDefinitionException) {
            return new AmiBindingException(subject + reason(e), type, component, null, null, cause(e));
        }
        if (source.headers().isEmpty()) {
            return new AmiBindingException(
                    subject + "there is no header of this name, and " + nameOf(source.type()) + " is required",
                    type,
                    component,
                    null,
                    null,
                    null);
        }
        AmiHeaders.Header header =
                culprit(source, references.get(references.size() - 1).getIndex());
        return new AmiBindingException(
                subject + "the header " + Text.printable(header.name()) + " is " + shown(header) + problem(source, e),
                type,
                component,
                header.name(),
                header.value(),
                cause(e));
    }

    static AmiBindingException failed(Class<?> type, IOException e) {
        return new AmiBindingException(
                type.getSimpleName() + " cannot be made: " + Text.printable(String.valueOf(e.getMessage()), 300),
                type,
                null,
                null,
                null,
                e);
    }

    /** The first header, or that of the element of a list that failed. */
    private static AmiHeaders.Header culprit(BindingPlan.Source source, int index) {
        List<AmiHeaders.Header> known = source.headers().stream()
                .filter(header -> Text.isKnown(header.value()))
                .toList();
        return index >= 0 && index < known.size()
                ? known.get(index)
                : source.headers().get(0);
    }

    private static String shown(AmiHeaders.Header header) {
        return Text.isSecret(header.name()) ? "***" : '"' + Text.printable(header.value()) + '"';
    }

    private static String problem(BindingPlan.Source source, JsonMappingException e) {
        return e instanceof MismatchedInputException && e.getCause() == null
                ? ", which is not " + nameOf(source.type())
                : ", which was refused: " + reason(e);
    }

    private static String nameOf(JavaType type) {
        JavaType simple = type.isContainerType() ? type.getContentType() : type;
        simple = simple.hasRawClass(Optional.class) ? simple.containedTypeOrUnknown(0) : simple;
        Class<?> raw = simple.getRawClass();
        if (raw.isEnum()) {
            return "one of "
                    + Arrays.stream(raw.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        String name = raw.getSimpleName();
        if (name.startsWith("Optional")) { // OptionalInt and its like
            name = name.substring("Optional".length()).toLowerCase(Locale.ROOT);
        }
        return ("aeiou".indexOf(Character.toLowerCase(name.charAt(0))) < 0 ? "a " : "an ") + name;
    }

    /** What the user's own code said, or else Jackson. */
    private static String reason(JsonMappingException e) {
        Throwable own = cause(e);
        String message =
                own == null ? e.getOriginalMessage() : own.getMessage() == null ? own.toString() : own.getMessage();
        return Text.printable(message, 300);
    }

    private static @Nullable Throwable cause(JsonMappingException e) {
        Throwable cause = e.getCause();
        return cause instanceof JsonMappingException ? null : cause;
    }
}
