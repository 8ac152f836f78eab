// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A list of addresses and networks. Empty matches nothing. */
final class AddressRules {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Network(byte[] address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
                return false;
            }
            int left = bits % 8;
            int mask = left == 0 ? 0 : 0xff << (8 - left) & 0xff;
            return left == 0 || (address[whole] & mask) == (other[whole] & mask);
        }
    }

    private final List<Network> networks = new ArrayList<>();

    /**
     * @param rules {@code 192.0.2.7}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}; names are not resolved
     */
    AddressRules(Collection<String> rules) {
        rules.forEach(rule -> networks.add(parse(rule.strip())));
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return networks.stream().anyMatch(network -> network.contains(bytes));
    }

    private static Network parse(String rule) {
        int slash = rule.indexOf('/');
        String literal = slash < 0 ? rule : rule.substring(0, slash);
        byte[] address = NetUtil.createByteArrayFromIpAddressString(literal);
        if (address == null) {
            throw new IllegalArgumentException("not an IP address or network: \"" + rule + "\"");
        }
        int most = address.length * 8;
        int bits = most;
        if (slash >= 0) {
            String prefix = rule.substring(slash + 1);
            bits = prefix.matches("\\d{1,3}") ? Integer.parseInt(prefix) : -1;
        }
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(
                    "not a network: \"" + rule + "\" (the prefix must be 0 to " + most + ")");
        }
        return new Network(address, bits);
    }
}
