// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

/** The harness with an Asterisk in a container. */
@RealAsterisk(mode = Mode.DOCKER)
class HarnessDockerTest extends HarnessSmoke {
    HarnessDockerTest(AsteriskUnderTest asterisk) {
        super(asterisk);
    }
}
