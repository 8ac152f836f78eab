// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;

/**
 * Events to JSON and back, and headers bound to your own records. All of it is safe for any thread.
 *
 * <p>Headers are one JSON object. A member for each name, in order; its value is a text, or an array of texts where a header is repeated:
 *
 * <pre>{@code
 * {"Event":"Status","Channel":"PJSIP/100-00000001","Variable":["tier=gold","lang=en"]}
 * }</pre>
 *
 * Nothing is left out and nothing is made a number: what is read back has the same names and values in the same order, one by one. Where
 * other headers stand between two of the same name the object alone would lose the order, and has one more member, {@code ":order"}, with
 * all names in the order of the wire; no header can be called that. Names that differ in case only are two members.
 *
 * <p>JSON is text, so bytes that are not UTF-8 are U+FFFD in it, as in {@link AmiHeaders}. Control characters are escaped, also DEL, U+0080
 * to U+009F, U+2028 and U+2029: one event is one line, and harmless in a terminal. The values of all headers are written: an event is data,
 * and no header of it is taken for a secret.
 *
 * <p>To have headers and events inside your own types, register {@link AmiJacksonModule} with your mapper.
 */
public final class AmiJson {

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .characterEscapes(new Escapes())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names come from the wire
            .build();

    private AmiJson() {}

    /** The event as one line of JSON, without a line end. */
    public static String toJson(AmiEvent event) {
        return toJson(event.headers());
    }

    /** The headers as one line of JSON, without a line end. */
    public static String toJson(AmiHeaders headers) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            HeadersJson.write(headers, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Writes the event as one line of JSON in UTF-8, with its line end (LF), in a single write. Several threads may share a stream whose
     * {@code write} is atomic.
     *
     * @param to neither flushed nor closed
     * @throws UncheckedIOException when it cannot be written
     */
    public static void write(AmiEvent event, OutputStream to) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try {
            try (JsonGenerator out = FACTORY.createGenerator(line)) {
                HeadersJson.write(event.headers(), out);
            }
            line.write('\n');
            line.writeTo(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the event as one line of JSON, with its line end (LF), in a single call.
     *
     * @param to neither flushed nor closed
     * @throws UncheckedIOException when it cannot be written
     */
    public static void write(AmiEvent event, Appendable to) {
        try {
            to.append(toJson(event) + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The headers of a text that {@link #toJson} made, or that is like it.
     *
     * @throws AmiJsonException when it is not JSON, not an object of texts and arrays of texts, or not what can be headers: a name
     *     with a colon, a value with a CRLF. Also when it is longer than Jackson's limits or 64 Mi characters
     */
    public static AmiHeaders headers(String json) {
        try (JsonParser in = FACTORY.createParser(json)) {
            in.nextToken();
            AmiHeaders headers = HeadersJson.read(in);
            if (in.nextToken() != null) {
                throw new AmiJsonException(
                        "not one AMI event as JSON: there is more after its end" + place(in.currentTokenLocation()));
            }
            return headers;
        } catch (JsonProcessingException e) {
            throw notHeaders(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The event of such a text, as its type: see {@link AmiEvent#of}. Headers without {@code Event} are an event without a name.
     *
     * @throws AmiJsonException as {@link #headers(String)} says
     */
    public static AmiEvent event(String json) {
        return AmiEvent.of(headers(json));
    }

    /**
     * The events of a stream of JSON objects, a line each or otherwise apart, read as they are asked for.
     *
     * @param from in UTF-8, UTF-16 or UTF-32, found out from its first bytes; closed when the stream that is returned is closed
     * @return to be closed; it throws {@link AmiJsonException} at the first object that is not an event, and {@link UncheckedIOException}
     */
    public static Stream<AmiEvent> events(InputStream from) {
        JsonParser in;
        try {
            in = FACTORY.createParser(from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Spliterator<AmiEvent> events =
                Spliterators.spliteratorUnknownSize(new Events(in), Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(events, false).onClose(() -> {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * What makes values of this type from headers: see {@link AmiBinder} for the rules. Make one and keep it.
     *
     * @throws AmiBindingException when the type has nothing that headers could be bound to
     */
    public static <T> AmiBinder<T> binder(Class<T> type) {
        return AmiBinder.of(type);
    }

    private static AmiJsonException notHeaders(JsonProcessingException e) {
        // Not as the cause: its message can hold characters of the text as they are.
        return new AmiJsonException(
                "not an AMI event as JSON: " + Text.printable(e.getOriginalMessage(), 300) + place(e.getLocation()));
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static final class Events implements Iterator<AmiEvent> {

        private final JsonParser in;
        private boolean found;

        Events(JsonParser in) {
            this.in = in;
        }

        @Override
        public boolean hasNext() {
            try {
                found = found || in.nextToken() != null;
                return found;
            } catch (JsonProcessingException e) {
                throw notHeaders(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public AmiEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            found = false;
            try {
                return AmiEvent.of(HeadersJson.read(in));
            } catch (JsonProcessingException e) {
                throw notHeaders(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
