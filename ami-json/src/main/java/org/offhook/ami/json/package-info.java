// SPDX-License-Identifier: Apache-2.0
/** AMI events to JSON and back, and headers bound to records. Begin with {@link org.offhook.ami.json.AmiJson}. */
@NullMarked
package org.offhook.ami.json;

import org.jspecify.annotations.NullMarked;
