/**
 * What operators do to stored data, behind the command line and the admin endpoint alike: {@link
 * org.waypost.gateway.upkeep.RegisterImport}, {@link org.waypost.gateway.upkeep.SubjectRights}, and what is due every
 * second, {@link org.waypost.gateway.upkeep.Housekeeping}.
 */
@NullMarked
package org.waypost.gateway.upkeep;

import org.jspecify.annotations.NullMarked;
