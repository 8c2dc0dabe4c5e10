package org.waypost.itinerary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.model.Place;

class GazetteerDirectoryIT {
    @TempDir
    private Path directory;

    @Test
    void loadsWhatIsDelivered() throws Exception {
        assertThat(GazetteerDirectory.load(Path.of("../config/gazetteer")).city("430102"))
                .map(Place::chinese)
                .contains("长沙");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> GazetteerDirectory.load(directory))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(Gazetteer.REGIONS);
    }

    @Test
    void refusesAnotherEncoding() throws Exception {
        Files.writeString(directory.resolve(Gazetteer.REGIONS), "code,kind,chinese,english,province,shown_as\n");
        Files.write(
                directory.resolve(Gazetteer.COUNTRIES),
                "code,chinese,english\nRE,x,Réunion\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(directory.resolve(Gazetteer.NETWORKS), "mcc,mnc,place\n");
        assertThatThrownBy(() -> GazetteerDirectory.load(directory)).isInstanceOf(CharacterCodingException.class);
    }
}
