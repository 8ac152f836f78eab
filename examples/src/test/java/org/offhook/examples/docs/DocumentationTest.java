// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the documents say is so: their Java is in compiled sources, word for word but for comments at the end of lines; their links lead somewhere; the classes, methods and
 * log lines they name exist; their commands are known to a test.
 *
 * <p>A Java block that is no code to copy has {@code <!-- sketch -->} on the line before it, and such pages are listed here.
 */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");

    /** How many sketches each document has. No new ones without need: code to copy is what readers want. */
    private static final Set<String> SKETCHES = Set.of();

    /** The commands of the documents that are no {@code ./offhook}, and who runs them. */
    private static final Set<String> COMMANDS = Set.of(
            // By hand, with docs/first-call.md in a folder of its own; what they start is in ReadmeTest.
            "mvn -q install -Dmaven.test.skip=true",
            "mvn -q compile exec:java -Dexec.mainClass=com.example.FastAgiMain -Dorg.slf4j.simpleLogger.log.org.offhook=debug",
            "mvn -q compile exec:java -Dexec.mainClass=com.example.AsyncAgiMain -Dorg.slf4j.simpleLogger.log.org.offhook=debug",
            // ReadmeTest, by AMI
            "asterisk -rx 'dialplan reload'",
            "asterisk -rx 'manager reload'",
            "asterisk -rx 'channel originate Local/100@offhook application Wait 20'");

    /** What docs/troubleshooting.md quotes of Asterisk; seen, or found in its binaries, on 16.28 and 22.10. */
    private static final Set<String> ASTERISK_SAYS = Set.of(
            "Connecting to '127.0.0.1:4573' failed for url '…': Connection refused",
            "FastAGI connection to '…' timed out after MAX_AGI_CONNECT (2000) milliseconds.",
            "Unable to locate host '…'",
            "No application 'AGI' for extension …",
            "Failed to add AGI command to channel … queue",
            "Failed to add AGI command to queue of channel …",
            "Channel … is not setup for Async AGI.",
            "Channel … does not exist.",
            "File … does not exist in any format",
            "Originate Access Forbidden: app or data blacklisted");

    private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```$");
    private static final Pattern SKETCH = Pattern.compile("(?ms)^<!-- sketch -->\\n\\n?```java\\n.*?^```$");
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");

    private static List<Path> documents;
    private static List<Path> sources;
    /** All Java sources, without white space. */
    private static List<String> packedSources;
    /** What the published modules and the command consist of, with literals that are put together from several joined. */
    private static String mainSources;

    @BeforeAll
    static void read() throws IOException {
        documents = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        for (Path folder : List.of(ROOT.resolve("docs"), ROOT.resolve("examples"))) {
            documents.addAll(list(folder, 1, ".md"));
        }
        sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(path -> Files.exists(path.resolve("pom.xml")))
                    .toList()) {
                for (String tree : List.of("src/main/java", "src/test/java")) {
                    sources.addAll(list(module.resolve(tree), Integer.MAX_VALUE, ".java"));
                }
            }
        }
        packedSources = sources.stream().map(path -> pack(text(path))).toList();
        mainSources = sources.stream()
                .filter(path -> path.toString().contains("src/main/java"))
                .map(DocumentationTest::text)
                .map(text -> text.replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\""))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theDocumentsAndSourcesAreFound() {
        assertThat(documents).hasSizeGreaterThan(10);
        assertThat(sources).hasSizeGreaterThan(500);
    }

    @Test
    void javaIsTakenFromCompiledSources() {
        List<String> strange = new ArrayList<>();
        for (Path document : documents) {
            blocks(SKETCH.matcher(text(document)).replaceAll(""), "java")
                    .filter(block -> packedSources.stream().noneMatch(source -> holds(source, block)))
                    .forEach(block -> strange.add(name(document) + ":\n" + block));
        }
        assertThat(strange).as("blocks that no source has").isEmpty();
    }

    @Test
    void sketchesAreFewAndCounted() {
        Set<String> counted = new TreeSet<>();
        for (Path document : documents) {
            long count = SKETCH.matcher(text(document)).results().count();
            if (count > 0) {
                counted.add(name(document) + ": " + count);
            }
        }
        assertThat(counted).isEqualTo(SKETCHES);
    }

    @Test
    void linksLeadSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path document : documents) {
            for (MatchResult link :
                    LINK.matcher(withoutCode(text(document))).results().toList()) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*") && !leads(document, target)) {
                    broken.add(name(document) + ": " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageOfTheBookIsInItsContents() throws IOException {
        String contents = text(ROOT.resolve("docs/README.md"));
        assertThat(list(ROOT.resolve("docs"), 1, ".md"))
                .filteredOn(page -> !page.endsWith("README.md"))
                .allSatisfy(page -> assertThat(contents).contains("](" + page.getFileName() + ")"));
    }

    /** Each row of the page names tests, all of them exist, and those in a column "on Asterisk" are of the module that runs a real one. */
    @Test
    void whatThePageAboutReliabilityPromisesIsShownByTests() {
        Pattern name = Pattern.compile("`(\\w+(?:Test|Contract))\\.(\\w+)`");
        List<String> lines = text(ROOT.resolve("docs/reliability.md")).lines().toList();
        List<String> strange = new ArrayList<>();
        boolean onAsterisk = false;
        int rows = 0;
        for (int i = 0; i < lines.size() - 1; i++) {
            String line = lines.get(i);
            if (lines.get(i + 1).startsWith("|---")) {
                onAsterisk = line.endsWith("| on Asterisk |");
            } else if (line.startsWith("| ")) {
                rows++;
                if (!name.matcher(line).find()) {
                    strange.add("no test: " + line);
                }
                int last = onAsterisk ? line.lastIndexOf(" |", line.length() - 3) : line.length();
                name.matcher(line)
                        .results()
                        .filter(test -> !isTest(test.group(1), test.group(2), test.start() > last))
                        .forEach(test -> strange.add("no such test: " + test.group()));
            }
        }
        assertThat(rows).isGreaterThan(90);
        assertThat(strange).isEmpty();
    }

    private static boolean isTest(String type, String method, boolean onAsterisk) {
        return sources.stream()
                .filter(source ->
                        source.endsWith(type + ".java") && source.toString().contains("src/test/java"))
                .filter(source -> !onAsterisk
                        || (source.startsWith(ROOT.resolve("integration-tests")) && !type.endsWith("Contract")))
                .anyMatch(source -> text(source).contains("void " + method + "("));
    }

    @Test
    void sourcesNameDocumentsThatExist() {
        Set<String> named = sources.stream()
                .flatMap(source -> Pattern.compile("docs/[\\w-]+\\.md")
                        .matcher(text(source))
                        .results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    }

    /** What stands under the heading "Offhook" of a table: classes with a capital, methods before a parenthesis or alone. */
    @Test
    void theMappingTablesNameWhatExists() {
        Set<String> there = new HashSet<>(Set.of("Duration", "Instant", "Optional", "CompletableFuture"));
        for (Path source : sources) {
            there.add(source.getFileName().toString().replace(".java", ""));
        }
        Pattern.compile("(?:class|record|enum|interface) (\\w+)")
                .matcher(mainSources)
                .results()
                .forEach(found -> there.add(found.group(1)));
        Pattern.compile("\\b(\\w+)\\(").matcher(mainSources).results().forEach(found -> there.add(found.group(1)));
        Pattern.compile("[\\w>] (\\w+)[,)]")
                .matcher(mainSources)
                .results()
                .forEach(found -> there.add(found.group(1))); // of records
        Set<String> words = Set.of(
                "class",
                "catch",
                "throws",
                "OFFHOOK",
                "done",
                "failed",
                "refused",
                "app_meetme",
                "chan_agent",
                "type",
                "name",
                "line",
                "command",
                "action",
                "options",
                "router",
                "client");

        Set<String> named = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| .* \\| (.*?) \\|$")
                .matcher(text(ROOT.resolve("docs/migrating-from-asterisk-java.md")));
        while (row.find()) {
            INLINE.matcher(row.group(1))
                    .results()
                    .flatMap(code -> Pattern.compile("[A-Za-z_]\\w*")
                            .matcher(code.group(1).replaceAll("\"[^\"]*\"", ""))
                            .results())
                    .map(MatchResult::group)
                    .forEach(named::add);
        }
        named.removeAll(words);
        assertThat(named).hasSizeGreaterThan(60);
        named.removeAll(there);
        assertThat(named).as("names that no source has").isEmpty();
    }

    @Test
    void theLogLinesAreThoseOfTheCode() {
        String page = text(ROOT.resolve("docs/troubleshooting.md"));
        List<String> lines = new ArrayList<>();
        Stream.of("troubleshooting.md", "first-call.md")
                .map(name -> text(ROOT.resolve("docs").resolve(name)))
                .forEach(text ->
                        blocks(text, "log").forEach(block -> block.lines().forEach(lines::add)));
        INLINE.matcher(page.replaceAll("(?ms)^```.*?^```$", ""))
                .results()
                .map(found -> found.group(1))
                .filter(code -> code.contains("…") || code.split(" ", -1).length > 4)
                .filter(code -> !ASTERISK_SAYS.contains(code) && !code.startsWith("./offhook"))
                .forEach(lines::add);
        assertThat(lines).hasSizeGreaterThan(30);
        List<String> strange = new ArrayList<>();
        for (String line : lines) {
            // What the code puts in is an ellipsis here, and more of a literal than the line shows may stand around it.
            Stream.of(line.split("…|: |; ", -1))
                    .map(piece -> piece.strip().replaceAll("^[:)\";/]+ ?|:$", ""))
                    .filter(piece -> piece.length() > 3 && !mainSources.contains(piece))
                    .forEach(piece -> strange.add(line + "   <<" + piece + ">>"));
        }
        assertThat(strange).as("lines that the code does not write").isEmpty();
        assertThat(ASTERISK_SAYS).allSatisfy(says -> assertThat(page).contains(says));
    }

    @Test
    void commandsAreKnown() {
        Set<String> commands = new TreeSet<>();
        for (Path document : documents) {
            Stream.concat(blocks(text(document), "sh"), blocks(text(document), "bash"))
                    .flatMap(String::lines)
                    .map(line -> line.replaceAll("\\s+#.*$", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(commands::add);
        }
        assertThat(commands)
                .filteredOn(command -> !command.startsWith("./offhook"))
                .isSubsetOf(COMMANDS);
        Set<String> subcommands = Pattern.compile("@Command\\([^@]*?name = \"(\\w+)\"")
                .matcher(mainSources)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(commands.stream()
                        .filter(command -> command.startsWith("./offhook "))
                        .map(command -> command.split(" ", -1)[1]))
                .isSubsetOf(subcommands);
    }

    @Test
    void thePomOfTheFirstCallFitsThisVersion() {
        String version = firstVersion(text(ROOT.resolve("pom.xml")));
        String page = text(ROOT.resolve("docs/first-call.md"));
        assertThat(page).contains("<artifactId>bom</artifactId>\n        <version>" + version + "</version>");
        Matcher artifact = Pattern.compile("<groupId>org\\.offhook</groupId>\\s*<artifactId>([\\w-]+)")
                .matcher(page);
        Set<String> artifacts = artifact.results().map(found -> found.group(1)).collect(Collectors.toSet());
        assertThat(artifacts)
                .contains("bom", "fastagi-server")
                .allSatisfy(name ->
                        assertThat(ROOT.resolve(name).resolve("pom.xml")).exists());
    }

    private static String firstVersion(String pom) {
        Matcher version = Pattern.compile("<version>(.*?)</version>").matcher(pom);
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static boolean leads(Path document, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
    }

    /** As GitHub makes them: lower case, letters, digits, blanks as dashes. */
    private static Set<String> anchors(Path document) {
        return HEADING.matcher(text(document).replaceAll("(?ms)^```.*?^```$", ""))
                .results()
                .map(heading -> heading.group(1)
                        .replaceAll("[`*]", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(String text) {
        return INLINE.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("code");
    }

    private static Stream<String> blocks(String text, String language) {
        return FENCE.matcher(text)
                .results()
                .filter(block -> block.group(2).equals(language))
                .map(block -> block.group(3));
    }

    /** In one piece, or in pieces between empty lines. */
    private static boolean holds(String packedSource, String block) {
        return Stream.of(block.split("\n\n", -1)).allMatch(piece -> packedSource.contains(pack(piece)));
    }

    /** Without white space and without comments at the end of a line. */
    private static String pack(String code) {
        return code.replaceAll("(?m)(^|\\s)// .*$", "").replaceAll("\\s+", "");
    }

    private static String name(Path document) {
        return ROOT.relativize(document).toString();
    }

    private static List<Path> list(Path folder, int depth, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(path -> path.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
