// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link RealAsterisk} does: one run of the class for each version, and an honest word where there is none. */
final class RealAsteriskExtension implements ClassTemplateInvocationContextProvider {
    private static final AtomicBoolean BANNER_SHOWN = new AtomicBoolean();

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestClass(), RealAsterisk.class);
    }

    @Override
    public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        RealAsterisk wish = AnnotationSupport.findAnnotation(context.getTestClass(), RealAsterisk.class)
                .orElseThrow();
        // JUnit's configuration parameters include the system properties.
        Settings settings = Settings.ofProperties(context::getConfigurationParameter);
        Installations installations = Installations.search(settings, wish.mode());
        SortedSet<Integer> missing = missing(settings, wish, installations);

        List<ClassTemplateInvocationContext> runs = new ArrayList<>();
        installations.found().forEach(found -> runs.add(RealAsteriskRun.on(found, wish)));
        missing.forEach(version -> runs.add(RealAsteriskRun.failing(version, installations.explanation())));
        if (runs.isEmpty()) {
            showBanner(installations);
            runs.add(RealAsteriskRun.skipped(installations.explanation()));
        }
        return runs.stream();
    }

    private static SortedSet<Integer> missing(Settings settings, RealAsterisk wish, Installations installations) {
        SortedSet<Integer> missing = new TreeSet<>(settings.required());
        if (wish.mode() == Mode.DOCKER) {
            // Requiring versions does not require Docker; naming an image as well does, for one version at least.
            boolean dockerAsked = !missing.isEmpty() && !settings.images().isEmpty();
            return dockerAsked && installations.found().isEmpty() ? missing : new TreeSet<>();
        }
        installations.found().forEach(found -> missing.remove(found.version().major()));
        return missing;
    }

    private static void showBanner(Installations installations) {
        if (BANNER_SHOWN.compareAndSet(false, true)) {
            System.err.println("""

                **********************************************************************
                * TESTS ON A REAL ASTERISK ARE SKIPPED: there is none to be had here. *
                **********************************************************************
                %s
                How to get one: integration-tests/README.md. To have this fail instead
                of being skipped: -Dasterisk.required=true
                **********************************************************************
                """.formatted(installations.explanation()));
        }
    }
}
