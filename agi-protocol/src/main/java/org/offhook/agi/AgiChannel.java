// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.offhook.agi.command.Answer;
import org.offhook.agi.command.AsyncAgiBreak;
import org.offhook.agi.command.ChannelState;
import org.offhook.agi.command.ChannelStatus;
import org.offhook.agi.command.ControlStreamFile;
import org.offhook.agi.command.DatabaseDel;
import org.offhook.agi.command.DatabaseDelTree;
import org.offhook.agi.command.DatabaseGet;
import org.offhook.agi.command.DatabasePut;
import org.offhook.agi.command.DialResult;
import org.offhook.agi.command.Digits;
import org.offhook.agi.command.EndPosition;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.ExecResult;
import org.offhook.agi.command.GetData;
import org.offhook.agi.command.GetFullVariable;
import org.offhook.agi.command.GetOption;
import org.offhook.agi.command.Gosub;
import org.offhook.agi.command.GosubResult;
import org.offhook.agi.command.Hangup;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.Noop;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.PlaybackStatus;
import org.offhook.agi.command.QueueResult;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.ReceiveChar;
import org.offhook.agi.command.ReceiveText;
import org.offhook.agi.command.ReceivedChar;
import org.offhook.agi.command.RecordFile;
import org.offhook.agi.command.Recording;
import org.offhook.agi.command.SayAlpha;
import org.offhook.agi.command.SayDate;
import org.offhook.agi.command.SayDateTime;
import org.offhook.agi.command.SayDigits;
import org.offhook.agi.command.SayNumber;
import org.offhook.agi.command.SayPhonetic;
import org.offhook.agi.command.SayTime;
import org.offhook.agi.command.SendImage;
import org.offhook.agi.command.SendText;
import org.offhook.agi.command.SetAutoHangup;
import org.offhook.agi.command.SetCallerId;
import org.offhook.agi.command.SetContext;
import org.offhook.agi.command.SetExtension;
import org.offhook.agi.command.SetMusic;
import org.offhook.agi.command.SetPriority;
import org.offhook.agi.command.SetVariable;
import org.offhook.agi.command.SpeechActivateGrammar;
import org.offhook.agi.command.SpeechCreate;
import org.offhook.agi.command.SpeechDeactivateGrammar;
import org.offhook.agi.command.SpeechDestroy;
import org.offhook.agi.command.SpeechLoadGrammar;
import org.offhook.agi.command.SpeechRecognize;
import org.offhook.agi.command.SpeechResult;
import org.offhook.agi.command.SpeechSet;
import org.offhook.agi.command.SpeechUnloadGrammar;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.command.TddMode;
import org.offhook.agi.command.Text;
import org.offhook.agi.command.Verbose;
import org.offhook.agi.command.VoicemailStatus;
import org.offhook.agi.command.WaitForDigit;

/**
 * One call, as its script sees it. Safe for use from several threads: commands run one at a time, in the order they were
 * given.
 *
 * <p>There is a verb for each AGI command, and some for what calls are made of. Each of them gives a command to {@link #execute},
 * waits for it, and throws what that throws; a wrong argument is an {@link IllegalArgumentException}, before anything is
 * written. A result that says "failed" means that the call is alive: when it is gone there is an {@link AgiHangupException}.
 */
public interface AgiChannel {

    /**
     * Runs a command and waits for its result. Throws with the stack trace of the caller.
     *
     * @param command the command
     * @return its result
     * @param <R> the type of the result
     * @throws IllegalArgumentException if the line cannot be sent; nothing was written
     * @throws AgiHangupException if the channel is gone
     * @throws AgiCommandException if Asterisk did not accept the command
     * @throws AgiTimeoutException if no reply came in time; over FastAGI the session is over then
     * @throws AgiTruncatedException if the value is longer than the command or the transport can tell
     * @throws AgiAnswerLostException if it ran, and its answer was lost; over AsyncAGI only
     * @throws AgiTransportException if the way to Asterisk broke
     * @throws AgiInterruptedException if the thread was interrupted; the command may still run
     */
    <R> R execute(AgiCommand<R> command);

    /**
     * Gives a command to the channel without waiting. Commands run in the order they are given, one at a time on FastAGI;
     * over AsyncAGI some may wait inside Asterisk ({@link AgiCommand#sendAhead}). All of them run before the call goes back
     * to the dialplan.
     *
     * @param command the command
     * @return completes on the callback executor, with the result or one of the exceptions of {@link #execute}; what is added
     *     once it is complete runs on the thread that adds it. Cancelling it gives up the wait; a command that was sent still runs
     * @param <R> the type of the result
     * @throws IllegalArgumentException if the line cannot be sent
     * @throws IllegalStateException if too many commands wait already
     */
    <R> CompletableFuture<R> submit(AgiCommand<R> command);

    /** The channel's name as Asterisk gave it, such as {@code PJSIP/alice-00000001}. */
    String name();

    /** The channel's Uniqueid. */
    String uniqueId();

    /** Whether the channel is known to be gone. */
    boolean isHungUp();

    /**
     * Runs something when the channel goes, once, on the callback executor; at once if it is gone already. Not called when the
     * script ends first.
     *
     * @param callback what to run; what it throws is logged
     */
    void onHangup(Runnable callback);

    /**
     * Stops the prompt, or the wait for a key, that is under way, from another thread than the script's: its result says
     * that it was stopped, and the script goes on. Waits for the effect, a few seconds at most. What can be stopped depends on
     * the transport: STREAM FILE, GET DATA, GET OPTION and WAIT FOR DIGIT on both; over AsyncAGI also CONTROL STREAM FILE,
     * {@code EXEC} of Playback, Background and ControlPlayback, and SAY commands and RECORD FILE that have {@code D} among their
     * escape digits.
     *
     * @return whether it took effect: false if nothing was under way, or it cannot be stopped, or it ended by itself just then
     * @throws AgiInterruptedException if the thread was interrupted while it waited for the effect
     */
    boolean stop();

    // ---- the call ----

    /**
     * Answers the call, if it is not answered yet.
     *
     * @return false if that failed while the call is alive
     */
    default boolean answer() {
        return execute(new Answer());
    }

    /**
     * Hangs up. Commands that Asterisk does not allow on a dead channel end in {@link AgiHangupException} from then on.
     */
    default void hangup() {
        execute(new Hangup());
    }

    /**
     * Hangs up another channel.
     *
     * @param channel its name
     * @return false if there is no such channel
     */
    default boolean hangup(String channel) {
        return execute(new Hangup(channel));
    }

    /**
     * The state of the channel.
     *
     * @return {@link ChannelState#UP} once it is answered
     */
    default ChannelState channelStatus() {
        return execute(new ChannelStatus()).orElse(ChannelState.UNKNOWN);
    }

    /**
     * The state of another channel.
     *
     * @param channel its name
     * @return empty if there is no such channel
     */
    default Optional<ChannelState> channelStatus(String channel) {
        return execute(new ChannelStatus(channel));
    }

    /**
     * Has Asterisk hang the call up after a time, whatever it is doing then.
     *
     * @param after counted from now; zero takes an earlier one back
     */
    default void setAutoHangup(Duration after) {
        execute(new SetAutoHangup(after));
    }

    /**
     * Sets the caller id of the channel.
     *
     * @param callerId a number, or a name and a number as in {@code "Joe Smith" <5551>}
     */
    default void setCallerId(String callerId) {
        execute(new SetCallerId(callerId));
    }

    /**
     * Sets the caller id of the channel.
     *
     * @param name the name
     * @param number the number
     */
    default void setCallerId(String name, String number) {
        execute(SetCallerId.of(name, number));
    }

    /**
     * Sets the context where the dialplan goes on after the script.
     *
     * @param context the context; Asterisk does not check that there is one
     */
    default void setContext(String context) {
        execute(new SetContext(context));
    }

    /**
     * Sets the extension where the dialplan goes on after the script.
     *
     * @param extension the extension; Asterisk does not check that there is one
     */
    default void setExtension(String extension) {
        execute(new SetExtension(extension));
    }

    /**
     * Sets the priority where the dialplan goes on after the script.
     *
     * @param priority 1 or more
     */
    default void setPriority(int priority) {
        execute(new SetPriority(priority));
    }

    /**
     * Sets the priority where the dialplan goes on after the script.
     *
     * @param label a label of the channel's extension
     * @throws AgiCommandException if there is no such label
     */
    default void setPriority(String label) {
        execute(new SetPriority(label));
    }

    /**
     * Begins music on hold of the default class.
     */
    default void setMusicOn() {
        execute(SetMusic.on());
    }

    /**
     * Begins music on hold.
     *
     * @param musicClass its class; Asterisk does not tell whether there is one
     */
    default void setMusicOn(String musicClass) {
        execute(SetMusic.on(musicClass));
    }

    /**
     * Ends music on hold.
     */
    default void setMusicOff() {
        execute(SetMusic.off());
    }

    /**
     * Switches the transmission of text for the deaf.
     *
     * @param mode what to switch to
     * @return false if the channel cannot
     */
    default boolean tddMode(TddMode.Mode mode) {
        return execute(new TddMode(mode));
    }

    /**
     * Does nothing, and returns when Asterisk has answered: all commands before it are done.
     */
    default void noop() {
        execute(new Noop());
    }

    /**
     * Writes to Asterisk's console and logs, at level 1.
     *
     * @param message what to write
     */
    default void verbose(String message) {
        execute(new Verbose(message, 1));
    }

    /**
     * Writes to Asterisk's console and logs.
     *
     * @param message what to write
     * @param level how verbose the console must be to show it: 1 to 4, 0 for always
     */
    default void verbose(String message, int level) {
        execute(new Verbose(message, level));
    }

    /**
     * Gives the call back to the dialplan now. AsyncAGI only; over FastAGI it does nothing. Scripts have no need of it: the call goes
     * back when they return.
     */
    default void asyncAgiBreak() {
        execute(new AsyncAgiBreak());
    }

    /**
     * Runs any line, for what Offhook has no verb for.
     *
     * @param line the line, without a line feed; build it with {@link AgiLine}, which quotes arguments
     * @return the reply as it came
     * @throws AgiCommandException if Asterisk answered with anything but 200
     */
    default AgiReply raw(String line) {
        return execute(new RawCommand(line));
    }

    // ---- playing and recording ----

    /**
     * Plays a file to its end.
     *
     * @param file the file, without an extension
     * @return how it ended; {@link Playback#failed} if there is no such file
     */
    default Playback streamFile(String file) {
        return streamFile(file, "");
    }

    /**
     * Plays a file.
     *
     * @param file the file, without an extension
     * @param escapeDigits keys that interrupt it: 0 to 9, {@code *}, {@code #}, A to D; empty for none
     * @return how it ended; {@link Playback#failed} if there is no such file
     */
    default Playback streamFile(String file, String escapeDigits) {
        return execute(new StreamFile(file, escapeDigits));
    }

    /**
     * Plays a file from a place in it.
     *
     * @param file the file, without an extension
     * @param escapeDigits keys that interrupt it: 0 to 9, {@code *}, {@code #}, A to D; empty for none
     * @param from where to begin, such as where an earlier playback ended
     * @return how it ended; {@link Playback#failed} if there is no such file
     */
    default Playback streamFile(String file, String escapeDigits, EndPosition from) {
        return execute(new StreamFile(file, escapeDigits, from.samples()));
    }

    /**
     * Plays a file that the caller can wind with {@code #} and {@code *}. {@link ControlStreamFile} can do more.
     *
     * @param file the file, without an extension
     * @param escapeDigits keys that interrupt it: 0 to 9, {@code *}, {@code #}, A to D; empty for none
     * @return how it ended; it has an end position only if a key ended it
     */
    default Playback controlStreamFile(String file, String escapeDigits) {
        return execute(new ControlStreamFile(file, escapeDigits));
    }

    /**
     * Plays files one after another with the application Playback, which answers the call first.
     *
     * @param files the files, without an extension; one or more
     * @return whether all were played
     */
    default PlaybackStatus playback(String... files) {
        return CallVerbs.playback(this, files);
    }

    /**
     * Records the caller. {@link RecordFile} can also beep, end with silence, or go on in a file.
     *
     * @param file the file, without an extension
     * @param format its format and extension, such as {@code wav}
     * @param escapeDigits keys that end it, or none
     * @param limit how long it may be; {@link AgiCommand#UNLIMITED} for as long as the caller likes
     * @return why it ended, and how long it is
     * @throws AgiHangupException if the caller hung up; its reply tells how long the recording is
     */
    default Recording recordFile(String file, String format, String escapeDigits, Duration limit) {
        return execute(new RecordFile(file, format, escapeDigits, limit));
    }

    // ---- keys ----

    /**
     * Waits for a key.
     *
     * @param timeout how long; {@link AgiCommand#UNLIMITED} for ever
     * @return the key, or that there was none
     */
    default KeyPress waitForDigit(Duration timeout) {
        return execute(new WaitForDigit(timeout));
    }

    /**
     * Plays a prompt and collects keys up to {@code #}, with Asterisk's timeouts (6 s for the first key, 2 s for each other).
     *
     * @param file the prompt, without an extension; empty for none
     * @return the keys
     */
    default Digits getData(String file) {
        return execute(new GetData(file));
    }

    /**
     * Plays a prompt and collects keys up to {@code #}.
     *
     * @param file the prompt, without an extension; empty for none
     * @param timeout how long the caller may take for each key; zero for Asterisk's choice
     * @return the keys
     */
    default Digits getData(String file, Duration timeout) {
        return execute(new GetData(file, timeout));
    }

    /**
     * Plays a prompt and collects keys, up to {@code #} or so many.
     *
     * @param file the prompt, without an extension; empty for none
     * @param timeout how long the caller may take for each key; zero for Asterisk's choice
     * @param maxDigits how many keys end the entry, 1 to 1023
     * @return the keys
     */
    default Digits getData(String file, Duration timeout, int maxDigits) {
        return execute(new GetData(file, timeout, maxDigits));
    }

    /**
     * Plays a prompt and waits for one of some keys, during it and for a while after it.
     *
     * @param file the prompt, without an extension
     * @param escapeDigits the keys to wait for
     * @param timeout how long to wait after the prompt; {@link AgiCommand#UNLIMITED} for ever
     * @return the key, or that there was none
     */
    default Playback getOption(String file, String escapeDigits, Duration timeout) {
        return execute(new GetOption(file, escapeDigits, timeout));
    }

    // ---- saying ----

    /**
     * Says digits one by one.
     *
     * @param digits 0 to 9; after the first also {@code *}, {@code #} and {@code -}
     * @return that all was said, or failed
     */
    default KeyPress sayDigits(String digits) {
        return sayDigits(digits, "");
    }

    /**
     * Says digits one by one.
     *
     * @param digits 0 to 9; after the first also {@code *}, {@code #} and {@code -}
     * @param escapeDigits keys that interrupt it: 0 to 9, {@code *}, {@code #}, A to D; empty for none
     * @return the key that interrupted it, if one did
     */
    default KeyPress sayDigits(String digits, String escapeDigits) {
        return execute(new SayDigits(digits, escapeDigits));
    }

    /**
     * Says a number.
     *
     * @param number the number
     * @return that all was said, or failed
     */
    default KeyPress sayNumber(int number) {
        return sayNumber(number, "");
    }

    /**
     * Says a number.
     *
     * @param number the number
     * @param escapeDigits keys that interrupt it: 0 to 9, {@code *}, {@code #}, A to D; empty for none
     * @return the key that interrupted it, if one did
     */
    default KeyPress sayNumber(int number, String escapeDigits) {
        return execute(new SayNumber(number, escapeDigits));
    }

    /**
     * Spells a text; {@link SayAlpha} can tell capital from small letters.
     *
     * @param text the text
     * @return that all was said, or failed
     */
    default KeyPress sayAlpha(String text) {
        return sayAlpha(text, "");
    }

    /**
     * Spells a text; {@link SayAlpha} can tell capital from small letters.
     *
     * @param text the text
     * @param escapeDigits keys that interrupt it: 0 to 9, {@code *}, {@code #}, A to D; empty for none
     * @return the key that interrupted it, if one did
     */
    default KeyPress sayAlpha(String text, String escapeDigits) {
        return execute(new SayAlpha(text, escapeDigits));
    }

    /**
     * Spells a text as radio operators do.
     *
     * @param text the text
     * @return that all was said, or failed
     */
    default KeyPress sayPhonetic(String text) {
        return sayPhonetic(text, "");
    }

    /**
     * Spells a text as radio operators do.
     *
     * @param text the text
     * @param escapeDigits keys that interrupt it: 0 to 9, {@code *}, {@code #}, A to D; empty for none
     * @return the key that interrupted it, if one did
     */
    default KeyPress sayPhonetic(String text, String escapeDigits) {
        return execute(new SayPhonetic(text, escapeDigits));
    }

    /**
     * Says a date, in the time zone of Asterisk.
     *
     * @param date a moment of the day, up to the year 2038
     * @return that all was said, or failed
     */
    default KeyPress sayDate(Instant date) {
        return sayDate(date, "");
    }

    /**
     * Says a date, in the time zone of Asterisk.
     *
     * @param date a moment of the day, up to the year 2038
     * @param escapeDigits keys that interrupt it: 0 to 9, {@code *}, {@code #}, A to D; empty for none
     * @return the key that interrupted it, if one did
     */
    default KeyPress sayDate(Instant date, String escapeDigits) {
        return execute(new SayDate(date, escapeDigits));
    }

    /**
     * Says a time of the day, in the time zone of Asterisk.
     *
     * @param time the moment, up to the year 2038
     * @return that all was said, or failed
     */
    default KeyPress sayTime(Instant time) {
        return sayTime(time, "");
    }

    /**
     * Says a time of the day, in the time zone of Asterisk.
     *
     * @param time the moment, up to the year 2038
     * @param escapeDigits keys that interrupt it: 0 to 9, {@code *}, {@code #}, A to D; empty for none
     * @return the key that interrupted it, if one did
     */
    default KeyPress sayTime(Instant time, String escapeDigits) {
        return execute(new SayTime(time, escapeDigits));
    }

    /**
     * Says a date and a time; {@link SayDateTime} takes a format and a time zone.
     *
     * @param moment the moment
     * @return that all was said, or failed
     */
    default KeyPress sayDateTime(Instant moment) {
        return sayDateTime(moment, "");
    }

    /**
     * Says a date and a time; {@link SayDateTime} takes a format and a time zone.
     *
     * @param moment the moment
     * @param escapeDigits keys that interrupt it: 0 to 9, {@code *}, {@code #}, A to D; empty for none
     * @return the key that interrupted it, if one did
     */
    default KeyPress sayDateTime(Instant moment, String escapeDigits) {
        return execute(new SayDateTime(moment, escapeDigits));
    }

    // ---- variables and the database ----

    /**
     * The value of a channel variable or function, never cut: a long value of a plain name (letters, digits, underscores) is read in
     * pieces.
     *
     * @param name such as {@code DIALSTATUS} or {@code CALLERID(num)}
     * @return empty if it is not set; a present empty text if it is set to nothing
     * @throws AgiTruncatedException if a function's value is longer than 1022 bytes (AsyncAGI: 1007, and fewer if they are not ASCII), or a variable's longer than 1 MiB; or if it
     *     changed while it was read
     */
    default Optional<String> getVariable(String name) {
        return LongVariable.read(this, name);
    }

    /**
     * Sets a channel variable, or writes to a function.
     *
     * @param name such as {@code TIER}, or {@code CALLERID(num)}
     * @param value the value; any text without line feeds
     */
    default void setVariable(String name, String value) {
        execute(new SetVariable(name, value));
    }

    /**
     * Replaces variables and functions in a text, as the dialplan does.
     *
     * @param expression such as <code>${CALLERID(num)}</code>; an unset variable is replaced by nothing
     * @return the text
     */
    default String getFullVariable(String expression) {
        return execute(new GetFullVariable(expression)).orElse("");
    }

    /**
     * Replaces variables and functions in a text, with those of another channel.
     *
     * @param expression such as <code>${CALLERID(num)}</code>; an unset variable is replaced by nothing
     * @param channel the name of the channel
     * @return empty if there is no such channel
     */
    default Optional<String> getFullVariable(String expression, String channel) {
        return execute(new GetFullVariable(expression, channel));
    }

    /**
     * An entry of Asterisk's database.
     *
     * @param family the family
     * @param key the key
     * @return empty if there is none
     */
    default Optional<String> databaseGet(String family, String key) {
        return execute(new DatabaseGet(family, key));
    }

    /**
     * Writes an entry of Asterisk's database.
     *
     * @param family the family
     * @param key the key; in Asterisk 16, with the family at most 253 bytes
     * @param value the value
     * @return false if it could not be stored
     */
    default boolean databasePut(String family, String key, String value) {
        return execute(new DatabasePut(family, key, value));
    }

    /**
     * Deletes an entry of Asterisk's database.
     *
     * @param family the family
     * @param key the key
     * @return true when it is gone, also if it was not there
     */
    default boolean databaseDel(String family, String key) {
        return execute(new DatabaseDel(family, key));
    }

    /**
     * Deletes all entries of a family of Asterisk's database.
     *
     * @param family the family
     * @return whether there were any
     */
    default boolean databaseDelTree(String family) {
        return execute(new DatabaseDelTree(family));
    }

    /**
     * Deletes the entries below a key of Asterisk's database.
     *
     * @param family the family
     * @param keyTree the beginning of the keys, up to a slash
     * @return whether there were any
     */
    default boolean databaseDelTree(String family, String keyTree) {
        return execute(new DatabaseDelTree(family, keyTree));
    }

    // ---- the dialplan ----

    /**
     * Runs a dialplan application. Pass what a caller can choose through {@link org.offhook.agi.command.DialplanText}.
     *
     * @param application such as {@code Wait}
     * @param options its options in order; a comma in one separates it in two
     * @return what it returned; {@link ExecResult#isUnknownApplication} if there is none of that name
     */
    default ExecResult exec(String application, String... options) {
        return execute(Exec.of(application, options));
    }

    /**
     * Runs a subroutine of the dialplan.
     *
     * @param context its context
     * @param extension its extension
     * @param priority its priority or label
     * @param arguments what it sees as {@code ARG1} and so on
     * @return how it ended
     */
    default GosubResult gosub(String context, String extension, String priority, String... arguments) {
        return execute(new Gosub(context, extension, priority, arguments));
    }

    /**
     * Calls somebody and connects the caller. Returns when the talk is over.
     *
     * @param destination such as {@code PJSIP/alice}, or several joined by {@code &}; no commas. What a caller can choose of it belongs
     *     through {@link org.offhook.agi.command.DialplanText#filter}
     * @param timeout how long to ring, in whole seconds (a fraction counts as one); {@link AgiCommand#UNLIMITED} for ever
     * @return how it went
     * @throws AgiCommandException if Asterisk has no application Dial
     * @throws AgiHangupException if the caller hung up
     */
    default DialResult dial(String destination, Duration timeout) {
        return dial(destination, timeout, "");
    }

    /**
     * Calls somebody and connects the caller. Returns when the talk is over.
     *
     * @param destination such as {@code PJSIP/alice}, or several joined by {@code &}; no commas. What a caller can choose of it belongs
     *     through {@link org.offhook.agi.command.DialplanText#filter}
     * @param timeout how long to ring, in whole seconds (a fraction counts as one); {@link AgiCommand#UNLIMITED} for ever
     * @param options of the application Dial, such as {@code tT}
     * @return how it went
     * @throws AgiCommandException if Asterisk has no application Dial
     * @throws AgiHangupException if the caller hung up
     */
    default DialResult dial(String destination, Duration timeout, String options) {
        return CallVerbs.dial(this, destination, timeout, options);
    }

    /**
     * Puts the caller into a queue. Returns when the talk with a member is over, or there was none.
     *
     * @param name the queue
     * @return how it went
     * @throws AgiCommandException if Asterisk has no application Queue
     * @throws AgiHangupException if the caller hung up
     */
    default QueueResult queue(String name) {
        return queue(name, AgiCommand.UNLIMITED, "");
    }

    /**
     * Puts the caller into a queue. Returns when the talk with a member is over, or there was none.
     *
     * @param name the queue
     * @param timeout how long to wait, in whole seconds (a fraction counts as one); {@link AgiCommand#UNLIMITED} for ever
     * @param options of the application Queue, such as {@code tT}; empty for none
     * @return how it went
     * @throws AgiCommandException if Asterisk has no application Queue
     * @throws AgiHangupException if the caller hung up
     */
    default QueueResult queue(String name, Duration timeout, String options) {
        return CallVerbs.queue(this, name, timeout, options);
    }

    /**
     * Lets the caller leave a message.
     *
     * @param mailbox such as {@code 100@default}, or several joined by {@code &}
     * @return how it went
     * @throws AgiCommandException if Asterisk has no application VoiceMail
     * @throws AgiHangupException if the caller hung up
     */
    default VoicemailStatus voicemail(String mailbox) {
        return voicemail(mailbox, "");
    }

    /**
     * Lets the caller leave a message.
     *
     * @param mailbox such as {@code 100@default}, or several joined by {@code &}
     * @param options of the application VoiceMail, such as {@code u} for the greeting "unavailable"; empty for none
     * @return how it went
     * @throws AgiCommandException if Asterisk has no application VoiceMail
     * @throws AgiHangupException if the caller hung up
     */
    default VoicemailStatus voicemail(String mailbox, String options) {
        return CallVerbs.voicemail(this, mailbox, options);
    }

    // ---- text, images and speech ----

    /**
     * Sends a text to the other side.
     *
     * @param text the text
     * @return false if that failed; true also on a channel that carries no text
     */
    default boolean sendText(String text) {
        return execute(new SendText(text));
    }

    /**
     * Sends a picture to the other side, if the channel can.
     *
     * @param image the file, without an extension
     */
    default void sendImage(String image) {
        execute(new SendImage(image));
    }

    /**
     * Waits for a text from the other side.
     *
     * @param timeout how long to wait
     * @return the text, or that none came
     */
    default Text receiveText(Duration timeout) {
        return execute(new ReceiveText(timeout));
    }

    /**
     * Waits for a text from the other side, of which only the first byte is told.
     *
     * @param timeout how long to wait
     * @return the byte, or that none came
     */
    default ReceivedChar receiveChar(Duration timeout) {
        return execute(new ReceiveChar(timeout));
    }

    /**
     * Makes the channel's speech object, which the other speech commands need.
     *
     * @param engine the engine; empty for the default one
     * @return false if there is no such engine, or if there is an object
     */
    default boolean speechCreate(String engine) {
        return execute(new SpeechCreate(engine));
    }

    /**
     * Sets something of the speech engine.
     *
     * @param name what to set
     * @param value its value
     * @return false if there is no speech object
     */
    default boolean speechSet(String name, String value) {
        return execute(new SpeechSet(name, value));
    }

    /**
     * Loads a grammar.
     *
     * @param name its name from now on
     * @param path where the engine finds it
     * @return false if that failed
     */
    default boolean speechLoadGrammar(String name, String path) {
        return execute(new SpeechLoadGrammar(name, path));
    }

    /**
     * Listens for what a grammar describes from now on.
     *
     * @param name the name of the grammar
     * @return false if that failed
     */
    default boolean speechActivateGrammar(String name) {
        return execute(new SpeechActivateGrammar(name));
    }

    /**
     * Listens no more for what a grammar describes.
     *
     * @param name the name of the grammar
     * @return false if that failed
     */
    default boolean speechDeactivateGrammar(String name) {
        return execute(new SpeechDeactivateGrammar(name));
    }

    /**
     * Unloads a grammar.
     *
     * @param name the name of the grammar
     * @return false if that failed
     */
    default boolean speechUnloadGrammar(String name) {
        return execute(new SpeechUnloadGrammar(name));
    }

    /**
     * Plays a prompt and listens to the caller.
     *
     * @param prompt the file to play, without an extension
     * @param timeout how long the caller may say nothing after it, in whole seconds (a fraction counts as one), more than zero
     * @return what was said, or why nothing was
     */
    default SpeechResult speechRecognize(String prompt, Duration timeout) {
        return execute(new SpeechRecognize(prompt, timeout));
    }

    /**
     * Ends the use of the speech engine.
     *
     * @return false if there is no speech object
     */
    default boolean speechDestroy() {
        return execute(new SpeechDestroy());
    }
}
