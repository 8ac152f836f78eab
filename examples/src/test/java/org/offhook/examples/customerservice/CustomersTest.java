// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.customerservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

class CustomersTest {

    @Test
    void findsByAccountAndGivesItsConnectionsBack() throws IOException {
        try (Surroundings surroundings = new Surroundings(Duration.ofSeconds(30))) {
            Customers customers = surroundings.customers();
            for (int i = 0; i < 100; i++) { // more than the pool has
                assertThat(customers.find("123456"))
                        .contains(new Customer("123456", "Ada Lovelace", Optional.of("201")));
            }
            assertThat(customers.find("234567").orElseThrow().manager()).isEmpty();
            assertThat(customers.find("999999")).isEmpty();
            assertThat(customers.find("' OR 1=1 --")).isEmpty();
        }
    }

    @Test
    void doesNotWaitLongForADatabaseThatIsBusy() throws Exception {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:", "sa", "");
        pool.setMaxConnections(1);
        pool.setLoginTimeout(1);
        try (Connection taken = pool.getConnection()) {
            assertThat(taken.isClosed()).isFalse();
            assertThatThrownBy(() -> new Customers(pool).find("123456"))
                    .isInstanceOf(Customers.DatabaseException.class);
        } finally {
            pool.dispose();
        }
    }
}
