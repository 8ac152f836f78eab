// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PersistentMapTest {

    /** Few keys, many of them with the same hash, so that everything that can happen in the tree does. */
    private static String key(Random random) {
        StringBuilder key = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            key.append(random.nextBoolean() ? "Aa" : "BB");
        }
        return random.nextInt(3) == 0
                ? key.toString()
                : key.append(random.nextInt(300)).toString();
    }

    @Property(tries = 100)
    void itIsWhatAHashMapIs(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Integer> model = new HashMap<>();
        PersistentMap<Integer> map = PersistentMap.empty();
        for (int i = 0; i < 2000; i++) {
            String key = key(random);
            // Phases of growing and of shrinking.
            if (random.nextInt(10) < (i / 500 % 2 == 0 ? 8 : 2)) {
                model.put(key, i);
                map = map.with(key, i);
            } else {
                model.remove(key);
                map = map.without(key);
            }
            assertThat(map.get(key)).isEqualTo(model.get(key));
            assertThat(map.size()).isEqualTo(model.size());
        }

        assertThat(map.values()).containsExactlyInAnyOrderElementsOf(model.values());
        assertThat(map.keys()).containsExactlyInAnyOrderElementsOf(model.keySet());
        for (Map.Entry<String, Integer> entry : model.entrySet()) {
            assertThat(map.get(entry.getKey())).isEqualTo(entry.getValue());
            map = map.without(entry.getKey());
        }
        assertThat(map.isEmpty()).isTrue();
        assertThat(map).isSameAs(PersistentMap.empty());
    }

    @Property(tries = 20)
    void anOlderOneStaysAsItWas(@ForAll long seed) {
        Random random = new Random(seed);
        PersistentMap<Integer> map = PersistentMap.empty();
        List<PersistentMap<Integer>> kept = new ArrayList<>();
        List<Map<String, Integer>> expected = new ArrayList<>();
        Map<String, Integer> model = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            String key = key(random);
            if (random.nextInt(3) > 0) {
                model.put(key, i);
                map = map.with(key, i);
            } else {
                model.remove(key);
                map = map.without(key);
            }
            if (i % 40 == 0) {
                kept.add(map);
                expected.add(new HashMap<>(model));
            }
        }
        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.get(i).values())
                    .containsExactlyInAnyOrderElementsOf(expected.get(i).values());
        }
    }

    @Test
    void keysOfOneHashAreToldApart() {
        PersistentMap<Integer> map = PersistentMap.<Integer>empty()
                .with("AaAa", 1)
                .with("BBBB", 2)
                .with("AaBB", 3)
                .with("BBBB", 4);

        assertThat(map.size()).isEqualTo(3);
        assertThat(map.get("BBBB")).isEqualTo(4);
        assertThat(map.get("BBAa")).isNull();
        assertThat(map.without("BBAa")).isSameAs(map);
        assertThat(map.without("AaAa").without("AaBB").get("BBBB")).isEqualTo(4);
    }

    @Test
    void itsViewsCannotBeChangedAndEnd() {
        PersistentMap<Integer> map = PersistentMap.<Integer>empty().with("a", 1);
        Iterator<Integer> values = map.values().iterator();

        assertThat(values.next()).isEqualTo(1);
        assertThat(values.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(values::next);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> map.values().add(2));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> map.values().clear());
    }
}
