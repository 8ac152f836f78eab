// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.offhook.ami.AmiBridgeEvent;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/** Writes the record of an event. */
final class EventWriter {

    /** Members that a record of an event has anyway. */
    private static final Set<String> TAKEN = Set.of(
            "headers", "name", "getClass", "hashCode", "equals", "toString", "wait", "notify", "notifyAll", "clone");

    private EventWriter() {}

    static TypeSpec write(Catalogue.Event event) {
        TypeSpec.Builder type = TypeSpec.recordBuilder(event.java())
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Generated.class)
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(AmiHeaders.class, "headers")
                        .build())
                .addJavadoc("$L", doc(event));
        boolean channel = event.channels().stream().anyMatch(s -> s.accessor().equals("channel"));
        boolean bridge = event.bridges().stream().anyMatch(s -> s.accessor().equals("bridge"));
        if (channel) {
            type.addSuperinterface(AmiChannelEvent.class);
        }
        if (bridge) {
            type.addSuperinterface(AmiBridgeEvent.class);
        }
        if (!channel && !bridge) {
            type.addSuperinterface(AmiEvent.class);
        }
        Set<String> used = new HashSet<>(TAKEN);
        for (Catalogue.Snapshot each : event.channels()) {
            claim(used, event, each.accessor());
            type.addMethod(snapshot(each, ClassName.get(ChannelSnapshot.class), "channel"));
        }
        for (Catalogue.Snapshot each : event.bridges()) {
            claim(used, event, each.accessor());
            type.addMethod(snapshot(each, ClassName.get(BridgeSnapshot.class), "bridge"));
        }
        for (Catalogue.Field field : event.fields()) {
            claim(used, event, field.java());
            type.addMethod(accessor(field));
        }
        return type.build();
    }

    private static void claim(Set<String> used, Catalogue.Event event, String accessor) {
        if (!used.add(accessor)) {
            throw new IllegalStateException(
                    event.name() + " has two accessors " + accessor + ": name one in the overrides");
        }
    }

    private static String doc(Catalogue.Event event) {
        StringBuilder doc = new StringBuilder(event.doc())
                .append("\n\n<p>{@code ")
                .append(event.name())
                .append("}");
        doc.append(Docs.versions(event.in()));
        if (event.listOnly()) {
            doc.append("; it comes in lists only");
        } else if (!event.privileges().isEmpty()) {
            doc.append(event.privileges().size() == 1 ? "; read class " : "; read classes ");
            doc.append(Docs.codes(List.copyOf(new TreeSet<>(event.privileges()))));
        }
        return doc.append(".\n\n@param headers everything that came\n").toString();
    }

    private static MethodSpec snapshot(Catalogue.Snapshot snapshot, ClassName type, String kind) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(snapshot.accessor())
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addStatement("return new $T(headers, $S)", type, snapshot.prefix());
        if (snapshot.accessor().equals(kind)) {
            method.addAnnotation(Override.class);
        } else {
            method.addJavadoc("The $L whose headers begin with {@code $L}.", kind, snapshot.prefix());
        }
        return method.build();
    }

    private static MethodSpec accessor(Catalogue.Field field) {
        return MethodSpec.methodBuilder(field.java())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("$L", Docs.field(field))
                .returns(field.type().type())
                .addStatement("return $L", read(field))
                .build();
    }

    private static CodeBlock read(Catalogue.Field field) {
        String header = field.header();
        return switch (field.type()) {
            case ALL -> CodeBlock.of("headers.all($S)", header);
            case NUMBERED, REPORTS -> {
                int number = header.indexOf(field.type() == FieldType.REPORTS ? 'X' : '#');
                yield CodeBlock.of(
                        "$T.numbered(headers, $S, $S)",
                        HeaderValues.class,
                        header.substring(0, number),
                        header.substring(number + 1));
            }
            case VARIABLES ->
                CodeBlock.of(
                        "$T.variables(headers, $S)", HeaderValues.class, header.substring(0, header.indexOf('(') + 1));
            default ->
                CodeBlock.of(
                        "$T.$L(headers, $S)", HeaderValues.class, field.type().reader(), header);
        };
    }
}
