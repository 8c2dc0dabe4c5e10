package org.waypost.simulator.travel;

/** Where a traveller can be: a city of China, or a country abroad. */
public sealed interface Locality {
    /** GB/T 2260 code of six digits, or ISO 3166-1 alpha-2. */
    String code();

    /** The name a Chinese answer uses. */
    String chinese();

    /** The name an English answer uses. */
    String english();

    /**
     * A city.
     *
     * @param province Chinese short name; empty for a municipality, which is province and city in one
     * @param provinceEnglish the same in English
     */
    record City(String code, String chinese, String english, String province, String provinceEnglish)
            implements Locality {
        public boolean municipality() {
            return province.isEmpty();
        }
    }

    /**
     * A country, of which the home network learns no more than the network roamed in.
     *
     * @param network MCC-MNC, as it stands in the column {@code cell} of an event
     */
    record Country(String code, String chinese, String english, String network) implements Locality {}
}
