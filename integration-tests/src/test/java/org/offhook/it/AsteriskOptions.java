// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a test wants of its Asterisk beyond the usual. Immutable: each method returns changed options. An external
 * Asterisk takes none of them: tests that want some are skipped there.
 *
 * <p>Every configuration file of the harness ends by including one named {@code NAME_extra.conf}, so
 * {@code withFile("manager_extra.conf", "[reader]\nsecret = r\nread = all\n")} adds a manager user, and
 * {@code "[general](+)\nchannelvars = X\n"} adds a setting.
 */
public final class AsteriskOptions {
    /** Nothing special. */
    public static final AsteriskOptions DEFAULT = new AsteriskOptions(Set.of(), false, Map.of(), "", Optional.empty());

    private final Set<String> modules;
    private final boolean pjsip;
    private final Map<String, String> files;
    private final String dialplan;
    private final Optional<String> nameserver;

    private AsteriskOptions(
            Set<String> modules,
            boolean pjsip,
            Map<String, String> files,
            String dialplan,
            Optional<String> nameserver) {
        this.modules = modules;
        this.pjsip = pjsip;
        this.files = files;
        this.dialplan = dialplan;
        this.nameserver = nameserver;
    }

    /** Loads more modules, such as {@code app_chanspy}; the start fails if one does not exist. */
    public AsteriskOptions withModules(String... names) {
        Set<String> more = new LinkedHashSet<>(modules);
        more.addAll(List.of(names));
        return new AsteriskOptions(more, pjsip, files, dialplan, nameserver);
    }

    /**
     * Loads chan_pjsip, listening on UDP 127.0.0.1 at {@link AsteriskUnderTest#sipPort()}. A call from any SIP client
     * on this machine enters context {@code offhook-sip}, which the test's dialplan defines.
     */
    public AsteriskOptions withPjsip() {
        return new AsteriskOptions(modules, true, files, dialplan, nameserver);
    }

    /** Adds a configuration file, or replaces one of the harness's. */
    public AsteriskOptions withFile(String name, String content) {
        Map<String, String> more = new LinkedHashMap<>(files);
        more.put(name, content);
        return new AsteriskOptions(modules, pjsip, more, dialplan, nameserver);
    }

    /** Adds dialplan, in the syntax of {@code extensions.conf}, before the start. */
    public AsteriskOptions withDialplan(String extensionsConf) {
        return new AsteriskOptions(modules, pjsip, files, dialplan + extensionsConf + "\n", nameserver);
    }

    /**
     * Has Asterisk ask this DNS server on port 53 instead of the machine's, for SRV records. An address of the loopback
     * range such as 127.0.0.53. Needs root, except with Docker.
     */
    public AsteriskOptions withNameserver(String address) {
        return new AsteriskOptions(modules, pjsip, files, dialplan, Optional.of(address));
    }

    boolean isDefault() {
        return modules.isEmpty() && !pjsip && files.isEmpty() && dialplan.isEmpty() && nameserver.isEmpty();
    }

    Set<String> modules() {
        return modules;
    }

    boolean pjsip() {
        return pjsip;
    }

    Map<String, String> files() {
        return files;
    }

    String dialplan() {
        return dialplan;
    }

    Optional<String> nameserver() {
        return nameserver;
    }
}
