// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.concurrent.atomic.AtomicLong;

/** What a client counts. Written on its loop only, so adding is a plain store; read anywhere, perhaps a moment late. */
final class Counters {

    final AtomicLong events = new AtomicLong();
    final AtomicLong bytesRead = new AtomicLong();
    final AtomicLong actions = new AtomicLong();
    final AtomicLong late = new AtomicLong();
    final AtomicLong unsolicited = new AtomicLong();
    final AtomicLong connections = new AtomicLong();

    static void add(AtomicLong counter, long count) {
        counter.lazySet(counter.getPlain() + count);
    }
}
