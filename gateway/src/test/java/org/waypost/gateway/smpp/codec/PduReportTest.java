package org.waypost.gateway.smpp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PduReportTest {
    @Test
    void explainsAMessageFieldByField() {
        assertThat(report("submit_sm_all_fields")).isEqualTo("""
                        submit_sm, 106 octets
                          sequence_number          4
                          service_type             "WAP"
                          source_addr              "138****8000", TON 1, NPI 1
                          destination_addr         "10001", TON 0, NPI 1
                          esm_class                0x40, text begins with a user data header
                          protocol_id              0x7F
                          priority_flag            3
                          schedule_delivery_time   "261124102000032R"
                          validity_period          "000001000000000R"
                          replace_if_present_flag  1
                          sm_default_msg_id        9
                          registered_delivery      0x01
                          data_coding              0x08 UCS-2
                          short_message            8 octets: header 0500032a0201, then "是"
                          0x0204 user_message_reference 0x002a
                          0x1401                   0xcafe
                        """);
    }

    @Test
    void explainsAResponse() {
        assertThat(report("submit_sm_resp_throttled")).isEqualTo("""
                        submit_sm_resp, 16 octets
                          command_status           0x58 ESME_RTHROTTLED
                          sequence_number          3
                          message_id               ""
                        """);
    }

    // P4
    @Test
    void showsNeitherNumbersNorDigitsNorPasswords() {
        for (GoldenPdu golden : GoldenPdu.all()) {
            assertThat(PduReport.of(golden.octets()))
                    .doesNotContain("8613800138000")
                    .doesNotContain("1234")
                    .doesNotContain("secret");
        }
        assertThat(report("submit_sm")).contains("CXMYD#****");
    }

    @Test
    void explainsWhatIsWrong() {
        assertThat(PduReport.ofHex("00000014 00000004 00000000 00000007 00010100"))
                .isEqualTo("""
                        submit_sm, 20 octets, cannot be read
                          command_id               0x00000004
                          sequence_number          7
                          what is wrong            body ends before destination_addr_ton
                          to be answered with      0x02 ESME_RINVCMDLEN
                        """);
        assertThat(PduReport.ofHex("0x48545450")).isEqualTo("command_length 1213486160 (expected 16 to 65536)\n");
        assertThat(PduReport.ofHex("00:00:00:10:00")).isEqualTo("command_length 16, but only 5 octets are there\n");
        assertThatThrownBy(() -> PduReport.ofHex("0g"))
                .hasMessage("2 characters (expected pairs of hexadecimal digits)");
    }

    @Test
    void explainsSeveralInARow() {
        String stream = hex("enquire_link") + hex("enquire_link_resp") + "0000";

        assertThat(PduReport.ofHex(stream))
                .contains("enquire_link, 16 octets", "enquire_link_resp, 16 octets", "2 octets left over");
    }

    @Test
    void neverThrowsOnRandomOctets() {
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] octets = new byte[random.nextInt(100)];
            random.nextBytes(octets);
            if (octets.length > 8) {
                octets[0] = 0;
                octets[1] = 0;
                octets[2] = 0;
                octets[3] = (byte) octets.length;
                octets[4] = 0;
                octets[5] = 0;
                octets[6] = 0;
                octets[7] = (byte) random.nextInt(10);
            }
            assertThat(PduReport.of(octets)).isNotNull();
        }
    }

    private static String report(String golden) {
        return PduReport.ofHex(hex(golden));
    }

    private static String hex(String golden) {
        return HexFormat.of().formatHex(new GoldenPdu(golden, null).octets());
    }
}
