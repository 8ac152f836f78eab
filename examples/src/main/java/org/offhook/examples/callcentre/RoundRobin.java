// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.util.List;

/** One after the other, by number. */
public final class RoundRobin implements Strategy {

    private String last = "";

    @Override
    public Free choose(List<Free> able) {
        Free next = able.stream()
                .filter(free -> free.agent().id().compareTo(last) > 0)
                .findFirst()
                .orElse(able.get(0));
        last = next.agent().id();
        return next;
    }
}
