// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.dialog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiChannel;

/**
 * Offers the caller a choice, by one key.
 *
 * <pre>{@code
 * static final Menu<Desk> MAIN = Menu.<Desk>of("main-menu")
 *         .choice('1', Desk.SALES)
 *         .choice('2', Desk.SUPPORT)
 *         .submenu('3', MORE)
 *         .action('4', channel -> OPENING_HOURS.play(channel))
 *         .repeat('9')
 *         .operator('0', Desk.OPERATOR)
 *         .otherwise(Desk.OPERATOR);
 * }</pre>
 *
 * <p>A value can be anything, also a script to go on with. A key that nothing stands behind is an invalid attempt; a good one makes
 * the attempts count from the first again.
 *
 * @param <T> what is chosen
 */
public final class Menu<T> extends Question<T, Menu<T>> {

    /** What stands behind a key. */
    private sealed interface Choice<T> {}

    private record Value<T>(T value) implements Choice<T> {}

    private record Operator<T>(T value) implements Choice<T> {}

    private record Submenu<T>(Menu<T> menu) implements Choice<T> {}

    private record Action<T>(Consumer<AgiChannel> action) implements Choice<T> {}

    private record Back<T>() implements Choice<T> {}

    private record Repeat<T>() implements Choice<T> {}

    private final Map<Character, Choice<T>> choices;
    private final @Nullable T otherwise;

    private Menu(Settings settings, Map<Character, Choice<T>> choices, @Nullable T otherwise) {
        super(settings);
        this.choices = choices;
        this.otherwise = otherwise;
    }

    @Override
    Menu<T> with(Settings changed) {
        return new Menu<>(changed, choices, otherwise);
    }

    private Menu<T> with(char key, Choice<T> choice) {
        Map<Character, Choice<T>> more = new LinkedHashMap<>(choices);
        if (more.put(Keys.check(key), choice) != null) {
            throw new IllegalArgumentException("the key " + key + " has a choice already");
        }
        return new Menu<>(settings, Map.copyOf(more), otherwise);
    }

    /** The same, with something told before the prompt. */
    Menu<T> after(Prompt told) {
        return prompt(told.then(settings.prompt));
    }

    /**
     * A menu without choices.
     *
     * @param sounds tell the choices; files without an extension
     * @param <T> what is chosen
     */
    public static <T> Menu<T> of(String... sounds) {
        return of(Prompt.of(sounds));
    }

    /**
     * A menu without choices.
     *
     * @param prompt tells the choices
     * @param <T> what is chosen
     */
    public static <T> Menu<T> of(Prompt prompt) {
        return new Menu<T>(new Settings(), Map.of(), null).prompt(prompt);
    }

    /**
     * A question that is answered with 1 for yes or 2 for no.
     *
     * @param sounds ask it; files without an extension
     */
    public static Menu<Boolean> yesNo(String... sounds) {
        return Menu.<Boolean>of(sounds).choice('1', true).choice('2', false);
    }

    /**
     * Adds a choice.
     *
     * @param key chooses it
     * @param value what is chosen
     */
    public Menu<T> choice(char key, T value) {
        return with(key, new Value<>(value));
    }

    /**
     * Adds something to do, after which the menu is played again.
     *
     * @param key chooses it
     * @param action is given the call; what it throws ends the script
     */
    public Menu<T> action(char key, Consumer<AgiChannel> action) {
        return with(key, new Action<>(action));
    }

    /**
     * Adds a menu below this one. What is chosen there is the result; its {@link #back} leads here.
     *
     * @param key leads there
     * @param menu the other menu
     */
    public Menu<T> submenu(char key, Menu<T> menu) {
        return with(key, new Submenu<>(menu));
    }

    /**
     * Adds the way back to the menu above; in the first menu it ends it all as {@link AskResult.Cancelled}.
     *
     * @param key leads there
     */
    public Menu<T> back(char key) {
        return with(key, new Back<>());
    }

    /**
     * Adds a way to hear the menu again, which is no attempt.
     *
     * @param key chooses it
     */
    public Menu<T> repeat(char key) {
        return with(key, new Repeat<>());
    }

    /**
     * Adds a choice that is there in all menus below as well, unless they have another for its key.
     *
     * @param key chooses it, mostly {@code '0'}
     * @param value what is chosen
     */
    public Menu<T> operator(char key, T value) {
        return with(key, new Operator<>(value));
    }

    /**
     * Sets what is taken as chosen when the attempts are over, here or in a menu below that has no such value: instead of
     * {@link AskResult.TimedOut} and {@link AskResult.TooManyAttempts} there is an answer then, without keys.
     *
     * @param value what is taken as chosen
     */
    public Menu<T> otherwise(T value) {
        return new Menu<>(settings, choices, value);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if there is no choice
     */
    @Override
    public AskResult<T> ask(AgiChannel channel) {
        return ask(channel, Map.of());
    }

    private AskResult<T> ask(AgiChannel channel, Map<Character, Choice<T>> operators) {
        if (choices.isEmpty()) {
            throw new IllegalStateException("the menu has no choice");
        }
        Map<Character, Choice<T>> all = new LinkedHashMap<>(operators);
        all.putAll(choices);
        Attempts attempts = new Attempts();
        while (attempts.isLeft()) {
            KeyReader.Entry entry = KeyReader.read(channel, attempts.next(), rules());
            if (entry.end() == KeyReader.End.STOPPED) {
                return new AskResult.Stopped<>();
            } else if (entry.isNothing()) {
                attempts.noInput();
                continue;
            }
            Choice<T> choice = all.get(entry.keys().charAt(0));
            if (choice == null) {
                attempts.failed(settings.invalid);
            } else if (choice instanceof Repeat) {
                attempts.repeat();
            } else {
                AskResult<T> result = choose(channel, entry.keys(), choice, all);
                if (result != null) {
                    return result;
                }
                attempts = new Attempts();
            }
        }
        return orOtherwise(attempts.end(channel));
    }

    /** Does what was chosen; null if this menu goes on. */
    private @Nullable AskResult<T> choose(
            AgiChannel channel, String key, Choice<T> choice, Map<Character, Choice<T>> all) {
        if (choice instanceof Value<T> chosen) {
            return new AskResult.Digits<>(key, chosen.value);
        } else if (choice instanceof Operator<T> chosen) {
            return new AskResult.Digits<>(key, chosen.value);
        } else if (choice instanceof Submenu<T> below) {
            AskResult<T> result = below.menu.ask(channel, operators(all));
            return result instanceof AskResult.Cancelled ? null : orOtherwise(result);
        } else if (choice instanceof Action<T> act) {
            act.action.accept(channel);
            return null;
        }
        return new AskResult.Cancelled<>();
    }

    private Map<Character, Choice<T>> operators(Map<Character, Choice<T>> all) {
        Map<Character, Choice<T>> operators = new LinkedHashMap<>(all);
        operators.values().removeIf(choice -> !(choice instanceof Operator));
        return operators;
    }

    private AskResult<T> orOtherwise(AskResult<T> result) {
        boolean failed = result instanceof AskResult.TimedOut || result instanceof AskResult.TooManyAttempts;
        return failed && otherwise != null ? new AskResult.Digits<>("", otherwise) : result;
    }

    private KeyReader.Rules rules() {
        return new KeyReader.Rules(1, Keys.NONE, Keys.NONE, settings.timeout, settings.timeout);
    }
}
