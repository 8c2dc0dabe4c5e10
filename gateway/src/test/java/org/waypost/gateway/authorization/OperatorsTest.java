package org.waypost.gateway.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
    private final String token = TokenHash.freshToken(new SecureRandom());
    private final Operator alice = new Operator("alice", Role.SUPPORT, TokenHash.of("alice", token));
    private final Operators operators = new Operators(List.of(alice));

    @Test
    void knowsAnOperatorByTheirToken() {
        assertThat(operators.proven(new Credentials("alice", token))).contains(alice);
    }

    @Test
    void knowsNobodyByAnotherToken() {
        assertThat(operators.proven(new Credentials("alice", TokenHash.freshToken(new SecureRandom()))))
                .isEmpty();
        assertThat(operators.proven(new Credentials("alice", token.substring(1))))
                .isEmpty();
        assertThat(operators.proven(new Credentials("alice", ""))).isEmpty();
        assertThat(operators.proven(new Credentials("bob", token))).isEmpty();
        assertThat(operators.proven(new Credentials("", ""))).isEmpty();
    }

    @Test
    void takesNoWordSomebodyMadeUpForAToken() {
        Operators lax = new Operators(List.of(new Operator("bob", Role.ADMIN, TokenHash.of("bob", "bob's password"))));
        assertThat(lax.proven(new Credentials("bob", "bob's password"))).isEmpty();
    }

    @Test
    void readsAHashAsItWritesIt() {
        TokenHash hash = TokenHash.of("alice", token);
        Optional<TokenHash> read = TokenHash.parse(hash.toString());
        assertThat(read)
                .hasValueSatisfying(
                        same -> assertThat(same.matches("alice", token)).isTrue());
        assertThat(hash.toString()).doesNotContain(token);
    }

    @Test
    void oneOperatorsHashServesNoOther() {
        assertThat(TokenHash.of("bob", token).toString())
                .isNotEqualTo(TokenHash.of("alice", token).toString());
    }

    @Test
    void doesNotPrintATokenByAccident() {
        assertThat(new Credentials("alice", token).toString()).doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "machine", "a b", "1st", "${jndi:ldap://x}", "<script>", "张三"})
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> new Operator(name, Role.ADMIN, TokenHash.of(name, token)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a letter");
    }

    @Test
    void holdsNobodyTwice() {
        assertThatThrownBy(() -> new Operators(List.of(alice, alice))).hasMessageContaining("expected each once");
    }

    /** The table of config/README.md. */
    @Test
    void givesEachRoleWhatItNeeds() {
        Map<Role, Set<StaffAction>> may = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            may.put(
                    role,
                    Stream.of(StaffAction.values())
                            .filter(action -> new Operator("x", role, TokenHash.of("x", token)).may(action))
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(StaffAction.class))));
        }
        assertThat(may)
                .containsEntry(
                        Role.SUPPORT,
                        EnumSet.of(
                                StaffAction.LOOK_UP,
                                StaffAction.CHANGE_REPLY,
                                StaffAction.REQUEST_OVERRIDE,
                                StaffAction.WITHDRAW_OVERRIDE,
                                StaffAction.LIST_OVERRIDES,
                                StaffAction.WITHDRAW_CONSENT))
                .containsEntry(
                        Role.PRIVACY,
                        EnumSet.of(
                                StaffAction.LOOK_UP,
                                StaffAction.SWITCH_SERVICE,
                                StaffAction.REQUEST_OVERRIDE,
                                StaffAction.APPROVE_OVERRIDE,
                                StaffAction.WITHDRAW_OVERRIDE,
                                StaffAction.LIST_OVERRIDES,
                                StaffAction.VERIFY_AUDIT,
                                StaffAction.READ_AUDIT,
                                StaffAction.LIST_DISCLOSURES,
                                StaffAction.ERASE,
                                StaffAction.EXPORT,
                                StaffAction.WITHDRAW_CONSENT,
                                StaffAction.PURGE))
                .containsEntry(
                        Role.ADMIN,
                        EnumSet.of(
                                StaffAction.CHANGE_REPLY,
                                StaffAction.CHANGE_PEER,
                                StaffAction.SWITCH_SERVICE,
                                StaffAction.IMPORT,
                                StaffAction.VERIFY_AUDIT,
                                StaffAction.PURGE,
                                StaffAction.DECOMMISSION,
                                StaffAction.CHANGE_KEYS));
    }
}
