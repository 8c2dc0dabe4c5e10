/**
 * YAML as the configuration uses it: sections with typed, checked values that know their line, and every problem of all
 * files collected rather than the first one thrown. Knows nothing of what is configured; that is {@link
 * org.waypost.gateway.GatewayConfig}'s.
 */
@NullMarked
package org.waypost.gateway.configuration;

import org.jspecify.annotations.NullMarked;
