// SPDX-License-Identifier: Apache-2.0
/** A client of the Asterisk manager interface. */
module org.offhook.ami {
    requires transitive org.jspecify;
    requires org.slf4j;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;

    exports org.offhook.ami;
    exports org.offhook.ami.action;
    exports org.offhook.ami.event;
    exports org.offhook.ami.spi;
    exports org.offhook.ami.state;
}
