// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.util.concurrent.SynchronousQueue;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.ManagerEventListener;
import org.asteriskjava.manager.event.AbstractChannelEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewExtenEvent;
import org.asteriskjava.manager.event.VarSetEvent;

/** Counts events with asterisk-java, the way its users listen: one listener, told apart by type. */
public final class AsteriskJavaEvents {

    private AsteriskJavaEvents() {}

    /** {@code HOST PORT USER SECRET [EVENTS [WARM_UPS]]}. */
    public static void main(String[] args) throws Exception {
        EventsArguments arguments = EventsArguments.parse(args, "AsteriskJavaEvents");
        DefaultManagerConnection connection =
                new DefaultManagerConnection(arguments.host(), arguments.port(), arguments.user(), arguments.secret());
        connection.registerUserEventClass(BeginEvent.class);
        connection.registerUserEventClass(EndEvent.class);
        SynchronousQueue<String> results = new SynchronousQueue<>();
        connection.addEventListener(new Counter(results));
        connection.login();
        for (int i = arguments.warmUps(); i >= 0; i--) {
            if (arguments.events() > 0) {
                connection.sendAction(new Begin(arguments.events()), null);
            }
            System.out.println((i > 0 ? "warm-up " : "RESULT name=asterisk-java ") + results.take());
        }
        connection.logoff();
    }

    /** Asks for the stream. */
    public static final class Begin extends org.asteriskjava.manager.action.AbstractManagerAction {

        private static final long serialVersionUID = 1;

        private final int events;

        Begin(int events) {
            this.events = events;
        }

        @Override
        public String getAction() {
            return "UserEvent";
        }

        /** Its header {@code UserEvent}. */
        public String getUserEvent() {
            return "Begin";
        }

        /** Its header {@code Events}. */
        public int getEvents() {
            return events;
        }
    }

    private static final class Counter implements ManagerEventListener {

        private final SynchronousQueue<String> results;
        private final Meter meter = new Meter();
        private long events;
        private long touched;

        Counter(SynchronousQueue<String> results) {
            this.results = results;
        }

        @Override
        public void onManagerEvent(ManagerEvent event) {
            if (event instanceof AbstractChannelEvent channelEvent) {
                events++;
                touched += channelEvent.getUniqueId().length();
                if (event instanceof HangupEvent hangup) {
                    touched += hangup.getCause();
                }
            } else if (event instanceof VarSetEvent varSet) {
                events++;
                touched += varSet.getUniqueId().length() + varSet.getVariable().length();
            } else if (event instanceof NewExtenEvent exten) {
                events++;
                touched += exten.getUniqueId().length() + exten.getApplication().length();
            } else if (event instanceof BeginEvent) {
                events = 0;
                touched = 0;
                meter.begin();
            } else if (event instanceof EndEvent end) {
                try {
                    results.put(meter.end("event", end.getEvents()) + " delivered=" + events + " expected="
                            + end.getEvents() + " dropped=0 touched=" + touched);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
