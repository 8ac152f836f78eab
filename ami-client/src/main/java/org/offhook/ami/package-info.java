// SPDX-License-Identifier: Apache-2.0
/**
 * The AMI client. {@link org.offhook.ami.AmiClient} keeps one connection to the manager interface of an Asterisk up: it sends actions
 * ({@code org.offhook.ami.action}) at most once, and delivers events ({@code org.offhook.ami.event}) in order, with every gap told.
 *
 * <pre>{@code
 * AmiClient client = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", "user", "secret").build());
 * client.subscribe(HangupEvent.class, hangup -> System.out.println(hangup.channel().name()));
 * }</pre>
 *
 * <p>{@link org.offhook.ami.OriginateCall} follows a call that the program places, {@link org.offhook.ami.AmiPbxState} keeps a picture of
 * what is on the PBX, {@link org.offhook.ami.AmiFleet} holds clients of several servers. All failures are
 * {@link org.offhook.ami.AmiException}s.
 */
@NullMarked
package org.offhook.ami;

import org.jspecify.annotations.NullMarked;
