// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.Optional;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * DATABASE GET: an entry of Asterisk's database. The result is empty if there is none. Over AsyncAGI a value of more than about 1,000
 * bytes ends in {@link org.offhook.agi.AgiTruncatedException}.
 *
 * @param family the family
 * @param key the key
 */
public record DatabaseGet(String family, String key) implements QuickCommand<Optional<String>> {

    @Override
    public String line() {
        return AgiLine.of("DATABASE GET").arg(family).arg(key).toString();
    }

    @Override
    public Optional<String> result(AgiReply reply) {
        return Replies.value(this, reply);
    }
}
