// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What programs do with an Asterisk, and what manager.conf must allow for it. docs/ami.md and docs/async-agi.md have the same. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of and Map.of
enum Feature {
    EVENTS("events", Set.of("call"), Map.of(), "events of channels and calls"),
    CHANNELS("channels", Set.of(), Map.of("CoreShowChannels", "reporting"), "the list of channels, Asterisk's version"),
    ORIGINATE("originate", Set.of("call"), Map.of("Originate", "originate"), "calls, with their outcome"),
    STEER("steer", Set.of(), Map.of("Hangup", "call", "Redirect", "call"), "hang up, redirect, stop prompts"),
    ASYNC_AGI(
            "async-agi",
            Set.of("agi", "call", "dialplan"),
            Map.of("AGI", "agi", "CoreShowChannels", "reporting", "ControlPlayback", "call"),
            "scripts over AsyncAGI, calls that survive a restart"),
    AGI_CALLS(
            "agi-calls",
            Set.of("call"),
            Map.of("Originate", "originate", "DialplanExtensionAdd", "system"),
            "calls into AGI(); Asterisk wants system for them"),
    CLI("cli", Set.of(), Map.of("Command", "command"), "commands of Asterisk's console");

    private final String text;
    private final Set<String> reads;
    private final Map<String, String> actions;
    private final String purpose;

    Feature(String text, Set<String> reads, Map<String, String> actions, String purpose) {
        this.text = text;
        this.reads = reads;
        this.actions = actions;
        this.purpose = purpose;
    }

    /** Its name in options and in the report. */
    @Override
    public String toString() {
        return text;
    }

    /** Classes under {@code read=}. */
    List<String> reads() {
        return reads.stream().sorted().toList();
    }

    /** Actions, and the class under {@code write=} for each. */
    Map<String, String> actions() {
        return actions;
    }

    String purpose() {
        return purpose;
    }
}
