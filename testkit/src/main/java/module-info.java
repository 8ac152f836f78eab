// SPDX-License-Identifier: Apache-2.0
/** Tests scripts without a PBX, and FastAGI servers without an Asterisk. */
module org.offhook.testkit {
    requires transitive org.offhook.agi;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;

    exports org.offhook.testkit;
}
