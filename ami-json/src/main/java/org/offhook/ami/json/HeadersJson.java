// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiHeaders;

/**
 * Headers as a JSON object. A member for each name, in the order in which the names come first; a text where the name occurs once, an
 * array of texts where it occurs more often. Only where that loses the order, because others stand between, does one more member tell it:
 * {@code ":order"}, the names one by one. No header can have that name: a colon ends the name of a header.
 */
final class HeadersJson {

    static final String ORDER = ":order";

    /** More than a client takes in one message unless told to. */
    static final int MAX_CHARACTERS = 64 << 20;

    private HeadersJson() {}

    static void write(AmiHeaders headers, JsonGenerator out) throws IOException {
        List<AmiHeaders.Header> all = headers.toList();
        Map<String, List<String>> members = new LinkedHashMap<>(all.size() * 2);
        boolean together = true;
        String before = "";
        for (AmiHeaders.Header header : all) {
            List<String> values = members.get(header.name());
            if (values == null) {
                members.put(header.name(), List.of(header.value()));
            } else {
                if (values.size() == 1) {
                    values = new ArrayList<>(values);
                    members.put(header.name(), values);
                }
                values.add(header.value());
                together &= header.name().equals(before);
            }
            before = header.name();
        }
        out.writeStartObject();
        for (Map.Entry<String, List<String>> member : members.entrySet()) {
            out.writeFieldName(member.getKey());
            if (member.getValue().size() == 1) {
                out.writeString(member.getValue().get(0));
            } else {
                writeArray(member.getValue(), out);
            }
        }
        if (!together) {
            out.writeFieldName(ORDER);
            writeArray(all.stream().map(AmiHeaders.Header::name).toList(), out);
        }
        out.writeEndObject();
    }

    private static void writeArray(List<String> texts, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    /**
     * Reads the object that begins at the parser's place, up to its end.
     *
     * @throws MismatchedInputException when it is not one of headers
     */
    static AmiHeaders read(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT && in.currentToken() != JsonToken.FIELD_NAME) {
            throw wrong(in, "an object of headers is expected here, not " + kind(in.currentToken()));
        }
        List<AmiHeaders.Header> pairs = new ArrayList<>();
        List<String> order = null;
        Budget budget = new Budget(in);
        if (in.currentToken() == JsonToken.START_OBJECT) {
            in.nextToken();
        }
        for (; in.currentToken() == JsonToken.FIELD_NAME; in.nextToken()) {
            String name = in.currentName();
            in.nextToken();
            List<String> texts = texts(in, name, budget);
            if (name.equals(ORDER)) {
                order = texts;
            } else {
                texts.forEach(text -> pairs.add(new AmiHeaders.Header(name, text)));
            }
        }
        AmiHeaders.Builder headers = AmiHeaders.builder();
        try {
            for (AmiHeaders.Header header : order == null ? pairs : inOrder(in, pairs, order)) {
                headers.add(header.name(), header.value());
            }
        } catch (IllegalArgumentException e) {
            throw wrong(in, String.valueOf(e.getMessage()));
        }
        return headers.build();
    }

    private static List<String> texts(JsonParser in, String name, Budget budget) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return List.of(budget.take(name, in.getText()));
        }
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw wrongValue(in, name);
        }
        List<String> texts = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                throw wrongValue(in, name);
            }
            texts.add(budget.take(name, in.getText()));
        }
        return texts;
    }

    private static List<AmiHeaders.Header> inOrder(JsonParser in, List<AmiHeaders.Header> pairs, List<String> order)
            throws IOException {
        Map<String, Deque<AmiHeaders.Header>> waiting = new LinkedHashMap<>();
        for (AmiHeaders.Header pair : pairs) {
            waiting.computeIfAbsent(pair.name(), name -> new ArrayDeque<>()).add(pair);
        }
        List<AmiHeaders.Header> ordered = new ArrayList<>(pairs.size());
        for (String name : order) {
            Deque<AmiHeaders.Header> next = waiting.get(name);
            if (next == null || next.isEmpty()) {
                throw wrong(in, "\":order\" names " + Text.printable(name) + " more often than it has values");
            }
            ordered.add(next.remove());
        }
        if (ordered.size() < pairs.size()) {
            throw wrong(in, "\":order\" names " + order.size() + " of " + pairs.size() + " headers");
        }
        return ordered;
    }

    private static MismatchedInputException wrongValue(JsonParser in, String name) {
        return wrong(
                in,
                "the header " + Text.printable(name) + " must be a text or an array of texts, not "
                        + kind(in.currentToken()));
    }

    private static MismatchedInputException wrong(JsonParser in, String message) {
        return MismatchedInputException.from(in, AmiHeaders.class, message);
    }

    private static String kind(@Nullable JsonToken token) {
        if (token == null) {
            return "the end";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    /** Bounds what one object can take, also where a stream has no end. */
    private static final class Budget {

        private final JsonParser in;
        private long left = MAX_CHARACTERS;

        Budget(JsonParser in) {
            this.in = in;
        }

        String take(String name, String text) throws IOException {
            left -= name.length() + text.length() + 4L; // colon, blank, line end
            if (left < 0) {
                throw wrong(in, "headers of more than " + MAX_CHARACTERS + " characters");
            }
            if (isBroken(name) || isBroken(text)) {
                throw wrong(in, "the header " + Text.printable(name) + " holds half a character (a lone surrogate)");
            }
            return text;
        }

        /** UTF-8 has no bytes for it, so it would not come out as it went in. */
        private static boolean isBroken(String text) {
            return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
        }
    }
}
