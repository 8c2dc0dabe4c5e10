package org.waypost.itinerary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.itinerary.ChildJvm;

class DatabaseInUseIT {
    @TempDir
    private Path directory;

    /** Holds a database until its input ends or it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            ItineraryDatabase database = ItineraryDatabase.open(Database.file(Path.of(arguments[0])), 1);
            System.out.println("open");
            System.in.read();
            database.close();
        }
    }

    @Test
    void namesTheProcessThatHoldsTheFilesAndOpensThemOnceItWasKilled() throws Exception {
        Path file = directory.resolve("itinerary");
        Process holder = ChildJvm.start(Holder.class, file.toString());
        try (var output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> ItineraryDatabase.open(Database.file(file), 1))
                    .isInstanceOf(DatabaseInUseException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("process " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        try (ItineraryDatabase database = ItineraryDatabase.open(Database.file(file), 1)) {
            assertThat(new SettingStore(database).find("track-writer")).contains("");
        }
    }
}
