// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.Console;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiTls;
import org.offhook.ami.EventEconomy;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * Which Asterisk, and as whom: from options, else from the environment, else from a file of properties. The secret is in no message and no
 * {@code toString}.
 */
final class AmiLogin {

    private static final int PORT_WITH_TLS = 5039;
    private static final Duration BOOT_TIMEOUT = Duration.ofSeconds(1);

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The Asterisk; else OFFHOOK_AMI_HOST, else host in the file, else 127.0.0.1.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Its manager port; else OFFHOOK_AMI_PORT, else port in the file, else 5038, with TLS 5039.")
    private @Nullable String port;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The user of its manager.conf; else OFFHOOK_AMI_USER, else user in the file.")
    private @Nullable String user;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "The first line of this file is the user's secret; - reads it from standard input.")
    private @Nullable String secretFile;

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description = "The secret itself, which other users of this machine can see; better OFFHOOK_AMI_SECRET, "
                    + "secret or secret-file in the file, or nothing: then it is asked for on a terminal.")
    private @Nullable String secret;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file of properties: host, port, user, secret, secret-file, tls, tls-trust, tls-name. "
                    + "Default: ~/.config/offhook, if it is there.")
    private @Nullable Path config;

    @Option(names = "--tls", description = "Speak TLS, and trust what this Java trusts.")
    private boolean tls;

    @Option(
            names = "--tls-trust",
            paramLabel = "PEM",
            description = "Speak TLS, and trust the certificates of this file only.")
    private @Nullable Path tlsTrust;

    @Option(
            names = "--tls-name",
            paramLabel = "HOST",
            description = "The name that the certificate must have, if it is not the host's.")
    private @Nullable String tlsName;

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long connecting and logging in may take, each. Default: ${DEFAULT-VALUE}.")
    private Duration connectTimeout = Duration.ofSeconds(10);

    private Map<String, String> environment = System.getenv();
    private @Nullable Properties file;

    /** For tests: takes these variables for the environment. */
    AmiLogin environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /** The host's name or address. */
    String host() {
        return find(host, "OFFHOOK_AMI_HOST", "host").orElse("127.0.0.1");
    }

    /** The port. */
    int port() {
        String text = find(port, "OFFHOOK_AMI_PORT", "port")
                .orElse(Integer.toString(isTls() ? PORT_WITH_TLS : AmiClientOptions.DEFAULT_PORT));
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= 65535) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.usage("the port must be 1 to 65535, not " + text);
    }

    /** The user's name. */
    String user() {
        return find(user, "OFFHOOK_AMI_USER", "user")
                .orElseThrow(() -> Problem.usage(
                        "which user of manager.conf? Give --user, OFFHOOK_AMI_USER, or user= in " + configPath()));
    }

    /** Where and as whom, for people. */
    String where() {
        return user() + "@" + host() + ":" + port();
    }

    /** How long connecting may take. */
    Duration connectTimeout() {
        return connectTimeout;
    }

    boolean isTls() {
        return tls
                || tlsTrust != null
                || find(null, "OFFHOOK_AMI_TLS", "tls").filter(AmiLogin::isTrue).isPresent()
                || find(null, "OFFHOOK_AMI_TLS_TRUST", "tls-trust").isPresent();
    }

    /** What to connect with, for a command that ends when the connection does. Asks for no events but those listened to. */
    AmiClientOptions.Builder once() {
        return options().withoutReconnect().economy(EventEconomy.CLASSES);
    }

    /** What to connect with. */
    AmiClientOptions.Builder options() {
        Logs.withoutConnection();
        String name = user();
        AmiClientOptions.Builder options = AmiClientOptions.builder(host(), name, secret(name))
                .port(port())
                .connectTimeout(connectTimeout)
                .bootTimeout(BOOT_TIMEOUT);
        if (isTls()) {
            options.tls(trust());
        }
        return options;
    }

    /** Connects for one command. */
    AmiClient connect() {
        return AmiClient.connect(once().build());
    }

    private AmiTls trust() {
        Optional<Path> certificates = tlsTrust != null
                ? Optional.of(tlsTrust)
                : find(null, "OFFHOOK_AMI_TLS_TRUST", "tls-trust").map(Path::of);
        AmiTls how = certificates.map(AmiTls::trusting).orElseGet(AmiTls::standard);
        return find(tlsName, "OFFHOOK_AMI_TLS_NAME", "tls-name")
                .map(how::serverName)
                .orElse(how);
    }

    private String secret(String name) {
        if (secretFile != null) {
            return firstLine(secretFile);
        }
        boolean elsewhere = secret == null
                && find("OFFHOOK_AMI_SECRET").isEmpty()
                && find("OFFHOOK_AMI_SECRET_FILE").isPresent();
        Optional<String> given = elsewhere ? Optional.empty() : find(secret, "OFFHOOK_AMI_SECRET", "secret");
        if (given.isPresent()) {
            return given.get();
        }
        Optional<String> inFile = find(null, "OFFHOOK_AMI_SECRET_FILE", "secret-file");
        if (inFile.isPresent()) {
            return firstLine(inFile.get());
        }
        Console console = Screen.console();
        if (console != null) {
            char @Nullable [] typed =
                    Interruption.reading(() -> console.readPassword("Secret of %s: ", Text.line(name)));
            if (typed != null) {
                return new String(typed);
            }
        }
        throw Problem.usage("the secret of " + name
                + " is missing: give --secret-file, OFFHOOK_AMI_SECRET, or secret= in " + configPath());
    }

    private String firstLine(String source) {
        String text = source.equals("-") ? Interruption.reading(AmiLogin::standardInput) : content(Path.of(source));
        return text.lines().findFirst().orElse("");
    }

    private String content(Path path) {
        try {
            warnIfOpen(path);
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> find(@Nullable String option, String variable, String key) {
        return Optional.ofNullable(option)
                .or(() -> find(variable))
                .or(() -> Optional.ofNullable(file().getProperty(key)).map(String::strip));
    }

    private Optional<String> find(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
    }

    private static boolean isTrue(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "on" -> true;
            case "false", "no", "0", "off", "" -> false;
            default -> throw Problem.usage("OFFHOOK_AMI_TLS, or tls in the file, is yes or no, not " + text);
        };
    }

    private Path configPath() {
        if (config != null) {
            return config;
        }
        String base = environment.get("XDG_CONFIG_HOME");
        Path folder = base == null || base.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".config")
                : Path.of(base);
        return folder.resolve("offhook");
    }

    private Properties file() {
        Properties read = file;
        if (read == null) {
            read = new Properties();
            Path path = configPath();
            if (config != null || Files.isRegularFile(path)) {
                read(path, read);
            }
            file = read;
        }
        return read;
    }

    private void warnIfOpen(Path path) throws IOException {
        if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null
                && Files.isRegularFile(path)
                && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
            spec.commandLine().getErr().println("offhook: everybody can read the secret in " + path + ": chmod 600 it");
        }
    }

    private void read(Path path, Properties into) {
        try (Reader text = Files.newBufferedReader(path)) {
            into.load(text);
            if (into.containsKey("secret")) {
                warnIfOpen(path);
            }
        } catch (NoSuchFileException e) {
            throw Problem.usage("there is no file " + path);
        } catch (IllegalArgumentException | IOException e) {
            throw Problem.usage(path + " cannot be read: " + e.getMessage());
        }
    }
}
