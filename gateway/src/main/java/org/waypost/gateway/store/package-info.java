/**
 * The gateway's only JDBC: register, case files, questions with their replies, audit. {@link
 * org.waypost.gateway.store.GatewayStore} says what is promised, {@link org.waypost.gateway.store.JdbcStore} keeps it on
 * H2. What has been committed here is on stable storage when the call returns.
 */
@NullMarked
package org.waypost.gateway.store;

import org.jspecify.annotations.NullMarked;
