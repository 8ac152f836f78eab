// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Keeps what is logged, and keeps it off the console. */
final class Logs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final List<String> NAMES = List.of("org.offhook");

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Consumer<String> watcher;

    Logs() {
        this(message -> {});
    }

    /**
     * @param watcher gets every message on the thread that logs it
     */
    Logs(Consumer<String> watcher) {
        this.watcher = watcher;
        setContext((ch.qos.logback.core.Context) LoggerFactory.getILoggerFactory());
        start();
        for (String name : NAMES) {
            Logger logger = logger(name);
            logger.setAdditive(false);
            logger.addAppender(this);
        }
        logger("org.offhook").setLevel(Level.DEBUG);
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
        watcher.accept(event.getFormattedMessage());
    }

    /** Messages of this level or above, with the names of what was thrown. */
    List<String> from(Level level) {
        return events.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(level))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /** Messages that hold this. */
    List<String> with(String text) {
        return from(Level.TRACE).stream().filter(line -> line.contains(text)).toList();
    }

    /** How many stack traces were logged. */
    long stackTraces() {
        return events.stream()
                .filter(event -> event.getThrowableProxy() != null)
                .count();
    }

    @Override
    public void close() {
        for (String name : NAMES) {
            Logger logger = logger(name);
            logger.setLevel(null);
            logger.setAdditive(true);
            logger.detachAppender(this);
        }
        stop();
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
