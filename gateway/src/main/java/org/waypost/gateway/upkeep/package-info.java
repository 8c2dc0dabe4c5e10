/**
 * What operators do to stored data, behind the command line and the admin endpoint alike. For now: {@link
 * org.waypost.gateway.upkeep.RegisterImport}.
 */
@NullMarked
package org.waypost.gateway.upkeep;

import org.jspecify.annotations.NullMarked;
