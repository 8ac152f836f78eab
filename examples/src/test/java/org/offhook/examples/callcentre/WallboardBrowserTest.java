// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The wallboard in a real browser. With {@code -Dwallboard.picture=FILE} the picture of the docs is made.
 *
 * <p>Skipped where there is no Chromium; with {@code -Dasterisk.required=true}, as CI says it, that is a failure.
 */
@Timeout(120)
class WallboardBrowserTest {

    private Wallboard wallboard;
    private Chromium browser;

    @BeforeEach
    void open() throws Exception {
        if (Chromium.installed().isEmpty()) {
            String missing = "no Chromium is installed: THE WALLBOARD IS NOT TESTED IN A BROWSER";
            System.err.println("*** " + missing + " ***");
            assertThat(System.getProperty("asterisk.required")).as(missing).isIn(null, "", "false");
            Assumptions.abort(missing);
        }
        wallboard = Wallboard.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        browser = Chromium.start(Chromium.installed().get());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (wallboard != null) {
            wallboard.close();
        }
    }

    @Test
    void callsComeAndGoOnThePage() {
        wallboard.show(Boards.of(List.of(), Boards.desk("1", "Anna", AgentState.FREE, 5, "", "sales")));
        browser.open(wallboard.address());

        browser.awaitValue("document.body.dataset.link", "live");
        browser.awaitValue(text("#waiting"), "0");
        browser.awaitValue(text("#free") + " + ' of ' + " + text("#staff"), "1 of 1");
        browser.awaitValue(text("#agents li .state"), "free");
        browser.awaitValue("document.getElementById('nobody').hidden", "false");

        wallboard.show(Boards.of(
                List.of(Boards.line("a", "…567", "sales", 3_700, "Anna"), Boards.line("b", "…120", "", 3, "")),
                Boards.desk("1", "Anna", AgentState.RINGING, 2, "…567", "sales")));
        browser.awaitValue(text("#waiting"), "2");
        browser.awaitValue(text("#line li:first-child .about"), "sales · rings at Anna");
        browser.awaitValue(text("#line li:last-child .name"), "…120");
        browser.awaitValue("document.querySelector('#line li:first-child').className", "offered late");
        browser.awaitValue(text("#agents li .state"), "ringing …567");
        browser.awaitValue("document.getElementById('nobody').hidden", "true");
        assertThat(browser.evaluate(text("#longest"))).startsWith("1:0");

        browser.evaluate("document.querySelector('#line li:last-child').marked = true");
        wallboard.show(Boards.of(
                List.of(Boards.line("b", "…120", "", 5, "")),
                Boards.desk("1", "Anna", AgentState.TALKING, 0, "…567", "sales")));
        browser.awaitValue(text("#waiting"), "1");
        browser.awaitValue("document.querySelector('#line li').marked", "true"); // the same element has moved up
        browser.awaitValue(text("#line li .place"), "1");
        browser.awaitValue(text("#agents li .state"), "talking …567");
        browser.awaitValue("document.querySelector('#agents button').hidden", "false");
        String clock = browser.evaluate(text("#agents li .time"));
        browser.awaitValue(text("#agents li .time") + " !== '" + clock + "'", "true");

        assertThat(browser.requested())
                .allMatch(url -> url.startsWith(wallboard.address().toString()) || url.startsWith("data:"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aNameIsTextAndNoMarkup() {
        wallboard.show(Boards.of(
                List.of(), Boards.desk("1", "<img src=x onerror=document.title='gotcha'>", AgentState.FREE, 5, "")));
        browser.open(wallboard.address());

        browser.awaitValue(text("#agents .name"), "<img src=x onerror=document.title='gotcha'>");
        assertThat(browser.evaluate("document.title")).isEqualTo("Call centre");
    }

    @Test
    void thePageSaysWhenItIsOld() throws IOException {
        wallboard.show(Boards.offline(Boards.busy()));
        browser.open(wallboard.address());
        browser.awaitValue(text("#link"), "Asterisk cannot be reached");

        wallboard.show(Boards.busy());
        browser.awaitValue(text("#link"), "live");
        int port = wallboard.address().getPort();
        wallboard.close();
        browser.awaitValue(text("#link"), "this picture is old: no connection to the call centre");
        browser.awaitValue(text("#waiting"), "4");

        wallboard = Wallboard.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        wallboard.show(Boards.of(List.of()));
        browser.awaitValue(text("#link"), "live");
        browser.awaitValue(text("#waiting"), "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everythingCanBeReadInLightAndDark(String scheme) throws IOException {
        wallboard.show(Boards.busy());
        browser.size(1280, 720);
        browser.prefer(scheme);
        browser.open(wallboard.address());
        browser.awaitValue(text("#waiting"), "4");

        String ground = browser.evaluate("getComputedStyle(document.body).backgroundColor");
        assertThat(ground).isEqualTo(scheme.equals("dark") ? "rgb(12, 19, 27)" : "rgb(238, 241, 245)");
        assertThat(browser.evaluate(CONTRASTS))
                .as("texts with a contrast below 4.5")
                .isEmpty();
        assertThat(browser.evaluate("document.documentElement.scrollHeight <= 720"))
                .isEqualTo("true");
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= 1280"))
                .isEqualTo("true");
        byte[] picture = browser.screenshot();
        assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
        String file = System.getProperty("wallboard.picture", "");
        if (!file.isEmpty() && scheme.equals("dark")) {
            Files.write(Path.of(file), picture);
        }
    }

    @Test
    void aSmallScreenNeedsNoScrollingToTheSide() {
        wallboard.show(Boards.busy());
        browser.size(390, 844);
        browser.open(wallboard.address());

        browser.awaitValue(text("#waiting"), "4");
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= 390"))
                .isEqualTo("true");
    }

    private static String text(String selector) {
        return "document.querySelector('" + selector + "')?.textContent";
    }

    /** WCAG's contrast of each piece of text with what is behind it. */
    private static final String CONTRASTS = """
            (() => {
              const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
                .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = e => {
                for (; e; e = e.parentElement) {
                  const c = numbers(getComputedStyle(e).backgroundColor);
                  if (c.length < 4 || c[3] > 0) return c;
                }
                return [255, 255, 255];
              };
              return [...document.querySelectorAll('body *')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .filter(e => e.checkVisibility({visibilityProperty: true}))
                .map(e => {
                  const [a, b] = [light(numbers(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
                  return [(a + 0.05) / (b + 0.05), e.className + ' ' + e.textContent];
                })
                .filter(([contrast]) => contrast < 4.5)
                .map(([contrast, what]) => what + ': ' + contrast.toFixed(2)).join('; ');
            })()""";
}
