// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class once on each version of Asterisk that can be had, each time on a fresh one.
 *
 * <pre>{@code
 * @RealAsterisk
 * class GreetingTest {
 *     private final AsteriskUnderTest asterisk;
 *
 *     GreetingTest(AsteriskUnderTest asterisk) {
 *         this.asterisk = asterisk;
 *     }
 *
 *     @Test
 *     void aCallerIsGreeted() { … }
 * }
 * }</pre>
 *
 * <p>The instance may be a parameter of the constructor, of a test, of {@code @BeforeEach} and of {@code @AfterEach}; not
 * of {@code @BeforeAll}, which JUnit runs once for all versions together. It lives as long as the class does on that
 * version. Before each test it is brought back if the last one killed or froze
 * it, and its recorded events are forgotten; after each test calls that are still up are ended. When a test fails,
 * Asterisk's log and the AMI transcript are kept below {@code target/asterisk-it} and the place is printed.
 *
 * <p>Where there is no Asterisk the class is skipped, with a banner that says why; {@code -Dasterisk.required=true} makes
 * that a failure, for each supported version on its own.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(RealAsteriskExtension.class)
public @interface RealAsterisk {
    /** {@link Mode#AUTO}, or the one mode that the class is about. */
    Mode mode() default Mode.AUTO;

    /** Further modules to load, such as {@code app_chanspy}. */
    String[] modules() default {};

    /** Whether to load chan_pjsip, see {@link AsteriskOptions#withPjsip()}. */
    boolean pjsip() default false;

    /** Further options; the class needs a constructor without parameters. */
    Class<? extends Supplier<AsteriskOptions>> options() default NoFurtherOptions.class;

    /** Nothing special. */
    final class NoFurtherOptions implements Supplier<AsteriskOptions> {
        /** Used by the harness. */
        public NoFurtherOptions() {}

        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT;
        }
    }
}
