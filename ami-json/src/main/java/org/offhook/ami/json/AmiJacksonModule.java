// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;

/**
 * Teaches your own mapper the JSON of {@link AmiJson}, so that {@link AmiHeaders} and events, under any type of theirs, can be part of your
 * objects:
 *
 * <pre>{@code
 * JsonMapper mapper = JsonMapper.builder().addModule(new AmiJacksonModule()).build();
 * record Stored(Instant at, String server, AmiEvent event) {}
 * mapper.writeValueAsString(stored);   // {"at":...,"server":"pbx1","event":{"Event":"Hangup","Privilege":"call,all",...}}
 * }</pre>
 *
 * Mappers find it by themselves where they look for modules ({@code findAndAddModules}). An event is read as its type; where a certain type is
 * asked for, any other event is an error. Which control characters are escaped is the mapper's affair.
 */
public final class AmiJacksonModule extends SimpleModule {

    private static final long serialVersionUID = 1;

    /** The module; it has no options. */
    public AmiJacksonModule() {
        super("org.offhook.ami.json");
        addSerializer(AmiHeaders.class, new HeadersSerializer());
        addSerializer(AmiEvent.class, new EventSerializer());
        addDeserializer(AmiHeaders.class, new HeadersDeserializer());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new EventDeserializers());
    }

    private static final class HeadersSerializer extends StdSerializer<AmiHeaders> {

        private static final long serialVersionUID = 1;

        HeadersSerializer() {
            super(AmiHeaders.class);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, AmiHeaders headers) {
            return headers.isEmpty();
        }

        @Override
        public void serialize(AmiHeaders headers, JsonGenerator out, SerializerProvider provider) throws IOException {
            HeadersJson.write(headers, out);
        }

        @Override
        public void serializeWithType(
                AmiHeaders headers, JsonGenerator out, SerializerProvider provider, TypeSerializer type)
                throws IOException {
            HeadersJson.write(headers, out);
        }
    }

    private static final class EventSerializer extends StdSerializer<AmiEvent> {

        private static final long serialVersionUID = 1;

        EventSerializer() {
            super(AmiEvent.class);
        }

        @Override
        public void serialize(AmiEvent event, JsonGenerator out, SerializerProvider provider) throws IOException {
            HeadersJson.write(event.headers(), out);
        }

        /** The headers tell the type. */
        @Override
        public void serializeWithType(
                AmiEvent event, JsonGenerator out, SerializerProvider provider, TypeSerializer type)
                throws IOException {
            HeadersJson.write(event.headers(), out);
        }
    }

    static final class HeadersDeserializer extends StdDeserializer<AmiHeaders> {

        private static final long serialVersionUID = 1;

        HeadersDeserializer() {
            super(AmiHeaders.class);
        }

        @Override
        public AmiHeaders deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
                    && in.getEmbeddedObject() instanceof AmiHeaders headers) {
                return headers; // a binder's
            }
            return HeadersJson.read(in);
        }

        @Override
        public Object deserializeWithType(JsonParser in, DeserializationContext context, TypeDeserializer type)
                throws IOException {
            return deserialize(in, context);
        }
    }

    private static final class EventDeserializer extends StdDeserializer<AmiEvent> {

        private static final long serialVersionUID = 1;

        private final Class<?> wanted;

        EventDeserializer(Class<?> wanted) {
            super(wanted);
            this.wanted = wanted;
        }

        @Override
        public AmiEvent deserialize(JsonParser in, DeserializationContext context) throws IOException {
            AmiEvent event = AmiEvent.of(HeadersJson.read(in));
            if (!wanted.isInstance(event)) {
                return context.reportInputMismatch(
                        this,
                        "the event \"%s\" is not of the type %s but %s",
                        Text.printable(event.name()),
                        wanted.getSimpleName(),
                        event.getClass().getSimpleName());
            }
            return event;
        }

        /** As it was written. */
        @Override
        public Object deserializeWithType(JsonParser in, DeserializationContext context, TypeDeserializer type)
                throws IOException {
            return deserialize(in, context);
        }
    }

    private static final class EventDeserializers extends Deserializers.Base {

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) {
            return AmiEvent.class.isAssignableFrom(type.getRawClass())
                    ? new EventDeserializer(type.getRawClass())
                    : null;
        }
    }
}
