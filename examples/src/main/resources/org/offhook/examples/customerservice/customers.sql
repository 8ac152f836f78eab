-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS customer (
    account VARCHAR(6) PRIMARY KEY,
    name    VARCHAR(80) NOT NULL,
    manager VARCHAR(10)
);
MERGE INTO customer VALUES
    ('123456', 'Ada Lovelace', '201'),
    ('234567', 'Charles Babbage', NULL);
