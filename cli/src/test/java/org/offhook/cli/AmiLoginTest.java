// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.ami.AmiClient;
import org.offhook.testkit.FakeAsterisk;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Where the login comes from: options before the environment before the file. */
class AmiLoginTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new LinkedHashMap<>();
    private final StringWriter warnings = new StringWriter();

    @Command(name = "probe")
    static final class Probe {
        @Mixin
        private AmiLogin login = new AmiLogin();
    }

    private AmiLogin login(String... arguments) {
        environment.putIfAbsent("XDG_CONFIG_HOME", folder.toString());
        Probe probe = new Probe();
        probe.login.environment(environment);
        CommandLine command = new CommandLine(probe).setErr(new PrintWriter(warnings, true));
        command.registerConverter(java.time.Duration.class, text -> java.time.Duration.ofSeconds(1));
        command.parseArgs(arguments);
        return probe.login;
    }

    private Path file(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("offhook"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    @Test
    void optionsComeBeforeTheEnvironmentBeforeTheFile() throws IOException {
        file("host = from-file\nport = 1111\nuser = file-user\nsecret = x\n");
        assertThat(login().where()).isEqualTo("file-user@from-file:1111");

        environment.put("OFFHOOK_AMI_HOST", "from-environment");
        environment.put("OFFHOOK_AMI_USER", "environment-user");
        assertThat(login().where()).isEqualTo("environment-user@from-environment:1111");
        assertThat(login("--host", "from-option", "--port", "3333").where())
                .isEqualTo("environment-user@from-option:3333");
        assertThat(warnings.toString()).isEmpty();
    }

    @Test
    void withoutAnythingItIsThisMachine() {
        AmiLogin login = login("--user", "me");
        assertThat(login.where()).isEqualTo("me@127.0.0.1:5038");
        assertThat(login("--user", "me", "--tls").port()).isEqualTo(5039);
        assertThat(login("--user", "me", "--tls-trust", "pbx.pem").isTls()).isTrue();
        environment.put("OFFHOOK_AMI_TLS", "yes");
        assertThat(login("--user", "me").isTls()).isTrue();
    }

    @Test
    void aSecretIsReadFromWhereverItIsAndLogsIn() throws IOException {
        try (FakeAsterisk asterisk = FakeAsterisk.start()) {
            Path secret = Files.writeString(folder.resolve("secret"), asterisk.secret() + "\n");
            String port = Integer.toString(asterisk.port());
            connects(login("--port", port, "--user", asterisk.user(), "--secret-file", secret.toString()));
            connects(login("--port", port, "--user", asterisk.user(), "--secret", asterisk.secret()));
            file("user = " + asterisk.user() + "\nport = " + port + "\nsecret-file = " + secret + "\n");
            connects(login());
            environment.put("OFFHOOK_AMI_SECRET", "wrong");
            assertThatThrownBy(() -> login().connect())
                    .hasMessageContaining("refused the login")
                    .hasMessageNotContaining("wrong");
            environment.put("OFFHOOK_AMI_SECRET", asterisk.secret());
            connects(login());
        }
    }

    private static void connects(AmiLogin login) {
        try (AmiClient client = login.connect()) {
            assertThat(client.server()).isNotNull();
        }
    }

    @Test
    void whatIsMissingOrWrongIsSaidWithWhereItCouldBe() {
        assertThatThrownBy(() -> login().user())
                .isInstanceOf(Problem.class)
                .hasMessageContaining("--user, OFFHOOK_AMI_USER, or user= in " + folder.resolve("offhook"));
        assertThatThrownBy(() -> login("--user", "me", "--port", "0").port())
                .hasMessage("the port must be 1 to 65535, not 0");
        assertThatThrownBy(() -> login("--config", "no/such/file").user()).hasMessage("there is no file no/such/file");
    }

    @Test
    void aSecretThatEverybodyCanReadIsWarnedOf() throws IOException {
        Path file = file("user = me\nsecret = s3cr3t\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(login().user()).isEqualTo("me");
        assertThat(warnings.toString())
                .contains("everybody can read the secret in " + file + ": chmod 600 it")
                .doesNotContain("s3cr3t");
    }

    @Test
    void anUnknownWordForTlsIsNotTakenForNo() {
        environment.put("OFFHOOK_AMI_TLS", "enabled");
        assertThatThrownBy(() -> login("--user", "u").isTls()).hasMessageContaining("not enabled");
    }

    @Test
    void aFileThatIsTheSecretIsWarnedOfToo() throws IOException {
        try (FakeAsterisk asterisk = FakeAsterisk.start()) {
            Path secret = Files.writeString(folder.resolve("secret"), asterisk.secret());
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
            file("secret = of-another-one\nport = " + asterisk.port() + "\n");
            environment.put("OFFHOOK_AMI_SECRET_FILE", secret.toString()); // before the file of properties
            connects(login("--user", asterisk.user()));
            assertThat(warnings.toString()).contains("everybody can read the secret in " + secret);
        }
    }
}
