/** Placeholder. */
@NullMarked
package org.waypost.gateway;

import org.jspecify.annotations.NullMarked;
