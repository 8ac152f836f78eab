// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import org.junit.jupiter.api.Nested;

/** The contract over AsyncAGI. */
class AsyncAgiContractTest {

    @Nested
    class Requests extends RequestContract {
        Requests() {
            super(new AsyncAgi());
        }
    }

    @Nested
    class Replies extends ReplyContract {
        Replies() {
            super(new AsyncAgi());
        }
    }

    @Nested
    class Order extends OrderContract {
        Order() {
            super(new AsyncAgi());
        }
    }

    @Nested
    class Hangups extends HangupContract {
        Hangups() {
            super(new AsyncAgi());
        }
    }

    @Nested
    class Ends extends EndContract {
        Ends() {
            super(new AsyncAgi());
        }
    }

    @Nested
    class Capacity extends CapacityContract {
        Capacity() {
            super(new AsyncAgi());
        }
    }

    @Nested
    class Lines extends LineContract {
        Lines() {
            super(new AsyncAgi());
        }
    }

    @Nested
    class Watching extends WatchContract {
        Watching() {
            super(new AsyncAgi());
        }
    }

    @Nested
    class Filters extends FilterContract {
        Filters() {
            super(new AsyncAgi());
        }
    }

    @Nested
    class Stopping extends StopContract {
        Stopping() {
            super(new AsyncAgi());
        }
    }
}
