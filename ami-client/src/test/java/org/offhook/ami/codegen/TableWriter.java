// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;

/** Writes the table from names to events: no reflection, and one switch to make an event. */
final class TableWriter {

    private TableWriter() {}

    static TypeSpec write(List<Catalogue.Event> events) {
        return TypeSpec.classBuilder("EventTypes")
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addAnnotation(Generated.class)
                .addJavadoc("The table of the typed events: a place in it stands for one name.")
                .addField(FieldSpec.builder(ParameterizedTypeName.get(List.class, String.class), "NAMES")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("List.of(\n$>$>$L$<$<)", names(events))
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(
                        method("names", "The names of the typed events; their places are what the other methods take.")
                                .returns(ParameterizedTypeName.get(List.class, String.class))
                                .addStatement("return NAMES")
                                .build())
                .addMethod(method("create", "A new event of the type at this place.")
                        .returns(AmiEvent.class)
                        .addParameter(int.class, "place")
                        .addParameter(AmiHeaders.class, "headers")
                        .addCode(places(events, event -> CodeBlock.of("new $T(headers)", type(event))))
                        .build())
                .addMethod(method("type", "The type at this place.")
                        .returns(ParameterizedTypeName.get(
                                ClassName.get(Class.class), WildcardTypeName.subtypeOf(AmiEvent.class)))
                        .addParameter(int.class, "place")
                        .addCode(places(events, event -> CodeBlock.of("$T.class", type(event))))
                        .build())
                .addMethod(method(
                                "privileges",
                                "The classes an account needs under {@code read=}, all of them, to get the event at this place;"
                                        + " empty when\nit comes in lists only, or it is not known.")
                        .returns(ParameterizedTypeName.get(Set.class, String.class))
                        .addParameter(int.class, "place")
                        .addCode(places(events, TableWriter::privileges))
                        .build())
                .build();
    }

    static TypeSpec writePrivileges(List<Catalogue.Action> actions) {
        CodeBlock.Builder code =
                CodeBlock.builder().add("return switch (action.toLowerCase($T.ROOT)) {\n$>", Locale.class);
        for (Catalogue.Action action : actions) {
            if (!action.privileges().isEmpty()) {
                code.add("case $S -> $L;\n", action.name().toLowerCase(Locale.ROOT), set(action.privileges()));
            }
        }
        code.add("default -> Set.of();\n").add("$<};\n");
        return TypeSpec.classBuilder("ActionPrivileges")
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addAnnotation(Generated.class)
                .addJavadoc("What actions need, by name.")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(method(
                                "of",
                                "The classes of which a user needs one under {@code write=}, in any case of the name; empty when none is needed\nor"
                                        + " the action is not known.")
                        .returns(ParameterizedTypeName.get(Set.class, String.class))
                        .addParameter(String.class, "action")
                        .addCode(code.build())
                        .build())
                .build();
    }

    private static MethodSpec.Builder method(String name, String doc) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("$L", doc);
    }

    private static String names(List<Catalogue.Event> events) {
        return events.stream().map(event -> '"' + event.name() + '"').collect(Collectors.joining(",\n"));
    }

    private static ClassName type(Catalogue.Event event) {
        return ClassName.get(Generator.EVENTS, event.java());
    }

    private static CodeBlock privileges(Catalogue.Event event) {
        return set(event.privileges());
    }

    private static CodeBlock set(Collection<String> words) {
        return new TreeSet<>(words)
                .stream().map(each -> CodeBlock.of("$S", each)).collect(CodeBlock.joining(", ", "Set.of(", ")"));
    }

    private static CodeBlock places(List<Catalogue.Event> events, Function<Catalogue.Event, CodeBlock> value) {
        CodeBlock.Builder code = CodeBlock.builder().add("return switch (place) {\n$>");
        for (int i = 0; i < events.size(); i++) {
            code.add("case $L -> $L;\n", i, value.apply(events.get(i)));
        }
        return code.add("default -> throw new $T(\"no event at \" + place);\n", IndexOutOfBoundsException.class)
                .add("$<};\n")
                .build();
    }
}
