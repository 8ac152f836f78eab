// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * DATABASE PUT: writes an entry of Asterisk's database. The result is false if it could not be stored: in Asterisk 16 family and
 * key together may have 253 bytes.
 *
 * @param family the family
 * @param key the key
 * @param value the value
 */
public record DatabasePut(String family, String key, String value) implements QuickCommand<Boolean> {

    @Override
    public String line() {
        return AgiLine.of("DATABASE PUT").arg(family).arg(key).arg(value).toString();
    }

    @Override
    public Boolean result(AgiReply reply) {
        return Replies.flag(this, reply);
    }
}
