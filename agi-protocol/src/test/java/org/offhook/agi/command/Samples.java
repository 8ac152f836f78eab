// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.offhook.agi.AgiCommand;

/** One of each of the 47 commands. */
final class Samples {

    static final List<AgiCommand<?>> ALL = List.of(
            new Answer(),
            new AsyncAgiBreak(),
            new ChannelStatus(),
            new ControlStreamFile("beep", ""),
            new DatabaseDel("f", "k"),
            new DatabaseDelTree("f"),
            new DatabaseGet("f", "k"),
            new DatabasePut("f", "k", "v"),
            new Exec("NoOp", ""),
            new GetData("beep"),
            new GetFullVariable("${A}"),
            new GetOption("beep", "", Duration.ofSeconds(1)),
            new GetVariable("A"),
            new Gosub("sub", "s", "1"),
            new Hangup(),
            new Noop(),
            new ReceiveChar(Duration.ofSeconds(1)),
            new ReceiveText(Duration.ofSeconds(2)),
            new RecordFile("/tmp/x", "wav", "", Duration.ofSeconds(3)),
            new SayAlpha("a", ""),
            new SayDate(Instant.EPOCH, ""),
            new SayDateTime(Instant.EPOCH, ""),
            new SayDigits("1", ""),
            new SayNumber(1, ""),
            new SayPhonetic("a", ""),
            new SayTime(Instant.EPOCH, ""),
            new SendImage("x"),
            new SendText("x"),
            new SetAutoHangup(Duration.ZERO),
            new SetCallerId("1"),
            new SetContext("c"),
            new SetExtension("s"),
            SetMusic.on(),
            new SetPriority(1),
            new SetVariable("A", "1"),
            new SpeechActivateGrammar("g"),
            new SpeechCreate("e"),
            new SpeechDeactivateGrammar("g"),
            new SpeechDestroy(),
            new SpeechLoadGrammar("g", "p"),
            new SpeechRecognize("beep", Duration.ofSeconds(1)),
            new SpeechSet("n", "v"),
            new SpeechUnloadGrammar("g"),
            new StreamFile("beep", ""),
            new TddMode(TddMode.Mode.ON),
            new Verbose("x", 1),
            new WaitForDigit(Duration.ofSeconds(4)));

    private Samples() {}
}
