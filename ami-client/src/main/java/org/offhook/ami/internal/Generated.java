// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a type that is generated from {@code src/catalogue}: not to be edited, it would be overwritten. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface Generated {}
