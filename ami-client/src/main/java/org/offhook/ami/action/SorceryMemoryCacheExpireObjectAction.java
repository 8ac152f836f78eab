// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Takes an object out of a cache of sorcery.
 *
 * <p>{@code SorceryMemoryCacheExpireObject}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SorceryMemoryCacheExpireObjectAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param cache {@code Cache}.
     * @param object {@code Object}.
     */
    public static SorceryMemoryCacheExpireObjectAction of(String cache, String object) {
        return new SorceryMemoryCacheExpireObjectAction(AmiHeaders.of("Cache", cache, "Object", object));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SorceryMemoryCacheExpireObjectAction actionId(String actionId) {
        return new SorceryMemoryCacheExpireObjectAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SorceryMemoryCacheExpireObject";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
