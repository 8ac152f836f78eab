// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import picocli.CommandLine.Option;

/** Which events are shown: options that {@code events} and {@code replay} share. */
final class EventFilter {

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            description =
                    "Only events that name this channel: by its name (* and ? stand for any text), its name without "
                            + "the part behind the last -, or its unique id.")
    private @Nullable String channel;

    @Option(
            names = "--linkedid",
            paramLabel = "ID",
            description = "Only events of this call: all channels that belong together have the same Linkedid.")
    private @Nullable String linkedId;

    /**
     * What decides.
     *
     * @param types names of events, in which * and ? stand for any text; none for all
     */
    Predicate<AmiEvent> predicate(List<String> types) {
        Predicate<AmiEvent> wanted = types(types);
        if (channel != null) {
            wanted = wanted.and(channel(channel));
        }
        if (linkedId != null) {
            String id = linkedId;
            wanted = wanted.and(event -> anyHeader(event.headers(), "linkedid", id::equals));
        }
        Predicate<AmiEvent> all = wanted;
        return event -> Gap.isOne(event) || all.test(event);
    }

    private static Predicate<AmiEvent> types(List<String> types) {
        List<Pattern> patterns = types.stream().map(EventFilter::glob).toList();
        return event -> patterns.isEmpty()
                || patterns.stream().anyMatch(each -> each.matcher(event.name()).matches());
    }

    private static Predicate<AmiEvent> channel(String wanted) {
        Pattern name = glob(wanted);
        Pattern device = glob(wanted + "-*");
        return event -> anyHeader(
                        event.headers(),
                        "channel",
                        value -> name.matcher(value).matches()
                                || device.matcher(value).matches())
                || anyHeader(event.headers(), "uniqueid", wanted::equals);
    }

    /** Whether one of the headers whose name ends so has such a value: {@code DestChannel} too, and {@code Channel1}. */
    private static boolean anyHeader(AmiHeaders headers, String ending, Predicate<String> value) {
        for (AmiHeaders.Header header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            boolean numbered = name.endsWith("1") || name.endsWith("2");
            String bare = numbered ? name.substring(0, name.length() - 1) : name;
            if (bare.endsWith(ending) && !bare.startsWith("bridge") && value.test(header.value())) {
                return true;
            }
        }
        return false;
    }

    /** A pattern with * and ?, in any case. */
    static Pattern glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("(?<=[*?])|(?=[*?])", -1)) {
            regex.append(part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** Whether it stands for more than one name. */
    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }
}
