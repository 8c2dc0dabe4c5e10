package org.waypost.gateway.authorization;

/**
 * Who somebody says they are, and what they show for it.
 *
 * @param operator the name
 * @param token the secret; {@link #toString} hides it
 */
public record Credentials(String operator, String token) {
    @Override
    public String toString() {
        return "Credentials[" + operator + "]";
    }
}
