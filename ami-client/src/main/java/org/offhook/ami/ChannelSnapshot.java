// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.internal.HeaderValues;

/**
 * A channel as an event describes it: a view of the event's headers that share a prefix. Texts that Asterisk does not know are empty.
 *
 * @param headers the event's
 * @param prefix what stands before {@code Channel} and its like: empty, or {@code Dest}, {@code Transferer} and so on
 */
public record ChannelSnapshot(AmiHeaders headers, String prefix) {

    /** Its name, such as {@code PJSIP/100-00000001}. */
    public Optional<String> name() {
        return text("Channel");
    }

    /** Its id, unique among the channels of this run of Asterisk. It outlives every change of name. */
    public Optional<String> uniqueId() {
        return text("Uniqueid");
    }

    /** The id of the oldest channel of its call: what belongs together has the same. */
    public Optional<String> linkedId() {
        return text("Linkedid");
    }

    /** Its state as a number, 6 for up; {@link #stateText} says it in words. */
    public OptionalInt state() {
        return HeaderValues.integer(headers, header("ChannelState"));
    }

    /** Its state in words: {@code Down}, {@code Ring}, {@code Ringing}, {@code Up}, {@code Busy}, ... */
    public Optional<String> stateText() {
        return text("ChannelStateDesc");
    }

    /** The caller's number. It is what the caller says it is. */
    public Optional<String> callerIdNumber() {
        return text("CallerIDNum");
    }

    /** The caller's name. It is what the caller says it is. */
    public Optional<String> callerIdName() {
        return HeaderValues.escapedText(headers, header("CallerIDName"));
    }

    /** The number of the party at the other end. */
    public Optional<String> connectedLineNumber() {
        return text("ConnectedLineNum");
    }

    /** The name of the party at the other end. */
    public Optional<String> connectedLineName() {
        return HeaderValues.escapedText(headers, header("ConnectedLineName"));
    }

    /** Its language, such as {@code en}. */
    public Optional<String> language() {
        return text("Language");
    }

    /** Its account code. */
    public Optional<String> accountCode() {
        return text("AccountCode");
    }

    /** Its context in the dialplan. */
    public Optional<String> context() {
        return text("Context");
    }

    /** Its extension in the dialplan. */
    public Optional<String> extension() {
        return text("Exten");
    }

    /** Its priority in the dialplan. */
    public OptionalInt priority() {
        return HeaderValues.integer(headers, header("Priority"));
    }

    /** The variables that {@code channelvars=} of manager.conf adds to each event, in order. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String each : headers.all(header("ChanVariable"))) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                variables.putIfAbsent(each.substring(0, equals), HeaderValues.unescape(each.substring(equals + 1)));
            }
        }
        return java.util.Collections.unmodifiableMap(variables);
    }

    private Optional<String> text(String name) {
        return HeaderValues.text(headers, header(name));
    }

    private String header(String name) {
        return prefix.isEmpty() ? name : prefix + name;
    }
}
