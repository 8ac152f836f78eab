// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** Netty stays inside; the typed actions and events stand on values only; nobody sleeps, locks a monitor or prints. */
@AnalyzeClasses(packages = "org.offhook.ami", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> NETTY = resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule noNettyInPublicSignatures = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(notMentionNetty());

    @ArchTest
    static final ArchRule noNettyInPublicConstructors = ArchRuleDefinition.constructors()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(notMentionNetty());

    @ArchTest
    static final ArchRule noNettyInPublicFields =
            fields().that().arePublic().should().notHaveRawType(NETTY).allowEmptyShould(true);

    @ArchTest
    static final ArchRule standsOnNettyAndTheJdk = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.offhook.ami..",
                    "io.netty..",
                    "java..",
                    "javax.net.ssl..",
                    "jdk.net..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule typesAreValuesOnly = noClasses()
            .that()
            .resideInAnyPackage("org.offhook.ami.action", "org.offhook.ami.event", "org.offhook.ami.spi")
            .should()
            .dependOnClassesThat(NETTY)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule monitorsWouldPinVirtualThreads = noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule nobodyWaitsOnAMonitor = noClasses()
            .should()
            .callMethod(Object.class, "wait")
            .orShould()
            .callMethod(Object.class, "wait", long.class);

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class);

    @ArchTest
    static final ArchRule nobodyPrints = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    private static ArchCondition<JavaCodeUnit> notMentionNetty() {
        return new ArchCondition<>("not mention Netty") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                boolean mentions = NETTY.test(unit.getRawReturnType())
                        || unit.getRawParameterTypes().stream().anyMatch(NETTY);
                events.add(new SimpleConditionEvent(unit, !mentions, unit.getFullName()));
            }
        };
    }
}
