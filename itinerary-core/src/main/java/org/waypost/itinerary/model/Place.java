package org.waypost.itinerary.model;

import org.jspecify.annotations.Nullable;

/**
 * A place as an answer names it.
 *
 * @param code GB/T 2260 code of six digits for a region of China; ISO 3166-1 alpha-2 for a country
 * @param kind what the code names
 * @param chinese short Chinese name, without 省, 市, 自治区
 * @param english English name
 * @param province the province a city lies in; null for a province, a municipality and a country
 */
public record Place(
        String code,
        Kind kind,
        String chinese,
        String english,
        @Nullable Place province) {
    /** What a {@link Place} is. */
    public enum Kind {
        /** A city of its own: prefecture level, or one of the county-level units shown like one. */
        CITY,
        /** A municipality or special administrative region: province and city in one. */
        MUNICIPALITY,
        PROVINCE,
        /** Anywhere outside China, known by country only. */
        COUNTRY
    }

    /** The province of a city, the place itself otherwise. */
    public Place provinceOrSelf() {
        return province == null ? this : province;
    }

    public boolean abroad() {
        return kind == Kind.COUNTRY;
    }
}
