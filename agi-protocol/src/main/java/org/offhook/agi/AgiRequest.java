// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.internal.Printable;
import org.offhook.agi.spi.AgiEnvironmentParser;

/**
 * What Asterisk says about a call when it hands it to a script: the script's path and parameters, the arguments, and
 * the {@code agi_*} variables of the channel. Immutable.
 *
 * <p>A variable that Asterisk did not send is no error: its accessor says what it gives then. What a caller can choose
 * (name, number, at times the extension) is text from a stranger: check it before it gets into a file name, a query or
 * a shell.
 */
public final class AgiRequest {

    /** Presentation 67: there is no number to present. */
    private static final int NUMBER_NOT_AVAILABLE = 67;

    private static final int SHOWN = 200;
    private static final AgiCapabilities BY_HAND = new AgiCapabilities("FastAGI", 2046, 1, true);

    private final Map<String, String> environment;
    private final AgiCapabilities transport;
    private final @Nullable InetSocketAddress remote;
    private final String script;
    private final Map<String, List<String>> parameters;
    private final List<String> arguments;
    private final Map<String, String> pathVariables;
    private final boolean truncated;
    private final boolean adopted;

    private AgiRequest(Map<String, String> environment, AgiCapabilities transport, @Nullable InetSocketAddress remote) {
        this.environment = environment;
        this.transport = transport;
        this.remote = remote;
        String target = networkScript();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        this.script = path.startsWith("/") ? path.substring(1) : path;
        this.parameters = mark < 0 ? Map.of() : Query.parse(target.substring(mark + 1));
        this.arguments = arguments(environment);
        this.pathVariables = Map.of();
        this.truncated = false;
        this.adopted = false;
    }

    private AgiRequest(AgiRequest from, Map<String, String> pathVariables, boolean truncated, boolean adopted) {
        this.environment = from.environment;
        this.transport = from.transport;
        this.remote = from.remote;
        this.script = from.script;
        this.parameters = from.parameters;
        this.arguments = from.arguments;
        this.pathVariables = pathVariables;
        this.truncated = truncated;
        this.adopted = adopted;
    }

    /**
     * Reads an environment as Asterisk would send it over FastAGI, by the rules of {@link AgiEnvironmentParser}; for
     * tests and tools.
     *
     * @param lines lines such as {@code agi_channel: PJSIP/alice-00000001}, without line feeds; a blank last line is
     *     not needed
     * @throws IllegalArgumentException if they are not an environment
     */
    public static AgiRequest parse(List<String> lines) {
        ByteBuffer bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n\n").getBytes(UTF_8));
        AgiEnvironmentParser parser = new AgiEnvironmentParser();
        try {
            parser.feed(bytes);
        } catch (AgiEnvironmentParser.RejectedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (bytes.remaining() > 1) {
            throw new IllegalArgumentException("an environment ends with its first blank line, but more lines follow");
        }
        return of(parser, BY_HAND, null);
    }

    /**
     * Makes a request of variables that were read already; for transports and tests.
     *
     * @param environment the variables in the order Asterisk sent them, such as {@code agi_channel}; copied
     * @param transport what the transport can do
     * @param remote the address of Asterisk, or null if it is not known
     */
    public static AgiRequest of(
            Map<String, String> environment, AgiCapabilities transport, @Nullable InetSocketAddress remote) {
        return new AgiRequest(Collections.unmodifiableMap(new LinkedHashMap<>(environment)), transport, remote);
    }

    /**
     * Makes a request of what a connection began with; for transports.
     *
     * @param environment has read the blank line; its variables are shared, not copied
     * @param transport what the transport can do
     * @param remote the address of Asterisk, or null if it is not known
     * @throws IllegalStateException if the environment is not complete
     */
    public static AgiRequest of(
            AgiEnvironmentParser environment, AgiCapabilities transport, @Nullable InetSocketAddress remote) {
        return new AgiRequest(environment.environment(), transport, remote);
    }

    /**
     * The same request with path variables; for routers.
     *
     * @param variables the variables of the pattern that matched, decoded; copied
     */
    public AgiRequest withPathVariables(Map<String, String> variables) {
        return new AgiRequest(this, Collections.unmodifiableMap(new LinkedHashMap<>(variables)), truncated, adopted);
    }

    /** The same request, {@linkplain #isTruncated() truncated}; for transports that can tell. */
    public AgiRequest asTruncated() {
        return new AgiRequest(this, pathVariables, true, adopted);
    }

    /** The same request, {@linkplain #adopted() adopted}; for transports that can tell. */
    public AgiRequest asAdopted() {
        return new AgiRequest(this, pathVariables, truncated, true);
    }

    // ---- the script's path, parameters and arguments ----

    /**
     * The path of the script, {@code billing/gold} for {@code agi://host/billing/gold?x=1}: without its leading slash
     * and without the query, not decoded. Empty if there is none.
     */
    public String script() {
        return script;
    }

    /**
     * The first value of a query parameter. Only {@code %XX} is decoded, as UTF-8: a plus is a plus, as in phone
     * numbers.
     *
     * @param name the parameter's name, case-sensitive
     * @return empty if there is no such parameter; a present empty text for {@code ?name} and {@code ?name=}
     */
    public Optional<String> parameter(String name) {
        List<String> values = parameters(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * All values of a query parameter, in order.
     *
     * @param name the parameter's name, case-sensitive
     * @return unmodifiable; empty if there is no such parameter
     */
    public List<String> parameters(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** All query parameters, in the order of their first values; unmodifiable. */
    public Map<String, List<String>> parameters() {
        return parameters;
    }

    /**
     * A variable of the pattern that the path matched: {@code gold} for {@code tier} if {@code /billing/{tier}} matched
     * {@code billing/gold}. Decoded like a parameter.
     *
     * @param name the variable's name in the pattern
     * @throws IllegalArgumentException if the pattern has no such variable
     */
    public String pathVariable(String name) {
        String value = pathVariables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no path variable \"" + name + "\" in this route; it has "
                    + (pathVariables.isEmpty() ? "none" : String.join(", ", pathVariables.keySet())));
        }
        return value;
    }

    /** All variables of the pattern that the path matched, in the pattern's order; unmodifiable. */
    public Map<String, String> pathVariables() {
        return pathVariables;
    }

    /**
     * The arguments behind the first one of {@code AGI()}: {@code agi_arg_1} and so on, up to the first number that is
     * missing. Empty ones are kept. Unmodifiable.
     */
    public List<String> arguments() {
        return arguments;
    }

    /**
     * An argument.
     *
     * @param number from 1
     * @return empty if there are not so many; a present empty text if it is empty
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Optional<String> argument(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("arguments count from 1, not " + number);
        }
        return number <= arguments.size() ? Optional.of(arguments.get(number - 1)) : Optional.empty();
    }

    // ---- the call ----

    /** The channel's name ({@code agi_channel}), such as {@code PJSIP/alice-00000001}; empty if it was not sent. */
    public String channel() {
        return text("agi_channel");
    }

    /** The channel's Uniqueid ({@code agi_uniqueid}); any text, if an Originate chose it. Empty if it was not sent. */
    public String uniqueId() {
        return text("agi_uniqueid");
    }

    /**
     * The channel's technology ({@code agi_type}), such as {@code PJSIP} or {@code Local}; empty if it was not sent.
     */
    public String type() {
        return text("agi_type");
    }

    /** The channel's language ({@code agi_language}), such as {@code en}; empty if it was not sent. */
    public String language() {
        return text("agi_language");
    }

    /** The caller's number ({@code agi_callerid}); empty if it is {@code unknown}. Not proven by anyone. */
    public Optional<String> callerIdNumber() {
        return known("agi_callerid");
    }

    /**
     * The caller's name ({@code agi_calleridname}); empty if it is {@code unknown}, which a caller of that name is too.
     * Text of the caller's choice.
     */
    public Optional<String> callerIdName() {
        return known("agi_calleridname");
    }

    /**
     * Whether the caller wants the number shown, and who checked it ({@code agi_callingpres}): 0 to 3 allowed, 32 to 35
     * restricted, 67 no number. 67 if it was not sent.
     */
    public int callingPresentation() {
        return number("agi_callingpres", NUMBER_NOT_AVAILABLE);
    }

    /** The ANI II digits: what kind of line calls ({@code agi_callingani2}); 0 if they were not sent. */
    public int callingAni2() {
        return number("agi_callingani2", 0);
    }

    /** Type and plan of the caller's number ({@code agi_callington}); 0 (unknown) if it was not sent. */
    public int callingTon() {
        return number("agi_callington", 0);
    }

    /** The transit network the call selected ({@code agi_callingtns}); 0 if it was not sent. */
    public int callingTns() {
        return number("agi_callingtns", 0);
    }

    /** The number that was dialled ({@code agi_dnid}); empty if it is {@code unknown}. */
    public Optional<String> dnid() {
        return known("agi_dnid");
    }

    /** The number that the call was redirected from ({@code agi_rdnis}); empty if it is {@code unknown}. */
    public Optional<String> rdnis() {
        return known("agi_rdnis");
    }

    /** Where the call is in the dialplan ({@code agi_context}); empty if it was not sent. */
    public String context() {
        return text("agi_context");
    }

    /** Where the call is in the dialplan ({@code agi_extension}); empty if it was not sent. */
    public String extension() {
        return text("agi_extension");
    }

    /** Where the call is in the dialplan ({@code agi_priority}); 0 if it was not sent. */
    public int priority() {
        return number("agi_priority", 0);
    }

    /** The channel's account code ({@code agi_accountcode}); empty if it has none. */
    public Optional<String> accountCode() {
        return variable("agi_accountcode").filter(code -> !code.isEmpty());
    }

    // ---- how it came ----

    /** The version of Asterisk ({@code agi_version}, since 1.6), such as {@code 22.10.1}; empty if it was not sent. */
    public String version() {
        return text("agi_version");
    }

    /** The thread of the call inside Asterisk ({@code agi_threadid}, since 1.6); empty if it was not sent. */
    public OptionalLong threadId() {
        try {
            return OptionalLong.of(Long.parseLong(text("agi_threadid")));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Whether {@code EAGI()} started the script ({@code agi_enhanced} is {@code 1.0}). No network transport gets its
     * audio.
     */
    public boolean isEnhanced() {
        return text("agi_enhanced").equals("1.0");
    }

    /** Whether the call came over FastAGI ({@code agi_network} is {@code yes}). */
    public boolean isNetwork() {
        return text("agi_network").equals("yes");
    }

    /**
     * What Asterisk was asked for behind the host ({@code agi_network_script}), query included, as it came; empty if
     * there is nothing. May hold a token: use {@link #script()} for logs.
     */
    public String networkScript() {
        return text("agi_network_script");
    }

    /**
     * The first argument of {@code AGI()} as it came ({@code agi_request}): the whole URL, or {@code async}. Empty if
     * it was not sent. May hold a token.
     */
    public String request() {
        return text("agi_request");
    }

    /**
     * A variable of the environment as it came, an {@code unknown} included.
     *
     * @param name such as {@code agi_callerid}, case-sensitive
     * @return empty if it was not sent
     */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    /** All variables as they came, also those this version does not know, in Asterisk's order; unmodifiable. */
    public Map<String, String> environment() {
        return environment;
    }

    /** What the transport of this call can do. */
    public AgiCapabilities transport() {
        return transport;
    }

    /** The address of Asterisk; empty if the transport cannot tell. */
    public Optional<InetSocketAddress> remoteAddress() {
        return Optional.ofNullable(remote);
    }

    /** Whether Asterisk cut the environment, so that its last variables are missing or short; over AsyncAGI only. */
    public boolean isTruncated() {
        return truncated;
    }

    /**
     * Whether the call waited in Asterisk before this program found it: the program, or the one that served the call before,
     * was restarted or cut off. The script may have run for this call already, in part or whole. Over AsyncAGI only; the
     * request is made of what the list of channels tells then, and holds no more.
     */
    public boolean adopted() {
        return adopted;
    }

    /** Channel, Uniqueid and script path, printable: nothing of the query, the arguments or the caller. */
    @Override
    public String toString() {
        return Printable.of(channel(), SHOWN) + " (" + Printable.of(uniqueId(), SHOWN) + ", script /"
                + Printable.of(script, SHOWN) + ")";
    }

    private String text(String name) {
        return environment.getOrDefault(name, "");
    }

    /** A value for which Asterisk writes {@code unknown} if there is none. */
    private Optional<String> known(String name) {
        return variable(name).filter(value -> !value.isEmpty() && !value.equals("unknown"));
    }

    private int number(String name, int missing) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException e) {
            return missing;
        }
    }

    private static List<String> arguments(Map<String, String> environment) {
        List<String> found = new ArrayList<>();
        String value;
        while ((value = environment.get("agi_arg_" + (found.size() + 1))) != null) {
            found.add(value);
        }
        return Collections.unmodifiableList(found);
    }
}
