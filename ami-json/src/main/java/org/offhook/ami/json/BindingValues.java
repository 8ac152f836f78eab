// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiHeaders;

/** How the text of a header becomes a value, where that is not how Jackson does it. */
final class BindingValues extends SimpleModule {

    private static final long serialVersionUID = 1;

    BindingValues() {
        super("org.offhook.ami.json.binding");
        addDeserializer(AmiHeaders.class, new AmiJacksonModule.HeadersDeserializer());
        addDeserializer(Duration.class, new TextDeserializer<>(Duration.class, Times::duration, null));
        addDeserializer(Instant.class, new TextDeserializer<>(Instant.class, Times::instant, null));
        addDeserializer(
                OptionalInt.class,
                new TextDeserializer<>(
                        OptionalInt.class, s -> OptionalInt.of(Integer.parseInt(s)), OptionalInt.empty()));
        addDeserializer(
                OptionalLong.class,
                new TextDeserializer<>(
                        OptionalLong.class, s -> OptionalLong.of(Long.parseLong(s)), OptionalLong.empty()));
        addDeserializer(
                OptionalDouble.class,
                new TextDeserializer<>(
                        OptionalDouble.class, s -> OptionalDouble.of(Double.parseDouble(s)), OptionalDouble.empty()));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new OptionalDeserializers());
    }

    /** Truth in any of Asterisk's spellings; null when it is none. */
    static @Nullable Boolean truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on", "1", "y", "t", "enabled" -> true;
            case "no", "false", "off", "0", "n", "f", "disabled" -> false;
            default -> null;
        };
    }

    /** What Jackson itself cannot read. */
    static final class Lenient extends DeserializationProblemHandler {

        @Override
        public @Nullable Object handleWeirdStringValue(
                DeserializationContext context, Class<?> target, String text, String failure) {
            if (target == boolean.class || target == Boolean.class) {
                Boolean truth = truth(text);
                return truth == null ? NOT_HANDLED : truth;
            }
            if (target.isEnum()) {
                for (Object constant : target.getEnumConstants()) {
                    if (Text.plainName(((Enum<?>) constant).name()).equals(Text.plainName(text.strip()))) {
                        return constant;
                    }
                }
            }
            return NOT_HANDLED;
        }
    }

    /** A value that is made from text; from null, and without a header, it is what Jackson calls its null value. */
    private static final class TextDeserializer<T> extends StdDeserializer<T> {

        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // never serialized: a binder keeps it
        private final Function<String, @Nullable T> parse;

        @SuppressWarnings("serial")
        private final @Nullable T absent;

        TextDeserializer(Class<T> type, Function<String, @Nullable T> parse, @Nullable T absent) {
            super(type);
            this.parse = parse;
            this.absent = absent;
        }

        @Override
        public @Nullable T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getValueAsString("").strip();
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                @SuppressWarnings("unchecked")
                T other = (T) context.handleWeirdStringValue(handledType(), text, "not readable");
                return other;
            }
        }

        @Override
        public @Nullable T getNullValue(DeserializationContext context) {
            return absent;
        }
    }

    private static final class OptionalDeserializers extends Deserializers.Base {

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) {
            return type.getRawClass() == Optional.class ? new OptionalDeserializer(null) : null;
        }
    }

    private static final class OptionalDeserializer extends StdDeserializer<Optional<?>>
            implements ContextualDeserializer {

        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial")
        private final @Nullable JsonDeserializer<Object> content;

        OptionalDeserializer(@Nullable JsonDeserializer<Object> content) {
            super(Optional.class);
            this.content = content;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property)
                throws JsonMappingException {
            JavaType type = context.getContextualType().containedTypeOrUnknown(0);
            return new OptionalDeserializer(context.findContextualValueDeserializer(type, property));
        }

        @Override
        public Optional<?> deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return content == null ? Optional.empty() : Optional.ofNullable(content.deserialize(in, context));
        }

        @Override
        public Optional<?> getNullValue(DeserializationContext context) {
            return Optional.empty();
        }
    }
}
