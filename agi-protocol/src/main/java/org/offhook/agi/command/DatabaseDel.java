// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * DATABASE DEL: deletes an entry of Asterisk's database. The result is true when it is gone: since Asterisk 10 also when it was
 * not there.
 *
 * @param family the family
 * @param key the key
 */
public record DatabaseDel(String family, String key) implements QuickCommand<Boolean> {

    @Override
    public String line() {
        return AgiLine.of("DATABASE DEL").arg(family).arg(key).toString();
    }

    @Override
    public Boolean result(AgiReply reply) {
        return Replies.flag(this, reply);
    }
}
