// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What there is to test on, and why there is not more.
 *
 * @param found at most one of each version, all in the same mode
 * @param reasons for people: why each mode that was tried gave nothing, or less than it was asked for
 */
record Installations(List<AsteriskInstallation> found, List<String> reasons) {
    private static final List<Mode> ORDER = List.of(Mode.EXTERNAL, Mode.ROOT, Mode.BINARY, Mode.DOCKER);

    /**
     * Looks for them.
     *
     * @param wanted by the test class: {@link Mode#AUTO} unless it is about one mode
     */
    static Installations search(Settings settings, Mode wanted) {
        Mode mode = settings.mode();
        if (mode == Mode.NONE) {
            return new Installations(List.of(), List.of("asterisk.mode is none"));
        }
        if (wanted != Mode.AUTO && mode != Mode.AUTO && wanted != mode) {
            return new Installations(
                    List.of(), List.of("asterisk.mode is " + mode.label() + ", these tests are for " + wanted.label()));
        }
        Search search = new Search(settings);
        for (Mode candidate : candidates(settings, mode == Mode.AUTO ? wanted : mode)) {
            search.in(candidate);
            if (!search.found.isEmpty()) {
                break;
            }
        }
        return new Installations(List.copyOf(search.found), List.copyOf(search.reasons));
    }

    private static List<Mode> candidates(Settings settings, Mode mode) {
        if (mode != Mode.AUTO) {
            return List.of(mode);
        }
        // Whoever names a server means that one: were it unreachable, green tests on another would mislead.
        return settings.host().isPresent() ? List.of(Mode.EXTERNAL) : ORDER;
    }

    private static final class Search {
        private final Settings settings;
        private final List<AsteriskInstallation> found = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();

        Search(Settings settings) {
            this.settings = settings;
        }

        void in(Mode mode) {
            switch (mode) {
                case EXTERNAL -> attempt(mode, () -> ExternalAsterisk.open(settings));
                case ROOT -> {
                    for (Map.Entry<Integer, String> root : settings.roots().entrySet()) {
                        attempt(mode, () -> RootFolder.open(root.getKey(), root.getValue()));
                    }
                }
                case BINARY -> attempt(mode, LocalBinary::find);
                case DOCKER -> {
                    List<String> images = settings.images();
                    for (String image : images.isEmpty() ? settings.defaultImages() : images) {
                        attempt(mode, () -> DockerImage.open(image));
                    }
                }
                case AUTO, NONE -> throw new IllegalArgumentException("nothing to search for in mode " + mode);
            }
        }

        private void attempt(Mode mode, Opening opening) {
            try {
                AsteriskInstallation installation = opening.open();
                int major = installation.version().major();
                if (found.stream().anyMatch(other -> other.version().major() == major)) {
                    reasons.add(mode.label() + ": " + installation.location() + " is another Asterisk " + major);
                } else {
                    found.add(installation);
                }
            } catch (NotAvailableException e) {
                String reason = mode.label() + ": " + e.getMessage();
                if (!reasons.contains(reason)) {
                    reasons.add(reason);
                }
            }
        }
    }

    private interface Opening {
        AsteriskInstallation open() throws NotAvailableException;
    }

    /** The reasons as lines of text. */
    String explanation() {
        return String.join("\n", reasons.stream().map(reason -> "  " + reason).toList());
    }
}
