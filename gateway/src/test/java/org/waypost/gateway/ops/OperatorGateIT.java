package org.waypost.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.authorization.Credentials;
import org.waypost.gateway.authorization.Operator;
import org.waypost.gateway.authorization.Operators;
import org.waypost.gateway.authorization.Role;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.authorization.TokenHash;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.itinerary.keys.KeyRing;

class OperatorGateIT {
    @TempDir
    private Path folder;

    private final String token = TokenHash.freshToken(new SecureRandom());
    private final Operators operators =
            new Operators(List.of(new Operator("alice", Role.SUPPORT, TokenHash.of("alice", token))));
    private GatewayStore store;
    private OperatorGate gate;
    private long nanos;

    @BeforeEach
    void open() throws Exception {
        KeyRing keys = KeyRing.random();
        store = new JdbcStore(
                GatewayDatabase.open(DatabaseAddress.file(folder.resolve("gateway")), keys), keys, "node-1", 1, 0);
        gate = new OperatorGate(operators, store, Clock.systemUTC(), () -> nanos);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void guess(String operator) {
        assertThatThrownBy(() -> gate.admit(StaffAction.LOOK_UP, new Credentials(operator, "guess")))
                .isInstanceOf(OperatorRefusedException.class)
                .hasMessage("operator or token is wrong");
    }

    @Test
    void letsANameRestAfterTooManyGuesses() throws Exception {
        for (int i = 0; i < 5; i++) {
            guess("alice");
        }
        Credentials right = new Credentials("alice", token);
        assertThatThrownBy(() -> gate.admit(StaffAction.LOOK_UP, right))
                .isInstanceOf(OperatorRefusedException.class)
                .hasMessageContaining("too many wrong tokens");
        nanos += Duration.ofMinutes(1).toNanos();
        assertThat(gate.admit(StaffAction.LOOK_UP, right)).isEqualTo("alice");
    }

    @Test
    void countsAllUnknownNamesAsOne() throws Exception {
        for (int i = 0; i < 5; i++) {
            guess("nobody" + i);
        }
        assertThatThrownBy(() -> gate.admit(StaffAction.LOOK_UP, new Credentials("another", "guess")))
                .hasMessageContaining("too many wrong tokens");
        assertThat(gate.admit(StaffAction.LOOK_UP, new Credentials("alice", token)))
                .isEqualTo("alice");
    }

    @Test
    void letsMachinesImportAndNothingElse() throws Exception {
        assertThat(gate.admit(StaffAction.IMPORT, null)).isEqualTo(Operator.MACHINE);
        assertThatThrownBy(() -> gate.admit(StaffAction.LOOK_UP, null)).hasMessageContaining("no operator is named");
        assertThatThrownBy(() -> gate.admit(StaffAction.IMPORT, new Credentials("alice", token)))
                .hasMessageContaining("may not import (expected admin)");
    }

    @Test
    void saysHowToMakeAnOperatorWhereThereIsNone() {
        OperatorGate none = new OperatorGate(Operators.NONE, store, Clock.systemUTC(), () -> nanos);
        assertThatThrownBy(() -> none.admit(StaffAction.LOOK_UP, null))
                .hasMessageContaining("'waypost operator NAME --role ROLE' makes one");
    }
}
