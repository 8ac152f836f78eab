// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Netty stays inside: a user's code never meets it. */
@AnalyzeClasses(packages = "org.offhook.fastagi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> NETTY = resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule noNettyInPublicSignatures = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(new ArchCondition<JavaMethod>("not mention Netty") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean mentions = NETTY.test(method.getRawReturnType())
                            || method.getRawParameterTypes().stream().anyMatch(NETTY);
                    events.add(new SimpleConditionEvent(method, !mentions, method.getFullName()));
                }
            });

    @ArchTest
    static final ArchRule onlyOneClassNamesAnEventLoopImplementation = noClasses()
            .that()
            .doNotHaveSimpleName("EventLoops")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("NioEventLoopGroup");

    @ArchTest
    static final ArchRule standsOnTheAgiModuleAndNetty = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.offhook.fastagi..",
                    "org.offhook.agi..",
                    "io.netty..",
                    "java..",
                    "javax.net.ssl..",
                    "jdk.net..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule monitorsWouldPinVirtualThreads = noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
