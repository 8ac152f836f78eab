// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.command.DialResult;
import org.offhook.agi.command.Digits;
import org.offhook.agi.command.GetVariable;

/**
 * A caller: hears music and the position, until the controller leaves an agent in {@link WaitingCall} and stops the prompt; dials the agent; goes
 * back to the old place if nobody answers. What has to outlive this program is in variables of the channel.
 */
final class CallerScript implements AgiScript {

    /** Since when the caller waits, in milliseconds since 1970. */
    static final String JOINED = "CALLCENTRE_JOINED";
    /** The agent who is being dialled. */
    static final String AGENT = "CALLCENTRE_AGENT";

    private static final char CALL_ME_BACK = '1';
    private static final String KEYS = String.valueOf(CALL_ME_BACK);
    /** SAY can be stopped by this key only. */
    private static final String KEYS_OF_SAY = KEYS + "D";

    private static final Duration TO_KEY_IN = Duration.ofSeconds(5);
    private static final int LONGEST_NUMBER = 15;
    private static final int LINK_LOSSES = 20;

    private final Controller controller;
    private final Settings settings;

    CallerScript(Controller controller) {
        this.controller = controller;
        this.settings = controller.settings();
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        String id = channel.uniqueId();
        CompletableFuture<Optional<String>> joined = channel.submit(new GetVariable(JOINED));
        CompletableFuture<Optional<String>> agent = channel.submit(new GetVariable(AGENT));
        Instant since = joined.join()
                .filter(text -> !text.isEmpty())
                .map(Long::valueOf)
                .map(Instant::ofEpochMilli)
                .orElseGet(controller::now);
        boolean dialled = !agent.join().orElse("").isEmpty(); // by the program before this one
        if (dialled && hasTalked(channel)) {
            controller.tell(centre -> talked(centre, id));
            return;
        }
        channel.setVariable(JOINED, String.valueOf(since.toEpochMilli()));
        channel.setVariable(AGENT, "");
        channel.answer();
        String skill = request.pathVariables().getOrDefault("skill", "");
        String number = dialable(request.callerIdNumber().orElse(""));
        Caller caller = Caller.onTheLine(id, number, skill, since);
        WaitingCall call = controller.arrived(caller, channel, dialled);
        try {
            waitForAgent(caller, call);
        } finally {
            controller.left(id);
        }
    }

    private void waitForAgent(Caller caller, WaitingCall call) {
        Instant announceAt = controller.now();
        int losses = 0;
        while (true) {
            Instant now = controller.now();
            Duration patience = Duration.between(now, caller.joined().plus(settings.overflow()));
            Optional<Assignment> agent = call.take();
            if (agent.isPresent()) {
                if (talk(call.channel(), agent.get())) {
                    return;
                }
            } else if (patience.isNegative() || patience.isZero()) {
                if (controller.tell(centre -> centre.overflow(caller.id()))) {
                    voicemail(call.channel());
                    return;
                }
            } else {
                boolean leaves = false;
                try {
                    char key;
                    if (!announceAt.isAfter(now)) {
                        announceAt = now.plus(settings.announce());
                        key = announce(caller, call);
                    } else {
                        Duration music = Duration.between(now, announceAt);
                        key = playMusic(call.channel(), music.compareTo(patience) < 0 ? music : patience);
                    }
                    leaves = key == CALL_ME_BACK && callBack(caller, call.channel());
                } catch (AgiTransportException e) {
                    if (++losses > LINK_LOSSES) {
                        throw e;
                    }
                    // The connection was lost during a prompt; the next command waits for it.
                }
                if (leaves) {
                    call.channel().streamFile("auth-thankyou", "");
                    return;
                }
            }
        }
    }

    /** The position; a key that was pressed, or a space. */
    private char announce(Caller caller, WaitingCall call) {
        AgiChannel channel = call.channel();
        int position = controller.ask(centre -> centre.position(caller.id())).orElse(1);
        char key = channel.streamFile(position == 1 ? "queue-youarenext" : "queue-thereare", KEYS)
                .key()
                .orElse(' ');
        if (key == ' ' && position > 1 && !call.isOffered()) {
            key = channel.sayNumber(position, KEYS_OF_SAY).key().orElse(' ');
            if (key == ' ' && !call.isOffered()) {
                key = channel.streamFile("queue-callswaiting", KEYS).key().orElse(' ');
            }
        }
        if (key == ' ' && !call.isOffered() && !settings.callBackPrompt().isEmpty()) {
            key = channel.streamFile(settings.callBackPrompt(), KEYS).key().orElse(' ');
        }
        return key;
    }

    private char playMusic(AgiChannel channel, Duration time) {
        channel.setMusicOn(settings.music());
        char key = channel.waitForDigit(time).key().orElse(' ');
        channel.setMusicOff();
        return key;
    }

    /** Whether caller and agent have talked. */
    private boolean talk(AgiChannel channel, Assignment assignment) {
        String id = assignment.caller().id();
        try {
            channel.setVariable(AGENT, assignment.agent().id());
            channel.setVariable("DIALSTATUS", "");
        } catch (AgiTransportException e) {
            controller.tell(centre -> centre.notTried(id)); // the next command waits for the connection
            return false;
        }
        String status;
        try {
            DialResult result = channel.dial(assignment.device(), settings.ring(), "gm(" + settings.music() + ")");
            status = result instanceof DialResult.Answered ? "ANSWER" : "NOANSWER";
        } catch (AgiTransportException e) {
            status = channel.execute(new DialStatus()); // answered when Dial is over
        }
        if (status.equals("ANSWER")) {
            controller.tell(centre -> talked(centre, id));
            return true;
        }
        channel.setVariable(AGENT, "");
        boolean tried = !status.isEmpty();
        controller.tell(centre -> tried ? centre.notAnswered(id) : centre.notTried(id));
        return false;
    }

    /** After a restart of this program. */
    private static boolean hasTalked(AgiChannel channel) {
        return channel.getVariable("DIALSTATUS").orElse("").equals("ANSWER");
    }

    private static boolean talked(CallCentre centre, String id) {
        centre.answered(id); // if the event was lost
        return centre.ended(id);
    }

    private boolean callBack(Caller caller, AgiChannel channel) {
        String number = caller.number();
        if (number.isEmpty()) {
            Digits keys = channel.getData("vm-enter-num-to-call", TO_KEY_IN, LONGEST_NUMBER);
            number = dialable(keys.text());
        }
        String at = number;
        if (!settings.mayCallBack(at)) {
            return false;
        }
        return controller.tell(centre -> centre.callBack(caller.id(), at));
    }

    private void voicemail(AgiChannel channel) {
        try {
            channel.voicemail(settings.mailbox(), "u");
        } catch (AgiCommandException e) {
            channel.streamFile("please-try-call-later", ""); // Asterisk has no app_voicemail
        }
    }

    /** A number goes into a dial string, where other characters have a meaning; withheld ones come as words. */
    static String dialable(String number) {
        return number.matches("\\+?[0-9]{1,20}") ? number : "";
    }

    /** DIALSTATUS, read by a command that may wait as long as the Dial before it. */
    private record DialStatus() implements AgiCommand<String> {

        private static final GetVariable VARIABLE = new GetVariable("DIALSTATUS");

        @Override
        public String line() {
            return VARIABLE.line();
        }

        @Override
        public String result(AgiReply reply) {
            return VARIABLE.result(reply).orElse("");
        }
    }
}
