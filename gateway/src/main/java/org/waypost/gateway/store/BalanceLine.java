package org.waypost.gateway.store;

import java.time.LocalDate;

/**
 * A line of the balance.
 *
 * @param day in UTC, by the time of receipt
 * @param node who counted
 * @param lane of that node; negative for what is not a lane: {@link GatewayStore#COURIER}, {@link GatewayStore#STAFF}
 * @param peer through whom it came
 * @param item what was counted
 * @param total how many
 */
public record BalanceLine(LocalDate day, String node, int lane, String peer, BalanceItem item, long total) {}
