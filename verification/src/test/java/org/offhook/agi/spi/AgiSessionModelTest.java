// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static org.offhook.verification.Interleavings.byChance;
import static org.offhook.verification.Interleavings.expect;
import static org.offhook.verification.Interleavings.together;

import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.HangupReason;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.routing.AgiRouter;

/** One command at a time, each with its own answer, whatever threads of a script, the loop and a shutdown do at once. */
class AgiSessionModelTest {

    private static final AgiCapabilities ONE = new AgiCapabilities("FastAGI", 2048, 1, true);
    private static final AgiRuntime RUNTIME = AgiRuntime.builder(
                    AgiRouter.builder().fallback((request, channel) -> {}).build(), new ScriptExecutor(1))
            .build();

    /** Has no more than one command, and hands it to the thread that plays the loop. */
    private static final class Asterisk implements AgiTransport {
        final LinkedBlockingQueue<Outgoing> sent = new LinkedBlockingQueue<>();
        final AgiSession session = new AgiSession(AgiRequest.of(Map.of(), ONE, null), this, RUNTIME);
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger ends = new AtomicInteger();

        private volatile String broken = "";

        @Override
        public AgiCapabilities capabilities() {
            return ONE;
        }

        @Override
        public void send(Outgoing command) {
            if (inside.incrementAndGet() > 1) {
                broken = command.line() + " with " + inside + " inside";
            }
            if (command.line().equals("LOST")
                    || ends.get() > 0) { // another thread was about to send when the session was cut
                inside.decrementAndGet();
                session.lost(command.token(), new AgiTransportException("not written", null));
            } else {
                sent.add(command);
            }
        }

        @Override
        public void end(AgiOutcome outcome) {
            ends.incrementAndGet();
        }

        void answer(Outgoing command) {
            inside.decrementAndGet();
            session.reply(command.token(), AgiReply.parse("200 result=1 (" + command.line() + ")"));
        }

        /** Its line if it was answered, else why not. */
        String execute(String line) {
            try {
                return session.channel().execute(new RawCommand(line)).data().orElse("");
            } catch (AgiException e) {
                return e.getClass().getSimpleName();
            }
        }
    }

    @Test
    void eachThreadGetsItsOwnAnswer() {
        byChance(() -> {
            Asterisk asterisk = new Asterisk();
            asterisk.session.begin();
            String[] got = new String[2];
            together(() -> got[0] = asterisk.execute("A"), () -> got[1] = asterisk.execute("B"), () -> {
                asterisk.answer(asterisk.sent.take());
                asterisk.answer(asterisk.sent.take());
            });
            expect(got[0].equals("A") && got[1].equals("B"), () -> got[0] + " " + got[1]);
            expect(asterisk.broken.isEmpty(), () -> asterisk.broken);
        });
    }

    @Test
    void aCommandThatIsNotWrittenAndAHangUpDisturbNoOther() {
        byChance(() -> {
            Asterisk asterisk = new Asterisk();
            asterisk.session.begin();
            String[] got = new String[2];
            together(() -> got[0] = asterisk.execute("LOST"), () -> got[1] = asterisk.execute("B"), () -> {
                asterisk.session.hungUp(HangupReason.HANGUP);
                asterisk.answer(asterisk.sent.take());
            });
            expect(got[0].equals("AgiTransportException") && got[1].equals("B"), () -> got[0] + " " + got[1]);
            expect(asterisk.broken.isEmpty(), () -> asterisk.broken);
            expect(asterisk.session.isHungUp(), () -> "not hung up");
        });
    }

    @Test
    void aCutEndsTheCommandAndTheTransportOnce() {
        byChance(() -> {
            Asterisk asterisk = new Asterisk();
            String[] got = new String[1];
            together(
                    () -> {
                        asterisk.session.begin();
                        got[0] = asterisk.execute("A");
                    },
                    () -> asterisk.session.cut("closed"),
                    () -> answerWhatIsThere(asterisk));
            answerWhatIsThere(asterisk); // also the outcome, which a session that was cut sends by itself
            answerWhatIsThere(asterisk);
            expect(got[0].equals("A") || got[0].equals("AgiTransportException"), () -> got[0]);
            expect(asterisk.broken.isEmpty(), () -> asterisk.broken);
            expect(asterisk.ends.get() == 1, () -> asterisk.ends + " ends");
        });
    }

    private static void answerWhatIsThere(Asterisk asterisk) {
        AgiTransport.Outgoing command = asterisk.sent.poll();
        if (command != null) {
            asterisk.answer(command);
        }
    }
}
