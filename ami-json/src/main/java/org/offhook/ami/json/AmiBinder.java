// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.function.Function;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;

/**
 * Makes values of your own type, mostly a record, from headers:
 *
 * <pre>{@code
 * record CallRated(String callId, BigDecimal price, Duration billed, Optional<String> tariff) {}
 *
 * client.subscribeUserEvent("CallRated", AmiJson.binder(CallRated.class), rated -> invoice(rated.callId(), rated.price()));
 * }</pre>
 *
 * <p><b>Names.</b> A header belongs to the component of the same name, where case, {@code -}, {@code _} and blanks do not count: {@code
 * CallerIDNum} and {@code caller-id-num} are for {@code callerIdNum}. {@code @JsonProperty} and {@code @JsonAlias} give other names, {@code
 * @JsonIgnore} none. Headers nobody asks for are left alone.
 *
 * <p><b>Values.</b>
 * <ul>
 *   <li>Of a repeated header the first counts; a list, set or array gets all of them, and is empty where there is none.
 *   <li>An empty value, {@code <unknown>}, {@code <none>} and {@code <null>} are null, like a header that is not there; an {@code Optional} is
 *       empty then, and in lists they are left out. A primitive cannot be null: that is an error, and so is a value that cannot be read.
 *   <li>{@code boolean}: yes, true, on, 1, y, t, enabled, and no, false, off, 0, n, f, disabled, in any case.
 *   <li>Enums: names as above, case and separators do not count.
 *   <li>{@link java.time.Duration}: seconds, with or without a fraction; {@code 1:02:03}; or ISO 8601 ({@code PT90S}).
 *   <li>{@link java.time.Instant}: seconds since 1970, with or without a fraction, of which 0 means never and is null; or ISO 8601 with a zone.
 *   <li>Numbers, texts and everything else as Jackson reads them from a text, with the annotations on your types respected.
 *   <li>A component that is a record itself gets the headers that begin with its name: {@code Party dest} has {@code DestChannel} as {@code
 *       channel}; it is null when there are none.
 *   <li>A {@code Map<String, String>} gets the headers that no other component takes, as they came (a {@code Map<String, List<String>>} also
 *       those that are repeated), and a component of type {@link AmiHeaders} all of them.
 * </ul>
 *
 * <p>A type that is not public needs {@code opens your.package to com.fasterxml.jackson.databind;} in your {@code module-info.java}; a public
 * one in an exported package needs nothing, nor does a program on the class path.
 *
 * <p>Immutable and safe for any thread. Making one costs more than using it: keep it.
 *
 * @param <T> what it makes
 */
public final class AmiBinder<T> implements Function<AmiEvent, T> {

    private static final class Default {
        static final JsonMapper MAPPER = prepare(new JsonMapper());
    }

    private final Class<T> type;
    private final BindingPlan plan;
    private final ObjectReader reader;

    private AmiBinder(Class<T> type, JsonMapper mapper) {
        this.type = type;
        JavaType javaType = mapper.constructType(type);
        this.plan = BindingPlan.of(javaType, mapper.getDeserializationConfig());
        this.reader = mapper.readerFor(javaType);
    }

    /** A binder for this type. */
    static <T> AmiBinder<T> of(Class<T> type) {
        return new AmiBinder<>(type, Default.MAPPER);
    }

    /**
     * A binder that knows what this mapper knows: its modules, naming strategy and mix-ins.
     *
     * @param mapper not changed
     * @throws AmiBindingException when the type has nothing that headers could be bound to
     */
    public static <T> AmiBinder<T> of(Class<T> type, JsonMapper mapper) {
        return new AmiBinder<>(type, prepare(mapper));
    }

    private static JsonMapper prepare(JsonMapper mapper) {
        return mapper.rebuild()
                .addModule(new BindingValues())
                .addHandler(new BindingValues.Lenient())
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(MapperFeature.OVERRIDE_PUBLIC_ACCESS_MODIFIERS) // so that a public record need not be opened
                .build();
    }

    /**
     * The value for these headers.
     *
     * @throws AmiBindingException when they do not fit
     */
    public T bind(AmiHeaders headers) {
        try {
            return reader.readValue(plan.fill(headers));
        } catch (JsonMappingException e) {
            throw BindingErrors.of(type, plan, headers, e);
        } catch (IOException e) {
            throw BindingErrors.failed(type, e); // by a deserializer of the user's
        }
    }

    /**
     * The value for the headers of this event.
     *
     * @throws AmiBindingException when they do not fit
     */
    public T bind(AmiEvent event) {
        return bind(event.headers());
    }

    /** The same as {@link #bind(AmiEvent)}: a binder can stand wherever a function from events is wanted. */
    @Override
    public T apply(AmiEvent event) {
        return bind(event.headers());
    }

    @Override
    public String toString() {
        return "AmiBinder[" + type.getName() + "]";
    }
}
