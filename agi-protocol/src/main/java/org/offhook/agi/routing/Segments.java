// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.routing;

import java.util.ArrayList;
import java.util.List;
import org.offhook.agi.internal.Percent;

/** Cuts paths into segments, the same way for patterns and for what Asterisk sends. */
final class Segments {

    private static final String[] NONE = {};

    private Segments() {}

    /**
     * The segments of a path, as they are. One slash at the end does not count; two make an empty segment, which
     * nothing matches.
     *
     * @param path without its leading slash
     */
    static String[] of(String path) {
        int end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
        if (end == 0) {
            return NONE;
        }
        List<String> segments = new ArrayList<>(4);
        int from = 0;
        int slash;
        while ((slash = path.indexOf('/', from)) >= 0 && slash < end) {
            segments.add(path.substring(from, slash));
            from = slash + 1;
        }
        segments.add(path.substring(from, end));
        return segments.toArray(NONE);
    }

    /**
     * Whether a segment may stand for something: it is not empty, and even decoded it neither climbs about in a tree of
     * files, nor begins at its root, nor cuts a file's name short.
     */
    static boolean isPlain(String segment) {
        if (segment.isEmpty()) {
            return false;
        }
        String decoded = Percent.decode(segment);
        if (decoded.indexOf('\0') >= 0 || decoded.charAt(0) == '/' || decoded.charAt(0) == '\\') {
            return false;
        }
        int from = 0;
        for (int i = 0; i <= decoded.length(); i++) {
            if (i == decoded.length() || decoded.charAt(i) == '/' || decoded.charAt(i) == '\\') {
                if (isDots(decoded, from, i)) {
                    return false;
                }
                from = i + 1;
            }
        }
        return true;
    }

    /** Whether all segments from an index on are {@linkplain #isPlain plain}. */
    static boolean arePlain(String[] segments, int from) {
        for (int i = from; i < segments.length; i++) {
            if (!isPlain(segments[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDots(String text, int from, int to) {
        int length = to - from;
        return (length == 1 || length == 2) && text.charAt(from) == '.' && text.charAt(to - 1) == '.';
    }
}
