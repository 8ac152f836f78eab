// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.routing;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;

/** Requests for a path, and channels that routing never talks to. */
final class Calls {

    private Calls() {}

    /** A request for what follows the host's slash in {@code agi://host/...}. */
    static AgiRequest request(String networkScript) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("agi_network", "yes");
        environment.put("agi_network_script", networkScript);
        environment.put("agi_request", "agi://127.0.0.1/" + networkScript);
        environment.put("agi_channel", "PJSIP/alice-00000001");
        environment.put("agi_uniqueid", "1795225830.5");
        environment.put("agi_callerid", "5550100");
        return AgiRequest.of(environment, new AgiCapabilities("FastAGI", 8190, 1, true), null);
    }

    /** A channel that knows whether it is hung up, and refuses all else. */
    static AgiChannel channel(boolean hungUp) {
        return (AgiChannel) Proxy.newProxyInstance(
                Calls.class.getClassLoader(), new Class<?>[] {AgiChannel.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isHungUp")) {
                        return hungUp;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Serves a call as a session does. */
    static void serve(AgiRouter router, String networkScript) throws Exception {
        AgiRouter.Resolved resolved = router.resolve(request(networkScript));
        resolved.script().service(resolved.request(), channel(false));
    }
}
