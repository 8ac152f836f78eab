// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import org.junit.jupiter.api.Nested;

/** The contract over FastAGI. */
class FastAgiContractTest {

    @Nested
    class Requests extends RequestContract {
        Requests() {
            super(new FastAgi());
        }
    }

    @Nested
    class Replies extends ReplyContract {
        Replies() {
            super(new FastAgi());
        }
    }

    @Nested
    class Order extends OrderContract {
        Order() {
            super(new FastAgi());
        }
    }

    @Nested
    class Hangups extends HangupContract {
        Hangups() {
            super(new FastAgi());
        }
    }

    @Nested
    class Ends extends EndContract {
        Ends() {
            super(new FastAgi());
        }
    }

    @Nested
    class Capacity extends CapacityContract {
        Capacity() {
            super(new FastAgi());
        }
    }

    @Nested
    class Lines extends LineContract {
        Lines() {
            super(new FastAgi());
        }
    }

    @Nested
    class Watching extends WatchContract {
        Watching() {
            super(new FastAgi());
        }
    }

    @Nested
    class Filters extends FilterContract {
        Filters() {
            super(new FastAgi());
        }
    }

    @Nested
    class Stopping extends StopContract {
        Stopping() {
            super(new FastAgi());
        }
    }
}
