// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * DATABASE DELTREE: deletes all entries of a family, or those below a key. The result is true when something was deleted.
 *
 * @param family the family
 * @param keyTree the beginning of the keys, up to a slash; empty for all
 */
public record DatabaseDelTree(String family, String keyTree) implements QuickCommand<Boolean> {

    /**
     * All of a family.
     *
     * @param family the family
     */
    public DatabaseDelTree(String family) {
        this(family, "");
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("DATABASE DELTREE").arg(family);
        return (keyTree.isEmpty() ? line : line.arg(keyTree)).toString();
    }

    @Override
    public Boolean result(AgiReply reply) {
        return !Replies.flag(this, reply); // Asterisk says 0 for deleted, unlike its documentation
    }
}
