// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.offhook.verification.Interleavings.check;
import static org.offhook.verification.Interleavings.expect;
import static org.offhook.verification.Interleavings.together;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The turns of a call. All that is known of a call of AsyncAGI, its claim too, changes in its turn only, so what several threads share
 * is this queue: the loop brings events and answers, the timer deadlines, the script commands, an arbiter the outcome of a claim.
 */
class MailboxModelTest {

    /** What a call is, as to its turns: plain fields that no two threads may touch at once. */
    private static final class Turns extends Mailbox {
        private final List<String> done = new ArrayList<>();
        private int after;
        private volatile boolean busy;
        private volatile boolean broken;

        void say(String what) {
            post(() -> {
                broken |= busy || !isTurn();
                busy = true;
                done.add(what);
                busy = false;
            });
        }

        @Override
        void afterTask() {
            after++;
        }
    }

    @Test
    void eachTaskRunsOnceOneAtATimeAndInTheOrderOfItsThread() {
        check(() -> {
            Turns turns = new Turns();
            together(
                    () -> {
                        turns.say("a1");
                        turns.say("a2");
                    },
                    () -> {
                        turns.say("b1");
                        turns.say("b2");
                    },
                    () -> turns.say("c1"));
            List<String> done = turns.done;
            expect(done.size() == 5 && turns.after == 5 && done.contains("c1"), done::toString);
            expect(done.contains("a1") && done.indexOf("a1") < done.indexOf("a2"), done::toString);
            expect(done.contains("b1") && done.indexOf("b1") < done.indexOf("b2"), done::toString);
            expect(!turns.broken && !turns.isTurn(), () -> "two at once");
        });
    }

    @Test
    void whatATaskPostsRunsBehindItAndWhatIsPostedMeanwhileIsNotLost() {
        check(() -> {
            Turns turns = new Turns();
            together(
                    () -> turns.post(() -> {
                        turns.say("inner");
                        turns.done.add("outer");
                    }),
                    () -> turns.say("other"));
            List<String> done = turns.done;
            expect(done.size() == 3 && done.contains("other"), done::toString);
            expect(done.contains("outer") && done.indexOf("outer") < done.indexOf("inner"), done::toString);
            expect(!turns.broken, () -> "two at once");
        });
    }
}
