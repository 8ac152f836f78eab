// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.customerservice;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.command.DialResult;
import org.offhook.agi.command.QueueResult;
import org.offhook.agi.dialog.Ask;
import org.offhook.agi.dialog.Menu;
import org.offhook.agi.dialog.Prompt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the account number, three times at most, and has it confirmed; then brings the caller to his account manager, or into
 * the queue of his tier. Who cannot say who he is, or cannot be looked up, waits in the standard queue: nobody is sent away.
 */
public final class CustomerService implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(CustomerService.class);
    private static final Duration RING_TIME = Duration.ofSeconds(10);
    private static final Duration WAIT_TIME = Duration.ofMinutes(10);

    private final Ask<Customer> account;
    private final Tiers tiers;
    private final UnaryOperator<String> device;

    /**
     * @param customers who there are
     * @param tiers what they pay for
     * @param device gives the device of an extension, such as {@code PJSIP/200} of {@code 200}
     */
    public CustomerService(Customers customers, Tiers tiers, UnaryOperator<String> device) {
        this.account = Ask.exactly(6)
                .prompt("agent-user") // "... please enter your agent number followed by the pound key": record your own
                .attempts(3)
                .onNoInput("vm-sorry")
                .onInvalid("privacy-incorrect")
                .map(customers::find)
                .confirm(
                        customer -> Prompt.of("you-entered").digits(customer.account()),
                        Menu.yesNo("if-correct-press", "digits/1"));
        this.tiers = tiers;
        this.device = device;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws InterruptedException {
        channel.answer();
        Optional<Customer> customer = customer(channel);
        Tier tier = customer.isPresent() ? tiers.of(customer.get().account()) : Tier.STANDARD;
        channel.setVariable("CUSTOMER", customer.map(Customer::account).orElse("unknown"));
        channel.setVariable("TIER", tier.queue());
        Optional<String> manager = customer.flatMap(Customer::manager).filter(extension -> tier == Tier.GOLD);
        if (manager.isPresent() && isServedBy(manager.get(), channel)) {
            return;
        }
        waitInQueue(tier, channel);
    }

    private Optional<Customer> customer(AgiChannel channel) {
        try {
            return account.ask(channel).answer();
        } catch (Customers.DatabaseException e) {
            LOG.error("the caller on {} is served without his account", channel.name(), e);
            return Optional.empty();
        }
    }

    private boolean isServedBy(String manager, AgiChannel channel) {
        channel.streamFile("pls-hold-while-try");
        DialResult result = channel.dial(device.apply(manager), RING_TIME);
        channel.setVariable("MANAGER", manager);
        if (result instanceof DialResult.Answered) {
            return true;
        }
        LOG.info("the account manager {} did not take the call: {}", manager, result);
        return false;
    }

    private void waitInQueue(Tier tier, AgiChannel channel) {
        QueueResult result = channel.queue(tier.queue(), WAIT_TIME, "");
        if (result instanceof QueueResult.NotServed missed) {
            LOG.info("the queue {} did not serve the call: {}", tier.queue(), missed.reason());
            channel.streamFile("vm-nobodyavail");
            channel.streamFile("please-try-call-later");
        } else if (result instanceof QueueResult.Unknown unknown) {
            LOG.warn("the queue {} ended with a status of its own: {}", tier.queue(), unknown.status());
        }
    }
}
