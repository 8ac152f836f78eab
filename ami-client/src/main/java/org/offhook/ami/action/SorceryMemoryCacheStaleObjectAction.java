// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Marks an object in a cache of sorcery as stale.
 *
 * <p>{@code SorceryMemoryCacheStaleObject}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SorceryMemoryCacheStaleObjectAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param cache {@code Cache}.
     * @param object {@code Object}.
     */
    public static SorceryMemoryCacheStaleObjectAction of(String cache, String object) {
        return new SorceryMemoryCacheStaleObjectAction(AmiHeaders.of("Cache", cache, "Object", object));
    }

    /** {@code Reload}. */
    public SorceryMemoryCacheStaleObjectAction reload(boolean reload) {
        return new SorceryMemoryCacheStaleObjectAction(headers.with("Reload", ActionText.yesNo(reload)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SorceryMemoryCacheStaleObjectAction actionId(String actionId) {
        return new SorceryMemoryCacheStaleObjectAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SorceryMemoryCacheStaleObject";
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
