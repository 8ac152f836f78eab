// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.util.Comparator;
import java.util.List;

/** Whoever can do least besides, so that those who can do everything stay free; of equals, the one who has waited longest. */
public final class FewestSkills implements Strategy {

    @Override
    public Free choose(List<Free> able) {
        return able.stream()
                .min(Comparator.comparingInt(
                                (Free free) -> free.agent().skills().size())
                        .thenComparing(Free::since))
                .orElseThrow();
    }
}
