/**
 * The gateway: a text comes in over SMPP, is answered in one batch and one transaction, and the reply goes out. {@link
 * org.waypost.gateway.Gateway} wires it on one page; read it first, then {@code dialogue.Responder}, then {@code
 * reception.Batch}.
 */
@NullMarked
package org.waypost.gateway;

import org.jspecify.annotations.NullMarked;
