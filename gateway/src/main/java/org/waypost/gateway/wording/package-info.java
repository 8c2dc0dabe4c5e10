/**
 * How a reply reads. {@link org.waypost.gateway.wording.Phrases} are the texts of one language, from the configuration;
 * {@link org.waypost.gateway.wording.Wording} fills them and sees to it that a reply fits its segments. Pure; decides
 * nothing.
 */
@NullMarked
package org.waypost.gateway.wording;

import org.jspecify.annotations.NullMarked;
