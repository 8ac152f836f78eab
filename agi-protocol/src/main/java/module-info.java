// SPDX-License-Identifier: Apache-2.0
/** AGI as a language, and the script runtime that every transport shares. */
module org.offhook.agi {
    requires transitive org.jspecify;
    requires org.slf4j;

    exports org.offhook.agi;
    exports org.offhook.agi.command;
    exports org.offhook.agi.dialog;
    exports org.offhook.agi.routing;
    exports org.offhook.agi.spi;
}
