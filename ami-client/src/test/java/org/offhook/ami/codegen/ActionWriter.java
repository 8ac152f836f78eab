// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/** Writes the record of an action. */
final class ActionWriter {

    private static final TypeName STRINGS = ParameterizedTypeName.get(Set.class, String.class);

    private final Catalogue catalogue;
    private final Catalogue.Action action;
    private final ClassName self;
    private final TypeSpec.Builder type;
    private final Set<String> used = new HashSet<>(
            Set.of("of", "name", "headers", "result", "privileges", "completionEvents", "actionId", "wait", "notify"));

    private ActionWriter(Catalogue catalogue, Catalogue.Action action) {
        this.catalogue = catalogue;
        this.action = action;
        this.self = ClassName.get(Generator.ACTIONS, action.java());
        this.type = TypeSpec.recordBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Generated.class)
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(AmiHeaders.class, "headers")
                        .build());
    }

    static TypeSpec write(Catalogue catalogue, Catalogue.Action action) {
        return new ActionWriter(catalogue, action).write();
    }

    private TypeSpec write() {
        TypeName result = resultType();
        type.addJavadoc("$L", doc());
        type.addSuperinterface(ParameterizedTypeName.get(ClassName.get(AmiAction.class), result));
        if (!action.files().isEmpty()) {
            type.addMethod(check());
        }
        type.addMethod(factory());
        for (Catalogue.Field field : action.fields()) {
            if (!field.required()) {
                type.addMethod(setter(field));
            }
        }
        type.addMethod(changed("actionId")
                .addJavadoc("$L", "Your own id for this action, given back in {@link AmiResponse#actionId()}.")
                .addParameter(String.class, "actionId")
                .addStatement("return new $T(headers.with($S, actionId))", self, "ActionID")
                .build());
        type.addMethod(override("name", TypeName.get(String.class))
                .addStatement("return $S", action.name())
                .build());
        type.addMethod(override("result", result)
                .addParameter(AmiResponse.class, "response")
                .addStatement("return $L", result())
                .build());
        if (action.completion().isPresent()) {
            type.addMethod(override("completionEvents", STRINGS)
                    .addStatement(
                            "return $T.of($S)", Set.class, action.completion().get())
                    .build());
        }
        if (!action.privileges().isEmpty()) {
            CodeBlock classes = new TreeSet<>(action.privileges())
                    .stream().map(each -> CodeBlock.of("$S", each)).collect(CodeBlock.joining(", "));
            type.addMethod(override("privileges", STRINGS)
                    .addStatement("return $T.of($L)", Set.class, classes)
                    .build());
        }
        return type.build();
    }

    private String doc() {
        StringBuilder doc = new StringBuilder(action.doc())
                .append("\n\n<p>{@code ")
                .append(action.name())
                .append('}')
                .append(Docs.versions(action.in()));
        if (!action.privileges().isEmpty()) {
            doc.append(action.privileges().size() == 1 ? "; class " : "; any of the classes ");
            doc.append(Docs.codes(action.privileges()));
        }
        return doc.append(".\n\n@param headers its headers, less {@code Action}\n")
                .toString();
    }

    private TypeName resultType() {
        return switch (action.result()) {
            case "output" -> ClassName.get(Generator.ACTIONS, "CommandOutput");
            case "value" -> ParameterizedTypeName.get(Optional.class, String.class);
            case "event" ->
                ParameterizedTypeName.get(
                        ClassName.get(Optional.class), event(action.completion().orElseThrow()));
            default ->
                action.completion().isEmpty()
                        ? ClassName.get(AmiResponse.class)
                        : ParameterizedTypeName.get(ClassName.get(AmiEventList.class), item());
        };
    }

    private ClassName item() {
        return action.item().map(this::event).orElse(ClassName.get(AmiEvent.class));
    }

    private ClassName event(String name) {
        return ClassName.get(Generator.EVENTS, catalogue.eventClass(name));
    }

    private CodeBlock result() {
        return switch (action.result()) {
            case "output" -> CodeBlock.of("CommandOutput.of(response)");
            case "value" -> CodeBlock.of("response.headers().find($S).filter(value -> !value.isEmpty())", "Value");
            case "event" ->
                CodeBlock.of(
                        "response.completion().map($T.class::cast)",
                        event(action.completion().orElseThrow()));
            default ->
                action.completion().isEmpty()
                        ? CodeBlock.of("response")
                        : CodeBlock.of("$T.of(response, $T.class)", AmiEventList.class, item());
        };
    }

    private MethodSpec check() {
        MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "@throws IllegalArgumentException for a file name that leaves Asterisk's folder: with a slash,"
                                + " a backslash or two dots");
        for (String file : action.files()) {
            constructor.addStatement("$T.checkFileName(headers, $S)", ActionText.class, file);
        }
        return constructor.build();
    }

    private MethodSpec factory() {
        List<Catalogue.Field> required =
                action.fields().stream().filter(Catalogue.Field::required).toList();
        MethodSpec.Builder method = MethodSpec.methodBuilder("of")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(self);
        StringBuilder doc = new StringBuilder(required.isEmpty() ? "The action." : "The action with what it needs.\n");
        List<CodeBlock> pairs = new ArrayList<>();
        for (Catalogue.Field field : required) {
            String comment = Docs.field(field);
            if (field.type() == FieldType.VARIABLE) {
                method.addParameter(String.class, "variableName").addParameter(String.class, "variableValue");
                doc.append("\n@param variableName the name in ").append(comment);
                doc.append("\n@param variableValue the value in ").append(comment);
            } else {
                method.addParameter(parameterType(field), field.java());
                doc.append("\n@param ").append(field.java()).append(' ').append(comment);
            }
            pairs.add(CodeBlock.of("$S, $L", field.header(), value(field, "variableName", "variableValue")));
        }
        method.addJavadoc("$L", doc.toString());
        if (required.isEmpty()) {
            return method.addStatement("return new $T($T.EMPTY)", self, AmiHeaders.class)
                    .build();
        }
        return method.addStatement("return new $T($T.of($L))", self, AmiHeaders.class, CodeBlock.join(pairs, ", "))
                .build();
    }

    private MethodSpec setter(Catalogue.Field field) {
        if (!used.add(field.java())) {
            throw new IllegalStateException(
                    action.name() + " has two methods " + field.java() + ": name one in the overrides");
        }
        MethodSpec.Builder method = changed(field.java());
        return switch (field.type()) {
            case VARIABLE ->
                method.addJavadoc(
                                "$L",
                                "Adds a variable, {@code Variable}; may be used repeatedly. Commas, quotes and backslashes in the"
                                        + " value arrive as they are.\n\n@throws IllegalArgumentException for a name that is empty or has an"
                                        + " equals sign\n")
                        .addParameter(String.class, "name")
                        .addParameter(String.class, "value")
                        .addStatement(
                                "return new $T(headers.plus($S, $L))",
                                self,
                                field.header(),
                                value(field, "name", "value"))
                        .build();
            case HEADER ->
                method.addJavadoc("Adds a header of your own; may be used repeatedly, also with one name.")
                        .addParameter(String.class, "name")
                        .addParameter(String.class, "value")
                        .addStatement("return new $T(headers.plus(name, value))", self)
                        .build();
            case NUMBERED -> {
                String begin = field.header().substring(0, field.header().indexOf('(') + 1);
                yield method.addJavadoc("{@code $L}, with a number from 0 in place of this one.", field.header())
                        .addParameter(int.class, "number")
                        .addParameter(String.class, field.java())
                        .addStatement("return new $T(headers.with($S + number + \")\", $L))", self, begin, field.java())
                        .build();
            }
            default ->
                method.addJavadoc("$L", Docs.field(field))
                        .addParameter(parameterType(field), field.java())
                        .addStatement("return new $T(headers.with($S, $L))", self, field.header(), value(field, "", ""))
                        .build();
        };
    }

    private static TypeName parameterType(Catalogue.Field field) {
        return switch (field.type()) {
            case INT -> TypeName.INT;
            case YES_NO, ON_OFF, ONE_ZERO -> TypeName.BOOLEAN;
            case SECONDS, MILLIS -> ClassName.get(Duration.class);
            default -> ClassName.get(String.class);
        };
    }

    private static CodeBlock value(Catalogue.Field field, String name, String value) {
        return switch (field.type()) {
            case TEXT -> CodeBlock.of("$L", field.java());
            case INT -> CodeBlock.of("Integer.toString($L)", field.java());
            case VARIABLE -> CodeBlock.of("$T.variable($L, $L)", ActionText.class, name, value);
            case YES_NO, ON_OFF, ONE_ZERO, SECONDS, MILLIS ->
                CodeBlock.of("$T.$L($L)", ActionText.class, field.type().reader(), field.java());
            default -> throw new IllegalStateException("not a type of a parameter: " + field);
        };
    }

    private MethodSpec.Builder changed(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(self);
    }

    private static MethodSpec.Builder override(String name, TypeName result) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(result);
    }
}
