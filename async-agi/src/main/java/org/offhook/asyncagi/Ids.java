// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.security.SecureRandom;

/** Random names. */
final class Ids {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** The prefix and so many random letters and digits. */
    static String random(String prefix, int length) {
        StringBuilder text = new StringBuilder(prefix);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
