// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may use, and how its threads may wait. */
@AnalyzeClasses(packages = "org.offhook.agi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule standsOnTheJdkAndSlf4jAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.offhook.agi..", "java..", "org.slf4j..", "org.jspecify..");

    @ArchTest
    static final ArchRule commandsAndRequestsKnowNoRuntime = noClasses()
            .that()
            .resideInAnyPackage("org.offhook.agi", "org.offhook.agi.command")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.offhook.agi.routing");

    @ArchTest
    static final ArchRule monitorsWouldPinVirtualThreads = noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule nobodyPrints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}
