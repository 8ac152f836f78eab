// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.util.AbstractCollection;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from texts, of which a changed copy costs a few small arrays, however large it is: a tree by five bits of the key's
 * hash at each level. That is what lets a reader hold a whole picture while the next event already makes another one.
 *
 * @param <V> the values
 */
final class PersistentMap<V> {

    private static final PersistentMap<?> EMPTY = new PersistentMap<>(null, 0);

    /** A {@link Leaf}, a {@link Branch} or a {@link Clash}; null when empty. */
    private final @Nullable Object root;

    private final int size;

    private PersistentMap(@Nullable Object root, int size) {
        this.root = root;
        this.size = size;
    }

    private record Leaf(int hash, String key, Object value) {}

    /** One slot per bit that is set, in the order of the bits. */
    private static final class Branch {
        private final int bits;
        private final Object[] slots;

        Branch(int bits, Object[] slots) {
            this.bits = bits;
            this.slots = slots;
        }

        int slot(int bit) {
            return Integer.bitCount(bits & (bit - 1));
        }
    }

    /** Keys of one hash, two or more. */
    private static final class Clash {
        private final int hash;
        private final Leaf[] leaves;

        Clash(int hash, Leaf[] leaves) {
            this.hash = hash;
            this.leaves = leaves;
        }

        int find(String key) {
            for (int i = 0; i < leaves.length; i++) {
                if (leaves[i].key.equals(key)) {
                    return i;
                }
            }
            return -1;
        }
    }

    @SuppressWarnings("unchecked")
    static <V> PersistentMap<V> empty() {
        return (PersistentMap<V>) EMPTY;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    V get(String key) {
        int hash = hash(key);
        Object node = root;
        for (int shift = 0; node instanceof Branch branch; shift += 5) {
            int bit = bit(hash, shift);
            node = (branch.bits & bit) == 0 ? null : branch.slots[branch.slot(bit)];
        }
        if (node instanceof Leaf leaf) {
            return leaf.key.equals(key) ? (V) leaf.value : null;
        }
        if (node instanceof Clash clash) {
            int i = clash.find(key);
            return i < 0 ? null : (V) clash.leaves[i].value;
        }
        return null;
    }

    /** This map with the value at the key. */
    PersistentMap<V> with(String key, V value) {
        Leaf leaf = new Leaf(hash(key), key, value);
        if (root == null) {
            return new PersistentMap<>(leaf, 1);
        }
        return new PersistentMap<>(put(root, 0, leaf), get(key) == null ? size + 1 : size);
    }

    /** This map without the key. */
    PersistentMap<V> without(String key) {
        if (root == null || get(key) == null) {
            return this;
        }
        return size == 1 ? empty() : new PersistentMap<>(remove(root, 0, hash(key), key), size - 1);
    }

    /** The values, as a view. */
    Collection<V> values() {
        return new AbstractCollection<>() {
            @Override
            public Iterator<V> iterator() {
                return PersistentMap.this.iterator(leaf -> cast(leaf.value));
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** The keys, as a view. */
    Collection<String> keys() {
        return new AbstractCollection<>() {
            @Override
            public Iterator<String> iterator() {
                return PersistentMap.this.iterator(leaf -> leaf.key);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private V cast(Object value) {
        return (V) value;
    }

    private static int hash(String key) {
        int hash = key.hashCode();
        return hash ^ hash >>> 16;
    }

    private static int bit(int hash, int shift) {
        return 1 << (hash >>> shift & 31);
    }

    private static Object put(Object node, int shift, Leaf leaf) {
        if (node instanceof Branch branch) {
            int bit = bit(leaf.hash, shift);
            int slot = branch.slot(bit);
            if ((branch.bits & bit) == 0) {
                return new Branch(branch.bits | bit, inserted(branch.slots, slot, leaf));
            }
            Object[] slots = branch.slots.clone();
            slots[slot] = put(slots[slot], shift + 5, leaf);
            return new Branch(branch.bits, slots);
        }
        if (node instanceof Leaf other) {
            if (other.key.equals(leaf.key)) {
                return leaf;
            }
            return other.hash == leaf.hash
                    ? new Clash(leaf.hash, new Leaf[] {other, leaf})
                    : split(shift, other, other.hash, leaf);
        }
        Clash clash = (Clash) node;
        if (clash.hash != leaf.hash) {
            return split(shift, clash, clash.hash, leaf);
        }
        int i = clash.find(leaf.key);
        Leaf[] leaves = Arrays.copyOf(clash.leaves, i < 0 ? clash.leaves.length + 1 : clash.leaves.length);
        leaves[i < 0 ? leaves.length - 1 : i] = leaf;
        return new Clash(clash.hash, leaves);
    }

    /** Branches down to where the two hashes differ. */
    private static Branch split(int shift, Object node, int hash, Leaf leaf) {
        int one = bit(hash, shift);
        int two = bit(leaf.hash, shift);
        if (one == two) {
            return new Branch(one, new Object[] {split(shift + 5, node, hash, leaf)});
        }
        // Compared as numbers without sign: the 32nd bit is the highest.
        boolean first = Integer.compareUnsigned(one, two) < 0;
        return new Branch(one | two, first ? new Object[] {node, leaf} : new Object[] {leaf, node});
    }

    /** The node without the key, which is in it; null when nothing is left. */
    private static @Nullable Object remove(Object node, int shift, int hash, String key) {
        if (node instanceof Leaf) {
            return null;
        }
        if (node instanceof Clash clash) {
            int i = clash.find(key);
            if (clash.leaves.length == 2) {
                return clash.leaves[1 - i];
            }
            Leaf[] leaves = new Leaf[clash.leaves.length - 1];
            System.arraycopy(clash.leaves, 0, leaves, 0, i);
            System.arraycopy(clash.leaves, i + 1, leaves, i, leaves.length - i);
            return new Clash(clash.hash, leaves);
        }
        Branch branch = (Branch) node;
        int bit = bit(hash, shift);
        int slot = branch.slot(bit);
        Object rest = remove(branch.slots[slot], shift + 5, hash, key);
        if (rest == null) {
            if (branch.slots.length == 1) {
                return null;
            }
            if (branch.slots.length == 2 && !(branch.slots[1 - slot] instanceof Branch)) {
                return branch.slots[1 - slot];
            }
            Object[] slots = new Object[branch.slots.length - 1];
            System.arraycopy(branch.slots, 0, slots, 0, slot);
            System.arraycopy(branch.slots, slot + 1, slots, slot, slots.length - slot);
            return new Branch(branch.bits & ~bit, slots);
        }
        if (branch.slots.length == 1 && !(rest instanceof Branch)) {
            return rest;
        }
        Object[] slots = branch.slots.clone();
        slots[slot] = rest;
        return new Branch(branch.bits, slots);
    }

    private static Object[] inserted(Object[] slots, int at, Object slot) {
        Object[] more = new Object[slots.length + 1];
        System.arraycopy(slots, 0, more, 0, at);
        more[at] = slot;
        System.arraycopy(slots, at, more, at + 1, slots.length - at);
        return more;
    }

    private interface Look<T> {
        T at(Leaf leaf);
    }

    private <T> Iterator<T> iterator(Look<T> look) {
        Deque<Object> ahead = new ArrayDeque<>();
        if (root != null) {
            ahead.push(root);
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !ahead.isEmpty();
            }

            @Override
            public T next() {
                while (true) {
                    if (ahead.isEmpty()) {
                        throw new NoSuchElementException();
                    }
                    Object node = ahead.pop();
                    if (node instanceof Leaf leaf) {
                        return look.at(leaf);
                    }
                    for (Object each : node instanceof Branch branch ? branch.slots : ((Clash) node).leaves) {
                        ahead.push(each);
                    }
                }
            }
        };
    }
}
