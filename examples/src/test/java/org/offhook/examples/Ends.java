// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Runs an example as its command does. */
public final class Ends {

    private static final Pattern END = Pattern.compile("The dialplan goes on: (.*)");

    private Ends() {}

    /** What the dialplan sees at the end of each simulated call. */
    public static List<String> of(Example example) {
        StringWriter written = new StringWriter();
        PrintWriter out = new PrintWriter(written, true);
        int status = example.commandLine().setOut(out).setErr(out).execute();
        assertThat(status).as("%s", written).isZero();
        return END.matcher(written.toString())
                .results()
                .map((MatchResult end) -> end.group(1))
                .toList();
    }
}
