package org.waypost.itinerary.geography;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

/** A small gazetteer for tests: three cities of Hunan, Beijing, Hong Kong, Japan. */
public final class Gazetteers {
    private Gazetteers() {}

    public static Gazetteer small() {
        try {
            return Gazetteer.parse(
                    new StringReader("""
                            code,kind,chinese,english,province,shown_as
                            110000,municipality,北京,Beijing,,110000
                            110101,district,东城,Dongcheng,110000,110000
                            430000,province,湖南,Hunan,,
                            430100,city,长沙,Changsha,430000,430100
                            430102,district,芙蓉,Furong,430000,430100
                            430103,district,天心,Tianxin,430000,430100
                            430200,city,株洲,Zhuzhou,430000,430200
                            430300,city,湘潭,Xiangtan,430000,430300
                            810000,municipality,香港,Hong Kong,,810000
                            """),
                    new StringReader("code,chinese,english\nJP,日本,Japan\n"),
                    new StringReader("mcc,mnc,place\n440,,JP\n454,,810000\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidGazetteerException e) {
            throw new IllegalStateException(e);
        }
    }
}
