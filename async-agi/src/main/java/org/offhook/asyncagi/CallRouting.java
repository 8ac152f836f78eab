// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes requests of channels that wait, and finds out whether they are ours. */
final class CallRouting {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncAgiServer.class);

    private final AsyncAgiServer server;
    private final AsyncAgiServerBuilder options;

    CallRouting(AsyncAgiServer server) {
        this.server = server;
        this.options = server.options;
    }

    /** The request of an AsyncAGIStart; null if the list of channels must be asked: its arguments were cut, or its suffix is wanted. */
    @Nullable
    AgiRequest ofStart(StartEnvironment environment) {
        AgiRequest whole = request(environment.variables(), null);
        boolean complete = !environment.truncated() && (!options.suffixes || server.router.hasExplicitRoute(whole));
        return complete ? whole : null;
    }

    /**
     * The request of an AsyncAGIStart whose arguments or suffix the list of channels tells.
     *
     * @param row null if it is not in the list
     */
    AgiRequest ofStart(StartEnvironment environment, @Nullable ChannelRow row) {
        if (row != null && row.isParked()) {
            if (!environment.truncated()) {
                return ofRow(environment.variables(), row);
            }
            // The list knows better than what is left, where a value with a line feed may have forged what was cut off.
            Map<String, String> variables = new LinkedHashMap<>(environment.variables());
            variables.putAll(row.environment(null));
            AgiRequest known = ofRow(variables, row);
            return variables.containsKey("agi_threadid") ? known : known.asTruncated();
        }
        AgiRequest known = request(environment.variables(), null);
        return environment.truncated() ? known.asTruncated() : known;
    }

    /** The request of a channel that was waiting already. */
    AgiRequest ofWaiting(ChannelRow row, @Nullable String version) {
        return ofRow(row.environment(version), row).asAdopted();
    }

    private AgiRequest ofRow(Map<String, String> variables, ChannelRow row) {
        AgiRequest known = request(variables, row.arguments());
        if (!options.suffixes || row.suffix().isEmpty() || server.router.hasExplicitRoute(known)) {
            return known;
        }
        List<String> arguments = new ArrayList<>(row.arguments().size() + 1);
        arguments.add(row.suffix());
        arguments.addAll(row.arguments());
        return request(variables, arguments);
    }

    private static AgiRequest request(Map<String, String> variables, @Nullable List<String> arguments) {
        return AgiRequest.of(StartEnvironment.normalised(variables, arguments), ParkedCall.CAPABILITIES, null);
    }

    /**
     * Whether a channel is ours, and what to do with it. Code of users is asked on a callback thread.
     *
     * @param then gets {@link AdoptionPolicy#LEAVE} for one that is not; on any thread
     */
    void judge(AgiRequest request, Consumer<AdoptionPolicy> then) {
        boolean explicit = server.router.hasExplicitRoute(request);
        if (explicit && !request.adopted()) {
            then.accept(AdoptionPolicy.RESTART);
        } else if (explicit || options.accept != null) {
            server.ask(() -> then.accept(ask(request, explicit)));
        } else {
            then.accept(AdoptionPolicy.LEAVE);
        }
    }

    private AdoptionPolicy ask(AgiRequest request, boolean explicit) {
        try {
            if (!explicit && (options.accept == null || !options.accept.test(request))) {
                return AdoptionPolicy.LEAVE;
            }
            return request.adopted() ? options.adoption.apply(request) : AdoptionPolicy.RESTART;
        } catch (RuntimeException | Error e) {
            LOG.error("whether call {} is ours cannot be told", request, e);
            return AdoptionPolicy.LEAVE;
        }
    }
}
