/**
 * What passes between the product and a bearer: a part in and its verdict, a reply out and its settlements, and the two
 * ports, {@link org.waypost.gateway.message.Intake} and {@link org.waypost.gateway.message.Outlet}. SMPP is one bearer;
 * nothing here knows it.
 */
@NullMarked
package org.waypost.gateway.message;

import org.jspecify.annotations.NullMarked;
