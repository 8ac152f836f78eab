// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.offhook.cli.DemoScene.Ending;
import org.offhook.cli.Screen.Colour;

/** Where the demo plays: an Asterisk, and a server of each transport that it knows. */
interface DemoStage extends AutoCloseable {

    /** Which Asterisk it is. */
    String asterisk();

    /** What stands in the dialplan for a script. */
    String application(boolean overFastAgi, String script);

    /**
     * Places a call and plays the caller.
     *
     * @param said is told what is said, as it is said
     * @return its end; exceptionally if the call could not be placed
     */
    CompletableFuture<Ending> play(DemoScene scene, boolean overFastAgi, BiConsumer<String, Colour> said);

    @Override
    void close();
}
