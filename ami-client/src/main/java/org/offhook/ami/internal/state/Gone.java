// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names of what went lately. Asterisk's reports of different kinds may overtake each other: what comes late of a channel must not bring it
 * back. Only the last so many are kept.
 */
final class Gone {

    private final int max;
    private final Set<String> names = new LinkedHashSet<>();

    Gone(int max) {
        this.max = max;
    }

    void add(String name) {
        if (names.add(name) && names.size() > max) {
            Iterator<String> oldest = names.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    void remove(String name) {
        names.remove(name);
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    void clear() {
        names.clear();
    }
}
