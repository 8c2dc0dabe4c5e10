/**
 * What a text asks for. {@link org.waypost.gateway.query.Service} is a product as data, {@link
 * org.waypost.gateway.query.QueryGrammar} turns a text into a {@link org.waypost.gateway.query.Query}. Pure; nothing here
 * knows who asks or whether they may.
 */
@NullMarked
package org.waypost.gateway.query;

import org.jspecify.annotations.NullMarked;
