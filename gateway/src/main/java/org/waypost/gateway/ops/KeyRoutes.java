package org.waypost.gateway.ops;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.keys.InvalidKeyFileException;

/** The key ring as operators see and change it. */
public final class KeyRoutes {
    private final KeyRotation rotation;

    public KeyRoutes(KeyRotation rotation) {
        this.rotation = rotation;
    }

    /** What there is to ask for. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/keys", asked -> Answer.report(0, KeyReport.of(rotation)))
                        .by(StaffAction.CHANGE_KEYS),
                Route.post("/v1/keys/rotate", this::rotate).by(StaffAction.CHANGE_KEYS),
                Route.post("/v1/keys/{version}/destroy", this::destroy).by(StaffAction.CHANGE_KEYS));
    }

    private Answer rotate(Asked asked)
            throws IOException, SQLException, StoreUnavailableException, InvalidKeyFileException,
                    RefusedRequestException {
        try {
            return Answer.report(0, KeyReport.made(rotation.rotate(asked.operator())));
        } catch (KeyRotation.RefusedRotationException e) {
            throw new RefusedRequestException(409, String.valueOf(e.getMessage()));
        }
    }

    private Answer destroy(Asked asked)
            throws IOException, SQLException, StoreUnavailableException, InvalidKeyFileException,
                    RefusedRequestException {
        try {
            int version = Integer.parseInt(asked.variable("version"));
            rotation.destroy(version, asked.operator());
            return Answer.report(0, KeyReport.destroyed(version));
        } catch (NumberFormatException e) {
            throw new RefusedRequestException(400, "version (expected a number, as in the list)");
        } catch (KeyRotation.RefusedRotationException e) {
            throw new RefusedRequestException(409, String.valueOf(e.getMessage()));
        }
    }
}
