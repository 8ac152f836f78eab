// SPDX-License-Identifier: Apache-2.0
/** AsyncAGI: serves channels that wait in {@code AGI(agi:async)}, through the manager interface. */
module org.offhook.asyncagi {
    requires transitive org.offhook.agi;
    requires transitive org.offhook.ami;
    requires transitive org.jspecify;
    requires org.slf4j;

    exports org.offhook.asyncagi;
    exports org.offhook.asyncagi.spi;
}
