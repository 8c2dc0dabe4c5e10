/**
 * One short message as the air interface knows it: alphabets (3GPP 23.038), user data headers and concatenation
 * (3GPP 23.040), cutting a text into segments and joining parts. Pure; knows no SMPP. Start at
 * {@link org.waypost.gateway.sms.UserData}.
 */
@NullMarked
package org.waypost.gateway.sms;

import org.jspecify.annotations.NullMarked;
