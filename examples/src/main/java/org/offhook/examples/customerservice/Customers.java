// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.customerservice;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** The customers in the database. */
public final class Customers {

    private static final Duration QUERY_TIME = Duration.ofSeconds(2);
    private static final String FIND = "SELECT name, manager FROM customer WHERE account = ?";

    private final DataSource database;

    /** @param database a pool that does not wait for a connection longer than a caller would */
    public Customers(DataSource database) {
        this.database = database;
    }

    /**
     * Finds a customer.
     *
     * @param account the account number
     * @return empty if there is none
     * @throws DatabaseException if the database does not answer, or not in time
     */
    public Optional<Customer> find(String account) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setQueryTimeout((int) QUERY_TIME.toSeconds());
            query.setString(1, account);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(customer(account, row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new DatabaseException("the customer cannot be looked up: " + e.getMessage(), e);
        }
    }

    private static Customer customer(String account, ResultSet row) throws SQLException {
        return new Customer(account, row.getString("name"), Optional.ofNullable(row.getString("manager")));
    }

    /** The database did not answer. */
    public static final class DatabaseException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DatabaseException(String message, SQLException cause) {
            super(message, cause);
        }
    }
}
