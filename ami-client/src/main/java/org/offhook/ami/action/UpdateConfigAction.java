// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Locale;
import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;

/**
 * Changes a configuration file. The changes are made in the order in which they are added here; a message holds some thirty of them,
 * for it may have 128 headers.
 *
 * <pre>{@code
 * UpdateConfigAction.of("voicemail.conf").update("default", "100", "1234,Jane Doe").reload("app_voicemail")
 * }</pre>
 *
 * <p>{@code UpdateConfig}; class {@code config}.
 *
 * @param headers its headers, less {@code Action}
 */
public record UpdateConfigAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * Checks the names of the files.
     *
     * @throws IllegalArgumentException for a file name that leaves Asterisk's folder: with a slash, a backslash or two dots
     */
    public UpdateConfigAction {
        ActionText.checkFileName(headers, "SrcFilename");
        ActionText.checkFileName(headers, "DstFilename");
    }

    /** Changes this file. */
    public static UpdateConfigAction of(String file) {
        return of(file, file);
    }

    /** Reads one file, and writes it with its changes to another. */
    public static UpdateConfigAction of(String source, String destination) {
        return new UpdateConfigAction(AmiHeaders.of("SrcFilename", source, "DstFilename", destination));
    }

    /** Reloads a module afterwards, such as {@code app_voicemail}. */
    public UpdateConfigAction reload(String module) {
        return new UpdateConfigAction(headers.with("Reload", module));
    }

    /** Reloads all modules afterwards. */
    public UpdateConfigAction reload() {
        return reload("yes");
    }

    /** Whether what a category has from its templates stays where it is; it does by default. */
    public UpdateConfigAction preserveEffectiveContext(boolean preserve) {
        return new UpdateConfigAction(headers.with("PreserveEffectiveContext", ActionText.yesNo(preserve)));
    }

    /** Adds a category at the end. */
    public UpdateConfigAction newCategory(String category) {
        return change("NewCat", category);
    }

    /**
     * Adds a category at the end.
     *
     * @param options such as {@code allowdups}, {@code template}, {@code inherit="base"}, separated by commas
     */
    public UpdateConfigAction newCategory(String category, String options) {
        return change("NewCat", category, "Options", options);
    }

    /** Gives a category another name. */
    public UpdateConfigAction renameCategory(String category, String newName) {
        return change("RenameCat", category, "Value", newName);
    }

    /** Deletes a category. */
    public UpdateConfigAction deleteCategory(String category) {
        return change("DelCat", category);
    }

    /** Deletes what is in a category. */
    public UpdateConfigAction emptyCategory(String category) {
        return change("EmptyCat", category);
    }

    /** Gives a variable another value. */
    public UpdateConfigAction update(String category, String variable, String value) {
        return change("Update", category, "Var", variable, "Value", value);
    }

    /** Gives a variable that has one value another; others of its name stay. */
    public UpdateConfigAction update(String category, String variable, String value, String match) {
        return change("Update", category, "Var", variable, "Value", value, "Match", match);
    }

    /** Deletes a variable. */
    public UpdateConfigAction delete(String category, String variable) {
        return change("Delete", category, "Var", variable);
    }

    /** Deletes a variable that has this value; others of its name stay. */
    public UpdateConfigAction delete(String category, String variable, String match) {
        return change("Delete", category, "Var", variable, "Match", match);
    }

    /** Adds a variable at the end of a category. */
    public UpdateConfigAction append(String category, String variable, String value) {
        return change("Append", category, "Var", variable, "Value", value);
    }

    /**
     * Adds a variable within a category.
     *
     * @param line before which line of the category, from 0
     */
    public UpdateConfigAction insert(String category, int line, String variable, String value) {
        return change("Insert", category, "Var", variable, "Value", value, "Line", Integer.toString(line));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public UpdateConfigAction actionId(String actionId) {
        return new UpdateConfigAction(headers.with("ActionID", actionId));
    }

    private UpdateConfigAction change(String action, String category, String... namesAndValues) {
        int changes = changes();
        AmiHeaders.Builder changed = AmiHeaders.builder()
                .addAll(headers)
                .add(numbered("Action", changes), action)
                .add(numbered("Cat", changes), category);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.add(numbered(namesAndValues[i], changes), namesAndValues[i + 1]);
        }
        return new UpdateConfigAction(changed.build());
    }

    private int changes() {
        int changes = 0;
        while (headers.contains(numbered("Action", changes))) {
            changes++;
        }
        return changes;
    }

    private static String numbered(String name, int number) {
        return String.format(Locale.ROOT, "%s-%06d", name, number);
    }

    @Override
    public String name() {
        return "UpdateConfig";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("config");
    }

    /** The file and the number of changes. Their values may be secrets. */
    @Override
    public String toString() {
        return "UpdateConfigAction[" + headers.find("DstFilename").orElse("") + ", " + changes() + " changes]";
    }
}
