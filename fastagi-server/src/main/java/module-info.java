// SPDX-License-Identifier: Apache-2.0
/** A FastAGI server: Asterisk connects to it for every call that reaches {@code AGI(agi://host/script)}. */
module org.offhook.fastagi {
    requires transitive org.offhook.agi;
    requires transitive org.jspecify;
    requires org.slf4j;
    requires io.netty.buffer;
    requires io.netty.codec.haproxy;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires jdk.net;

    exports org.offhook.fastagi;
}
