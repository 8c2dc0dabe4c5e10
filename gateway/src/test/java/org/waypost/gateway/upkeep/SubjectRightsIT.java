package org.waypost.gateway.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.itinerary.model.Msisdn;

/** What a subscriber may ask of staff, across both databases. */
class SubjectRightsIT {
    private static final Msisdn ALICE = Msisdn.ofDigits("8613800138000");

    @TempDir
    private Path directory;

    private TwoDatabases databases;
    private SubjectRights rights;

    @BeforeEach
    void open() throws Exception {
        databases = new TwoDatabases(directory);
        rights = new SubjectRights(databases.store, databases.core, databases.keys, databases.clock);
        takeIn();
    }

    private void takeIn() throws Exception {
        databases.seen("+8613800138000", "2026-11-20T08:03:00+08:00");
        new RegisterImport(databases.store, databases.keys, new Numbering(), databases.clock)
                .run(new StringReader("msisdn,id_suffix\n+8613800138000,1234\n"), lines -> {});
    }

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void erasesInBothDatabasesAndTakesInAgain() throws Exception { // P8
        SubjectRights.Erasure erasure = rights.erase(ALICE, "alice");
        assertThat(erasure)
                .hasToString("track days 1, register lines 1, case files 0, consents 0, open replies 0,"
                        + " waiting parts 0, requests 0, overrides 0");
        assertThat(databases.core.kept(ALICE)).isEmpty();
        assertThat(databases.store.file(databases.keys.pseudonyms(ALICE, TwoDatabases.NOW)))
                .isEmpty();
        assertThat(rights.erase(ALICE, "alice").trackDays()).isZero();
        takeIn();
        assertThat(rights.erase(ALICE, "alice").trackDays()).isEqualTo(1);
    }

    @Test
    void writesOutWhatIsHeldForProgramsAndForPeople() throws Exception { // P8
        SubjectExport export = rights.export(ALICE, "alice");
        assertThat(export.json())
                .contains("\"number\" : \"138****8000\"")
                .contains("\"day\" : \"2026-11-20\"")
                .contains("\"place\" : \"长沙 Changsha\"")
                .contains("\"minutes\" : \"08:03\"");
        assertThat(export.text())
                .contains("number: 138****8000")
                .contains("    day: 2026-11-20")
                .contains("place: 长沙 Changsha")
                .contains("open replies: none");
        // P4: what may stand in a log tells nothing.
        assertThat(export)
                .hasToString("138****8000: days with a track 1, open replies 0, waiting parts 0, requests 0,"
                        + " case file yes, register line yes");
    }
}
