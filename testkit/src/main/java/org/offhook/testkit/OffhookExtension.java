// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test of JUnit 5 a {@link FakeAsterisk} of its own: as a parameter of the test and of {@code @BeforeEach} and
 * {@code @AfterEach}, and in every field of that type that is not set by the test. It is closed behind the test; if that failed, what was said
 * in its calls is printed first.
 *
 * <pre>{@code
 * @ExtendWith(OffhookExtension.class)
 * class HelloTest {
 *     @Test
 *     void greets(FakeAsterisk asterisk) { ... }
 * }
 * }</pre>
 *
 * <p>JUnit is an optional dependency of this module: who uses this class has it.
 */
public final class OffhookExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(OffhookExtension.class);

    /** For {@code @ExtendWith} and {@code @RegisterExtension}. */
    public OffhookExtension() {}

    /** Sets fields. */
    @Override
    public void beforeEach(ExtensionContext context) {
        for (Object test : context.getRequiredTestInstances().getAllInstances()) {
            for (Class<?> type = test.getClass(); type != null; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (field.getType() == FakeAsterisk.class) {
                        inject(field, test, context);
                    }
                }
            }
        }
    }

    private static void inject(Field field, Object test, ExtensionContext context) {
        if (Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) {
            return;
        }
        try {
            field.setAccessible(true);
            FakeAsterisk there = (FakeAsterisk) field.get(test);
            if (there == null || there.isClosed()) {
                field.set(test, asterisk(context));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new ExtensionConfigurationException("cannot set " + field + ": open its package to JUnit", e);
        }
    }

    /** Prints what was said, if the test failed, and closes. */
    @Override
    public void afterEach(ExtensionContext context) {
        @Nullable FakeAsterisk asterisk = context.getStore(NAMESPACE).remove(FakeAsterisk.class, FakeAsterisk.class);
        if (asterisk == null) {
            return;
        }
        try (asterisk) {
            if (context.getExecutionException().isPresent()) {
                System.err.println("The calls of " + context.getDisplayName() + ":\n" + asterisk.transcripts());
            }
        }
    }

    /** Whether a parameter is a {@link FakeAsterisk} of a single test. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeAsterisk.class
                && context.getTestMethod().isPresent();
    }

    /** The one of the test. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return asterisk(context);
    }

    private static FakeAsterisk asterisk(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(FakeAsterisk.class, key -> FakeAsterisk.start(), FakeAsterisk.class);
    }
}
