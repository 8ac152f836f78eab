// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.offhook.testkit.Transcript;
import org.offhook.testkit.Transcript.Kind;

/** Shows one call while it goes on. Thread-safe. */
abstract class CallPrinter {

    private static final ObjectMapper JSON = new ObjectMapper();

    static CallPrinter of(Screen screen, boolean quiet, boolean json, boolean environment, boolean timed) {
        return json ? new Json(screen) : quiet ? new Quiet() : new Plain(screen, environment, timed);
    }

    /** A line was said. */
    abstract void line(Transcript.Line line);

    /** Something for the person at the keys. */
    void note(String text) {}

    /** The call is over. */
    abstract void end(PlacedCall.Report report, AgiUrl url);

    static double seconds(Duration time) {
        return Math.round(time.toNanos() / 1e3) / 1e6;
    }

    static String json(Map<String, ?> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Quiet extends CallPrinter {
        @Override
        void line(Transcript.Line line) {}

        @Override
        void end(PlacedCall.Report report, AgiUrl url) {}
    }

    /** For people. */
    private static final class Plain extends CallPrinter {
        private final Screen screen;
        private final boolean environment;
        private final boolean timed;

        Plain(Screen screen, boolean environment, boolean timed) {
            this.screen = screen;
            this.environment = environment;
            this.timed = timed;
        }

        @Override
        void line(Transcript.Line line) {
            Screen.Colour colour = switch (line.kind()) {
                case COMMAND -> Screen.Colour.CYAN;
                case NOTE -> Screen.Colour.YELLOW;
                case ENVIRONMENT, REPLY -> Screen.Colour.GREEN;
            };
            String time = timed ? String.format(Locale.ROOT, "%8.3f ", seconds(line.at())) : "";
            String text = environment && line.kind() == Kind.ENVIRONMENT
                    ? "< " + line.text().replace("\n", "\n< ")
                    : line.toString();
            StringBuilder all = new StringBuilder();
            text.lines()
                    .forEach(each -> all.append(all.isEmpty() ? "" : System.lineSeparator())
                            .append(screen.in(Screen.Colour.GREY, time))
                            .append(screen.in(colour, Text.line(each))));
            screen.line(all.toString());
        }

        @Override
        void note(String text) {
            screen.line(screen.in(Screen.Colour.YELLOW, "! " + text));
        }

        @Override
        void end(PlacedCall.Report report, AgiUrl url) {
            if (report.result() != PlacedCall.Result.UNREACHABLE) {
                boolean well = report.result() == PlacedCall.Result.WELL;
                screen.line(screen.in(well ? Screen.Colour.GREEN : Screen.Colour.RED, "AGISTATUS=" + report.agiStatus())
                        + (report.outcome().isEmpty() ? "" : " OFFHOOK=" + Text.line(report.outcome()))
                        + String.format(
                                Locale.ROOT,
                                ", %d command%s in %.3f s%s",
                                report.commands(),
                                report.commands() == 1 ? "" : "s",
                                seconds(report.whole()),
                                report.commands() == 0
                                        ? "; Asterisk takes a server that only closes for a success"
                                        : ""));
            }
        }
    }

    /** For programs. */
    private static final class Json extends CallPrinter {
        private final Screen screen;

        Json(Screen screen) {
            this.screen = screen;
        }

        @Override
        void line(Transcript.Line line) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("at", seconds(line.at()));
            object.put("kind", line.kind().name().toLowerCase(Locale.ROOT));
            object.put("text", line.text());
            screen.line(json(object));
        }

        @Override
        void end(PlacedCall.Report report, AgiUrl url) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("at", seconds(report.whole()));
            object.put("kind", "end");
            object.put("url", url.toString());
            object.put("ok", report.result() == PlacedCall.Result.WELL);
            object.put("problem", report.problem());
            object.put("agistatus", report.agiStatus());
            object.put("outcome", report.outcome());
            object.put("commands", report.commands());
            object.put("connect", seconds(report.connect()));
            Duration first = report.firstCommand();
            object.put("firstCommand", first == null ? null : seconds(first));
            screen.line(json(object));
        }
    }
}
