// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import org.offhook.agi.command.GetVariable;

/**
 * Reads a variable that is longer than GET VARIABLE can tell, in slices.
 *
 * <p>The length is not asked for with {@code LEN}: it copies the value to the stack of the channel's thread, and a value of
 * half a megabyte crashes Asterisk 16 and 22. The value ends with the first slice that is not full, and that is checked again
 * when all is read.
 */
final class LongVariable {

    /** The longest slice that AsyncAGI carries even if every byte of it is percent-encoded (2044 characters). */
    static final int SLICE = 600;

    static final int MAX_BYTES = 1 << 20;

    private static final int ATTEMPTS = 3;

    private final AgiChannel channel;
    private final String name;

    private LongVariable(AgiChannel channel, String name) {
        this.channel = channel;
        this.name = name;
    }

    /**
     * Reads a variable of any length.
     *
     * @throws AgiTruncatedException if it is long and the name is not plain, for it could be a function, which must not run
     *     twice; if it has more than {@link #MAX_BYTES}; or if it does not stay the same while it is read
     */
    static Optional<String> read(AgiChannel channel, String name) {
        GetVariable command = new GetVariable(name);
        LongVariable variable = new LongVariable(channel, name);
        for (int attempt = 1; ; attempt++) {
            try {
                return channel.execute(command);
            } catch (AgiTruncatedException cut) {
                if (!command.isPlainName()) {
                    throw cut;
                }
                ByteArrayOutputStream value = variable.slices(cut);
                if (variable.endsAt(value.size())) {
                    return Optional.of(value.toString(UTF_8));
                }
                if (attempt == ATTEMPTS) {
                    throw new AgiTruncatedException(
                            "the variable " + name + " changed while it was read, " + ATTEMPTS + " times",
                            cut.reply().orElse(null));
                }
            }
        }
    }

    private ByteArrayOutputStream slices(AgiTruncatedException cut) {
        ByteArrayOutputStream value = new ByteArrayOutputStream(4 * SLICE);
        byte[] slice;
        do {
            slice = slice(value.size());
            value.writeBytes(slice);
            if (value.size() > MAX_BYTES) {
                throw new AgiTruncatedException(
                        "the variable " + name + " has more than " + MAX_BYTES + " bytes",
                        cut.reply().orElse(null));
            }
        } while (slice.length == SLICE);
        return value;
    }

    /** Whether the value still has this length: from its last byte on there is one byte. */
    private boolean endsAt(int length) {
        return length > 0 && slice(length - 1).length == 1;
    }

    private byte[] slice(int offset) {
        return channel.execute(new Slice(name, offset));
    }

    /** Bytes, not text: a slice can begin and end within a character. */
    private record Slice(String name, int offset) implements AgiCommand<byte[]> {

        @Override
        public String line() {
            return AgiLine.of("GET FULL VARIABLE")
                    .arg("${" + name + ":" + offset + ":" + SLICE + "}")
                    .toString();
        }

        @Override
        public byte[] result(AgiReply reply) {
            byte[] slice = reply.rawData();
            if (!reply.rest().endsWith(")") || slice.length > SLICE) {
                throw new AgiTruncatedException(
                        "a slice of the variable " + name + " has not the length that was asked for", reply);
            }
            return slice;
        }

        @Override
        public Duration runTime() {
            return Duration.ZERO;
        }

        @Override
        public boolean failureMayMeanHangup() {
            return false;
        }
    }
}
