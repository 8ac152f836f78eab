// SPDX-License-Identifier: Apache-2.0
package org.offhook.verification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which module may use what, what users may see, and how threads may wait. Of all modules, as they were compiled last. */
class ArchitectureTest {

    private static final Path ROOT = Path.of("..");

    private static final String[] LIBRARIES = {"agi-protocol", "fastagi-server", "ami-client", "ami-json", "async-agi"};

    private static final JavaClasses MAIN = compiled(
            "target/classes",
            "agi-protocol",
            "fastagi-server",
            "ami-client",
            "ami-json",
            "async-agi",
            "testkit",
            "cli",
            "examples");
    /** What runs in a user's program, and has loops. */
    private static final JavaClasses LIBRARY = code(LIBRARIES);

    private static final JavaClasses PUBLISHED =
            code("agi-protocol", "fastagi-server", "ami-client", "ami-json", "async-agi", "testkit");

    private static final DescribedPredicate<JavaClass> INNER =
            resideInAnyPackage("io.netty..", "org.offhook..internal..", "com.palantir..");

    private static JavaClasses code(String... modules) {
        Set<String> names = Set.of(modules);
        return MAIN.that(DescribedPredicate.describe("are of " + names, type -> names.contains(module(type))));
    }

    private static String module(JavaClass type) {
        String[] name = type.getPackageName().split("[.]", -1);
        return switch (name[2]) {
            case "agi" -> "agi-protocol";
            case "fastagi" -> "fastagi-server";
            case "ami" -> name.length > 3 && name[3].equals("json") ? "ami-json" : "ami-client";
            case "asyncagi" -> "async-agi";
            default -> name[2];
        };
    }

    private static JavaClasses compiled(String folder, String... modules) {
        return new ClassFileImporter()
                .importPaths(Stream.of(modules)
                        .map(module -> ROOT.resolve(module).resolve(folder))
                        .filter(Files::isDirectory)
                        .toList());
    }

    // ---- modules

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            agi-protocol   |
            fastagi-server | org.offhook.agi.. io.netty..
            ami-client     | io.netty..
            ami-json       | org.offhook.ami.. com.fasterxml.jackson..
            async-agi      | org.offhook.agi.. org.offhook.ami..
            testkit        | org.offhook.agi.. org.junit.. javax.net..
            """)
    void aModuleUsesWhatItMay(String module, String others) {
        String[] packages = ("java.. javax.net.ssl.. jdk.net.. org.slf4j.. org.jspecify.. "
                        + (others == null ? "" : others))
                .split(" ");
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages).or(areOf(module)))
                .check(code(module));
    }

    private static DescribedPredicate<JavaClass> areOf(String module) {
        return DescribedPredicate.describe(
                "are of " + module,
                type -> type.getPackageName().startsWith("org.offhook.")
                        && module(type).equals(module));
    }

    @Test
    void noModuleUsesTheInsideOfAnother() {
        for (String module : List.of("fastagi-server", "ami-json", "async-agi", "testkit", "cli", "examples")) {
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("org.offhook..internal..").and(not(areOf(module))))
                    .check(code(module));
        }
    }

    @Test
    void jacksonIsForJsonTheCommandAndTheExamples() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.."))
                .check(code("agi-protocol", "fastagi-server", "ami-client", "async-agi", "testkit"));
    }

    @Test
    void commandsAndRequestsKnowNoRuntime() {
        noClasses()
                .that(resideInAnyPackage("org.offhook.agi", "org.offhook.agi.command"))
                .should()
                .dependOnClassesThat(resideInAPackage("org.offhook.agi.routing"))
                .check(LIBRARY);
    }

    @Test
    void whoWritesOtherClaimsNeedsNoServer() {
        noClasses()
                .that(resideInAPackage("org.offhook.asyncagi.spi"))
                .should()
                .dependOnClassesThat(resideInAPackage("org.offhook.asyncagi"))
                .check(LIBRARY);
    }

    @Test
    void typedActionsAndEventsAreValues() {
        noClasses()
                .that(resideInAnyPackage("org.offhook.ami.action", "org.offhook.ami.event", "org.offhook.ami.spi"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.netty.."))
                .check(LIBRARY);
    }

    @Test
    void oneClassOfAModuleNamesTheKindOfEventLoop() {
        noClasses()
                .that()
                .doNotHaveSimpleName("EventLoops")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("NioEventLoopGroup")
                .check(LIBRARY);
    }

    // ---- what users see

    @Test
    void nothingOfTheInsideIsInAPublicSignature() {
        codeUnits().should(showNothingInner()).check(PUBLISHED);
        fields().should(notBeInner()).check(PUBLISHED);
        noClasses().that(arePublicApi()).should().beAssignableTo(INNER).check(PUBLISHED);
    }

    private static DescribedPredicate<JavaClass> arePublicApi() {
        return DescribedPredicate.describe("are public API", ArchitectureTest::isApi);
    }

    /** Public all the way out, in a package that is not internal. */
    private static boolean isApi(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().contains(".internal")
                && type.getEnclosingClass().map(ArchitectureTest::isApi).orElse(true);
    }

    private static boolean isApi(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return isApi(member.getOwner())
                && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
    }

    private static ArchCondition<JavaCodeUnit> showNothingInner() {
        return new ArchCondition<>("show nothing of the inside") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                if (isApi(unit)) {
                    Stream.of(
                                    Stream.of(unit.getReturnType()),
                                    unit.getParameterTypes().stream(),
                                    unit.getTypeParameters().stream())
                            .flatMap(all -> all)
                            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                            .filter(INNER)
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    unit, unit.getFullName() + " shows " + type.getName())));
                }
            }
        };
    }

    private static ArchCondition<JavaField> notBeInner() {
        return new ArchCondition<>("not be of the inside") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean shown =
                        isApi(field) && field.getAllInvolvedRawTypes().stream().anyMatch(INNER);
                events.add(new SimpleConditionEvent(field, !shown, field.getFullName()));
            }
        };
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> marked = MAIN.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(MAIN.stream().map(JavaClass::getPackageName).distinct()).isSubsetOf(marked);
    }

    // ---- threads and time

    @Test
    void nobodySleeps() {
        // The command and the programs beside it have threads of their own to wait on; the libraries and all tests do
        // not sleep.
        DescribedPredicate<JavaAccess<?>> sleep =
                call(Thread.class, "sleep").or(call(java.util.concurrent.TimeUnit.class, "sleep"));
        noClasses().should().accessTargetWhere(sleep).check(PUBLISHED);
        noClasses().should().accessTargetWhere(sleep).check(tests());
    }

    private static JavaClasses tests() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            JavaClasses tests = compiled(
                    "target/test-classes",
                    modules.map(module -> module.getFileName().toString()).toArray(String[]::new));
            assertThat(tests).hasSizeGreaterThan(30);
            return tests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void monitorsWouldPinVirtualThreads() throws IOException {
        noMethods().should().haveModifier(SYNCHRONIZED).check(PUBLISHED);
        noClasses().should().callMethodWhere(call(Object.class, "wait")).check(PUBLISHED);
        for (String module : LIBRARIES) {
            try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                assertThat(sources.filter(Files::isRegularFile))
                        .allSatisfy(source ->
                                assertThat(Files.readString(source, UTF_8)).doesNotContain("synchronized ("));
            }
        }
    }

    /** Who waits, and where that may be: never on a loop but for 25 ms. */
    private static final Set<String> WAIT = Set.of(
            // What a user calls on a thread of his. On a loop the client's refuse.
            "AmiClient.await",
            "AmiClient.awaitReady",
            "AmiFleet.awaitUp",
            "FleetFanOut.request",
            "FleetFanOut.results",
            "OriginateCall.await",
            "PbxKeeper.awaitCurrent",
            "Pending.await",
            "AgiSession.stop",
            // Starting and closing, the same.
            "AmiClient.close",
            "AmiFleet.close",
            "AsteriskLink.attach",
            "AsyncAgiServer.await",
            "FastAgiServer.awaitEmpty",
            "FastAgiServer.awaitLastLines",
            "FastAgiServer.close",
            "Listener.close",
            "Listener.open",
            "ListenerThreads.awaitEnd",
            "ScriptExecutor.await",
            // The one wait on a loop: docs/concurrency.md, rule 9.
            "QueuedSubscription.awaitRoom");

    @Test
    void onlyTheseWait() {
        DescribedPredicate<JavaAccess<?>> blocking = call(java.util.concurrent.Future.class, "get", "join")
                .or(call(java.util.concurrent.CountDownLatch.class, "await"))
                .or(call(java.util.concurrent.locks.Condition.class, "await", "awaitNanos", "awaitUninterruptibly"))
                .or(call(java.util.concurrent.Semaphore.class, "acquire", "acquireUninterruptibly"))
                .or(call(java.util.concurrent.BlockingQueue.class, "take", "put"))
                .or(call(
                        java.util.concurrent.ExecutorService.class,
                        "awaitTermination",
                        "invokeAll",
                        "invokeAny",
                        "close"))
                .or(call(java.util.concurrent.locks.LockSupport.class, "park", "parkNanos", "parkUntil"))
                .or(call(Thread.class, "join"))
                .or(DescribedPredicate.describe(
                        "Netty waits",
                        access -> access.getTargetOwner().getPackageName().startsWith("io.netty")
                                && access.getName().matches("(await|sync)(Uninterruptibly)?")));
        Set<String> found = LIBRARY.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(blocking)
                .map(access -> access.getOriginOwner().getSimpleName() + "."
                        + access.getOrigin().getName())
                .collect(Collectors.toSet());
        assertThat(found).isEqualTo(WAIT);
    }

    @Test
    void theWallClockMeasuresNoTime() {
        DescribedPredicate<JavaAccess<?>> wallClock = call(System.class, "currentTimeMillis")
                .or(call(java.time.Instant.class, "now"))
                .or(call(java.util.Date.class, "<init>"))
                .or(call(java.time.LocalDateTime.class, "now"))
                .or(call(java.time.ZonedDateTime.class, "now"));
        noClasses()
                .that()
                .doNotHaveSimpleName("FleetMember") // shows since when, and waits for nothing
                .should()
                .accessTargetWhere(wallClock)
                .check(LIBRARY);
    }

    @Test
    void nobodyPrints() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(LIBRARY);
    }

    private static <A extends JavaAccess<?>> DescribedPredicate<A> call(Class<?> type, String... names) {
        DescribedPredicate<JavaClass> owner = assignableTo(type).or(belongToAnyOf(type));
        Set<String> all = Set.of(names);
        return DescribedPredicate.describe(
                type.getSimpleName() + "." + all,
                access -> all.contains(access.getName()) && owner.test(access.getTargetOwner()));
    }
}
