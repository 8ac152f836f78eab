// SPDX-License-Identifier: Apache-2.0
/**
 * Events of Asterisk 16 to 22, one type each, for {@link org.offhook.ami.AmiClient#subscribe(Class, java.util.function.Consumer)}. Accessors
 * are empty where Asterisk says nothing; {@code headers()} has everything as it came. One that is not here comes as a
 * {@link org.offhook.ami.RawEvent}. Generated from the catalogue.
 */
@NullMarked
package org.offhook.ami.event;

import org.jspecify.annotations.NullMarked;
