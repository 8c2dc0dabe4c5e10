/**
 * SMPP and the product, translated into each other: messages of a peer into {@link org.waypost.gateway.message.InboundPart}
 * ({@link org.waypost.gateway.smpp.exchange.QuestionReader}), verdicts and responses by
 * {@link org.waypost.gateway.smpp.exchange.StatusTable}, segments into deliver_sm. Here it is known who the peers are, and
 * which of their sessions can receive: {@link org.waypost.gateway.smpp.exchange.PeerLinks} is the product's
 * {@link org.waypost.gateway.message.Outlet}. How a session behaves is the business of {@code smpp.session}; what a text
 * means, of {@code reception}. Start at {@link org.waypost.gateway.smpp.exchange.SmppExchange}.
 */
@NullMarked
package org.waypost.gateway.smpp.exchange;

import org.jspecify.annotations.NullMarked;
