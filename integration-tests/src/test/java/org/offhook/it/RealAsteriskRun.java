// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a class: on one Asterisk, or on none. */
final class RealAsteriskRun implements ClassTemplateInvocationContext {
    private final String displayName;
    private final Extension extension;

    private RealAsteriskRun(String displayName, Extension extension) {
        this.displayName = displayName;
        this.extension = extension;
    }

    static RealAsteriskRun on(AsteriskInstallation installation, RealAsterisk wish) {
        return new RealAsteriskRun(
                "Asterisk " + installation.version() + " (" + installation.location() + ")",
                new OnAsterisk(installation, wish));
    }

    static RealAsteriskRun failing(int version, String explanation) {
        BeforeClassTemplateInvocationCallback fail = context -> {
            throw new AssertionError(
                    "asterisk.required is set, but there is no Asterisk " + version + ":\n" + explanation);
        };
        return new RealAsteriskRun("Asterisk " + version + " (missing)", fail);
    }

    static RealAsteriskRun skipped(String explanation) {
        BeforeClassTemplateInvocationCallback skip = context -> {
            throw new TestAbortedException("there is no Asterisk:\n" + explanation);
        };
        return new RealAsteriskRun("no Asterisk", skip);
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return displayName;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(extension);
    }

    /** Keeps the instance from the first test of the run to the last. */
    private static final class OnAsterisk
            implements BeforeClassTemplateInvocationCallback,
                    AfterClassTemplateInvocationCallback,
                    BeforeEachCallback,
                    AfterEachCallback,
                    ParameterResolver {
        private static final Logger LOG = LoggerFactory.getLogger(RealAsterisk.class);

        private final AsteriskInstallation installation;
        private final RealAsterisk wish;
        private volatile @Nullable AsteriskUnderTest asterisk;

        OnAsterisk(AsteriskInstallation installation, RealAsterisk wish) {
            this.installation = installation;
            this.wish = wish;
        }

        @Override
        public void beforeClassTemplateInvocation(ExtensionContext context) {
            AsteriskUnderTest started = AsteriskUnderTest.start(installation, options());
            asterisk = started;
            LOG.info("{} runs on {}", context.getRequiredTestClass().getSimpleName(), started);
        }

        private AsteriskOptions options() {
            AsteriskOptions options =
                    ReflectionSupport.newInstance(wish.options()).get();
            AsteriskOptions more = options.withModules(wish.modules());
            return wish.pjsip() ? more.withPjsip() : more;
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            asterisk().beforeTest();
        }

        /** Runs after the test class's own methods, so a server that they close has let go of its calls. */
        @Override
        public void afterEach(ExtensionContext context) throws IOException {
            keepFailure(context);
            asterisk().afterTest();
        }

        @Override
        public void afterClassTemplateInvocation(ExtensionContext context) {
            AsteriskUnderTest started = asterisk;
            if (started != null) {
                started.close();
            }
        }

        private void keepFailure(ExtensionContext context) throws IOException {
            Optional<Throwable> failure = context.getExecutionException();
            if (failure.isEmpty() || failure.get() instanceof TestAbortedException) {
                return;
            }
            String test = context.getRequiredTestClass().getSimpleName() + "."
                    + context.getRequiredTestMethod().getName();
            Path folder = Artefacts.folder(
                    context.getRequiredTestClass().getSimpleName(), asterisk().majorVersion());
            Artefacts.save(folder, asterisk(), test, failure.get());
            System.err.println("Asterisk's log and the AMI transcript of the failed " + test + ": " + folder);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == AsteriskUnderTest.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return asterisk();
        }

        private AsteriskUnderTest asterisk() {
            AsteriskUnderTest started = asterisk;
            if (started == null) {
                throw new IllegalStateException("Asterisk has not been started");
            }
            return started;
        }
    }
}
