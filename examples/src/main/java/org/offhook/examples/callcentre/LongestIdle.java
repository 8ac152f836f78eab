// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.util.Comparator;
import java.util.List;

/** Whoever has waited longest for a call. */
public final class LongestIdle implements Strategy {

    @Override
    public Free choose(List<Free> able) {
        return able.stream().min(Comparator.comparing(Free::since)).orElseThrow();
    }
}
