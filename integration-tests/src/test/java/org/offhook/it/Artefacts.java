// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;

/** What a failure leaves to look at: {@code target/asterisk-it/CLASS-VERSION/}. */
final class Artefacts {
    private Artefacts() {}

    static Path folder(String testClass, int majorVersion) {
        String base = System.getProperty("basedir", System.getProperty("user.dir", "."));
        return Path.of(base, "target", "asterisk-it", testClass + "-" + majorVersion);
    }

    /**
     * Adds a failure to the class's folder: Asterisk's logs and configuration, the AMI transcript, this JVM's threads, and
     * the failure itself.
     */
    static Path save(Path folder, AsteriskUnderTest asterisk, String test, Throwable failure) throws IOException {
        Files.createDirectories(folder);
        asterisk.saveArtefacts(folder);
        Files.writeString(folder.resolve("threads.txt"), threads(), StandardCharsets.UTF_8);
        StringWriter text = new StringWriter();
        text.append(LocalDateTime.now(ZoneId.systemDefault()).toString())
                .append(' ')
                .append(test)
                .append('\n');
        failure.printStackTrace(new PrintWriter(text, true));
        Files.writeString(
                folder.resolve("failures.txt"),
                text + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return folder;
    }

    private static String threads() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            text.append(thread.getKey())
                    .append(' ')
                    .append(thread.getKey().getState())
                    .append('\n');
            Stream.of(thread.getValue())
                    .forEach(frame -> text.append("    at ").append(frame).append('\n'));
        }
        return text.toString();
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (Files.isRegularFile(path)) {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
