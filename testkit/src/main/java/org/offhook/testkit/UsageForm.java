// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

/** How the versions of Asterisk write the reply 520 to a command with wrong arguments. */
public enum UsageForm {
    /** A block of several lines: since some release of 13. */
    BLOCK,
    /** A block whose closing line is glued to the last line of the text: 1.8 to early 13. */
    GLUED,
    /** One line without a text: a command built without documentation, any version. */
    NONE;

    String reply(String usage) {
        return switch (this) {
            case BLOCK -> "520-Invalid command syntax.  Proper usage follows:\n" + usage + "\n520 End of proper usage.";
            case GLUED -> "520-Invalid command syntax.  Proper usage follows:\n" + usage + "520 End of proper usage.";
            case NONE -> "520 Invalid command syntax.  Proper usage not available.";
        };
    }
}
