/**
 * What operators see and do while the gateway runs: an HTTP endpoint on the loopback with health, metrics and commands, and
 * the watch over its threads. Everything here reads downwards; nothing below knows of it. Start at {@link
 * org.waypost.gateway.ops.AdminServer} for the endpoint, and at {@link org.waypost.gateway.ops.AdminGate} for who may use
 * it.
 */
@NullMarked
package org.waypost.gateway.ops;

import org.jspecify.annotations.NullMarked;
