// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiSubscription;
import org.offhook.ami.EventSelection;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.NewextenEvent;
import org.offhook.ami.event.UserEvent;
import org.offhook.ami.event.VarSetEvent;

/**
 * Counts events with Offhook: by default one subscriber of everything that tells the types apart. Variants: {@code three} adds a second such
 * subscriber and a slow one, {@code one} subscribes to hang-ups only.
 */
public final class OffhookEvents {

    private OffhookEvents() {}

    /** {@code HOST PORT USER SECRET [EVENTS [WARM_UPS [VARIANT]]]}. */
    public static void main(String[] args) throws InterruptedException {
        EventsArguments arguments = EventsArguments.parse(args, "OffhookEvents");
        AmiClientOptions options = AmiClientOptions.builder(arguments.host(), arguments.user(), arguments.secret())
                .port(arguments.port())
                .build();
        SynchronousQueue<String> results = new SynchronousQueue<>();
        try (AmiClient client = AmiClient.connect(options)) {
            boolean one = arguments.variant().equals("one");
            boolean three = arguments.variant().equals("three");
            AmiSubscription slow = three ? client.subscribe(EventSelection.all(), named("slow"), new Slow()) : null;
            AmiSubscription second =
                    three ? client.subscribe(EventSelection.all(), named("second"), new Touch()) : null;
            Counter counter = new Counter(results, one ? "Hangups" : "Events", arguments.events() == 0);
            AmiSubscription first = client.subscribe(
                    one ? EventSelection.anyOf(HangupEvent.class, UserEvent.class) : EventSelection.all(),
                    named("first"),
                    counter);
            for (int i = arguments.warmUps(); i >= 0; i--) {
                long dropped = dropped(first) + dropped(second);
                long slowDropped = dropped(slow);
                if (arguments.events() > 0) {
                    client.request(RawAction.of(
                            "UserEvent", "UserEvent", "Begin", "Events", String.valueOf(arguments.events())));
                }
                String measured = results.take();
                System.out.println((i > 0 ? "warm-up " : "RESULT name=offhook" + suffix(arguments.variant()))
                        + measured
                        + " dropped="
                        + (dropped(first) + dropped(second) - dropped)
                        + (slow == null ? "" : " slow_dropped=" + (slow.dropped() - slowDropped)));
            }
        }
    }

    private static String suffix(String variant) {
        return (variant.isEmpty() ? "" : "-" + variant) + " ";
    }

    private static SubscriptionOptions named(String name) {
        return SubscriptionOptions.defaults().name(name);
    }

    private static long dropped(@Nullable AmiSubscription subscription) {
        return subscription == null ? 0 : subscription.dropped();
    }

    /** What a program does with an event, in small: asks for its type, and reads an id and a value. The same as the other side does. */
    private static class Touch implements Consumer<AmiEvent> {

        long events;
        long touched;

        @Override
        public void accept(AmiEvent event) {
            if (event instanceof UserEvent) {
                return; // the beginning and the end
            }
            events++;
            if (event instanceof AmiChannelEvent channelEvent) {
                touched += length(channelEvent.channel().uniqueId());
            }
            if (event instanceof HangupEvent hangup) {
                touched += hangup.cause().orElse(0);
            } else if (event instanceof VarSetEvent varSet) {
                touched += length(varSet.variable());
            } else if (event instanceof NewextenEvent exten) {
                touched += length(exten.application());
            }
        }

        static int length(Optional<String> text) {
            return text.isPresent() ? text.get().length() : 0;
        }
    }

    private static final class Counter extends Touch {

        private final SynchronousQueue<String> results;
        private final Meter meter = new Meter();
        private final String expected;
        private boolean beginsByItself;

        Counter(SynchronousQueue<String> results, String expected, boolean beginsByItself) {
            this.results = results;
            this.expected = expected;
            this.beginsByItself = beginsByItself;
        }

        @Override
        public void accept(AmiEvent event) {
            if (beginsByItself) {
                beginsByItself = false;
                meter.begin();
            }
            super.accept(event);
            if (event instanceof UserEvent) {
                if (event.headers().has("UserEvent", "Begin")) {
                    events = 0;
                    touched = 0;
                    meter.begin();
                } else if (event.headers().has("UserEvent", "End")) {
                    AmiHeaders end = event.headers();
                    hand(meter.end(
                                    "event",
                                    end.find("Events").map(Long::parseLong).orElse(events)) + " delivered=" + events
                            + " expected=" + end.find(expected).orElse("?") + " touched=" + touched);
                }
            }
        }

        private void hand(String result) {
            try {
                results.put(result);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes 10 µs an event, in pauses. */
    private static final class Slow implements Consumer<AmiEvent> {

        private int events;

        @Override
        public void accept(AmiEvent event) {
            if (++events % 1000 == 0) {
                try {
                    Thread.sleep(10);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
