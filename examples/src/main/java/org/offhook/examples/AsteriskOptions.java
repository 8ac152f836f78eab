// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiClientOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which real Asterisk to log in to. The secret is in the environment: options can be read by every user of the machine. */
public final class AsteriskOptions {

    private static final String SECRET = "OFFHOOK_AMI_SECRET";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--asterisk",
            paramLabel = "HOST",
            description = "Log in to the manager interface of this Asterisk; the secret is in " + SECRET + ".")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "5038", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--user", paramLabel = "NAME", description = "The user in its manager.conf.")
    private @Nullable String user;

    private final Map<String, String> environment;

    /** @param environment where the secret is */
    public AsteriskOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * How to log in.
     *
     * @return empty if no real Asterisk was named
     * @throws ParameterException if the user or the secret is missing
     */
    public Optional<AmiClientOptions> login() {
        if (host == null) {
            return Optional.empty();
        }
        String secret = environment.getOrDefault(SECRET, "");
        if (user == null || secret.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--asterisk needs --user, and the user's secret in the variable " + SECRET);
        }
        return Optional.of(
                AmiClientOptions.builder(host, user, secret).port(port).build());
    }
}
