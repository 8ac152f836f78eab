// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Makes sounds of a known length: 8 kHz, 16 bit, mono WAV files with a 440 Hz tone. */
final class Sounds {
    /** The lengths of the sounds that every instance has. */
    static final List<Integer> TONE_SECONDS = List.of(1, 5, 20);

    private static final int RATE = 8000;
    private static final int BYTES_PER_SAMPLE = 2;
    private static final int HEADER = 44;
    private static final double HERTZ = 440;
    private static final double LOUDNESS = 8000;

    private Sounds() {}

    static String toneName(int seconds) {
        return "tone-" + seconds;
    }

    static void writeTone(Path file, Duration length) throws IOException {
        int samples = (int) (length.toMillis() * RATE / 1000);
        int dataBytes = samples * BYTES_PER_SAMPLE;
        ByteBuffer wav = ByteBuffer.allocate(HEADER + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + dataBytes);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE).putInt(RATE * BYTES_PER_SAMPLE);
        wav.putShort((short) BYTES_PER_SAMPLE).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (Math.sin(2 * Math.PI * HERTZ * i / RATE) * LOUDNESS));
        }
        Files.write(file, wav.array());
    }
}
