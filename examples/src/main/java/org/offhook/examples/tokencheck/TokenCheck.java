// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.tokencheck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiFilter;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;

/**
 * Lets a call to {@code /tenants/{tenant}/...} through only with that tenant's token: {@code ?token=...}. FastAGI has no
 * authentication: without a check, whoever reaches the port can have any script run.
 *
 * <p>Where one token, or a few, open all routes, {@link org.offhook.agi.routing.AgiFilters#token} does it in one line.
 */
public final class TokenCheck implements AgiFilter {

    private final Map<String, String> tokens;

    /**
     * @param tokens the token of each tenant; none of them empty
     */
    public TokenCheck(Map<String, String> tokens) {
        if (tokens.containsValue("")) {
            throw new IllegalArgumentException("an empty token would let everybody through");
        }
        this.tokens = Map.copyOf(tokens);
    }

    @Override
    public void filter(AgiRequest request, AgiChannel channel, AgiScript next) throws Exception {
        String wanted = tokens.getOrDefault(request.pathVariables().getOrDefault("tenant", ""), "");
        String given = request.parameter("token").orElse("");
        if (!isSame(given, wanted) || wanted.isEmpty()) {
            throw new AgiRefusedException("the token is missing or wrong"); // the log says no more, the caller nothing
        }
        next.service(request, channel);
    }

    /** Compares hashes: the time it takes tells neither where a guess goes wrong nor how long the token is. */
    private static boolean isSame(String given, String wanted) {
        return MessageDigest.isEqual(sha256(given), sha256(wanted));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
