// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A thin transport between two public APIs. */
@AnalyzeClasses(packages = "org.offhook.asyncagi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule standsOnThePublicApisOfBothSides = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.offhook.asyncagi..",
                    "org.offhook.agi",
                    "org.offhook.agi.command",
                    "org.offhook.agi.routing",
                    "org.offhook.agi.spi",
                    "org.offhook.ami",
                    "org.offhook.ami.action",
                    "org.offhook.ami.event",
                    "org.offhook.ami.spi",
                    "java..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule whoWritesOtherClaimsNeedsNoServer = noClasses()
            .that()
            .resideInAPackage("org.offhook.asyncagi.spi")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.offhook.asyncagi");

    @ArchTest
    static final ArchRule monitorsWouldPinVirtualThreads = noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
