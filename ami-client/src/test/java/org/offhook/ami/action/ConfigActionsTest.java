// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;

class ConfigActionsTest {

    private static final List<Function<String, AmiAction<?>>> WITH_A_FILE = List.of(
            GetConfigAction::of,
            GetConfigJsonAction::of,
            CreateConfigAction::of,
            ListCategoriesAction::of,
            UpdateConfigAction::of,
            file -> UpdateConfigAction.of("a.conf", file),
            file -> ModuleLoadAction.of("load").module(file),
            file -> new GetConfigAction(AmiHeaders.of("Filename", file)));

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "a/b.conf", "..", "..\\a", "a\\b", "a\0b", ""})
    void aNameThatLeavesTheFolderIsRefused(String file) {
        for (Function<String, AmiAction<?>> action : WITH_A_FILE) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> action.apply(file))
                    .withMessageContaining("plain name of a file");
        }
    }

    @Test
    void aPlainNameIsTaken() {
        for (Function<String, AmiAction<?>> action : WITH_A_FILE) {
            assertThat(action.apply("pjsip_wizard.conf").headers().toList())
                    .extracting(AmiHeaders.Header::value)
                    .contains("pjsip_wizard.conf");
        }
    }

    @Test
    void changesAreNumberedInTheirOrder() {
        UpdateConfigAction action = UpdateConfigAction.of("a.conf", "b.conf")
                .newCategory("c")
                .newCategory("d", "template,inherit=\"c\"")
                .renameCategory("d", "e")
                .emptyCategory("e")
                .append("c", "x", "1")
                .insert("c", 0, "y", "2")
                .update("c", "x", "3")
                .update("c", "x", "4", "3")
                .delete("c", "x")
                .delete("c", "y", "2")
                .deleteCategory("e")
                .preserveEffectiveContext(false)
                .reload("app_x");

        assertThat(action.headers()).isEqualTo(headers("""
                SrcFilename: a.conf
                DstFilename: b.conf
                Action-000000: NewCat
                Cat-000000: c
                Action-000001: NewCat
                Cat-000001: d
                Options-000001: template,inherit="c"
                Action-000002: RenameCat
                Cat-000002: d
                Value-000002: e
                Action-000003: EmptyCat
                Cat-000003: e
                Action-000004: Append
                Cat-000004: c
                Var-000004: x
                Value-000004: 1
                Action-000005: Insert
                Cat-000005: c
                Var-000005: y
                Value-000005: 2
                Line-000005: 0
                Action-000006: Update
                Cat-000006: c
                Var-000006: x
                Value-000006: 3
                Action-000007: Update
                Cat-000007: c
                Var-000007: x
                Value-000007: 4
                Match-000007: 3
                Action-000008: Delete
                Cat-000008: c
                Var-000008: x
                Action-000009: Delete
                Cat-000009: c
                Var-000009: y
                Match-000009: 2
                Action-000010: DelCat
                Cat-000010: e
                PreserveEffectiveContext: no
                Reload: app_x
                """));
        assertThat(action.name()).isEqualTo("UpdateConfig");
        assertThat(action.privileges()).containsExactly("config");
    }

    @Test
    void itShowsNoValueThatCouldBeASecret() {
        UpdateConfigAction action = UpdateConfigAction.of("sip.conf")
                .append("100", "secret", "hunter2")
                .reload()
                .actionId("mine");

        assertThat(action).hasToString("UpdateConfigAction[sip.conf, 1 changes]");
        assertThat(action.headers().find("Reload")).contains("yes");
        assertThat(action.headers().find("ActionID")).contains("mine");
    }

    private static AmiHeaders headers(String lines) {
        AmiHeaders.Builder builder = AmiHeaders.builder();
        lines.lines().forEach(line -> builder.add(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        return builder.build();
    }
}
