package org.waypost.simulator.travel;

/** What sort of life a traveller leads. The first travellers of a world are one of each, in this order. */
public enum Kind {
    /** Moves on every day or two, through city after city: the answer with many places. */
    GRAND_TOUR(6),
    /** Never leaves home. */
    HOME(24),
    /** One to three trips with a night or more elsewhere. */
    OVERNIGHT(14),
    /** Spends working days in another city, eight to ten hours, and sleeps at home. */
    DAY_TRIP(8),
    /** Visits that last about as long as the threshold: the right answer hangs on minutes. */
    BRIEF_VISIT(4),
    /** A train through five cities and more without getting off, to a night elsewhere and back. */
    TRAIN(8),
    /** By air: no sighting between two distant cities. */
    FLIGHT(6),
    /** At home with the phone switched off for more than a day. */
    PHONE_OFF(4),
    /** A number in nobody's pocket: registered, and never seen. */
    NEVER_SEEN(1),
    /** A recycled number: in service for some days only, and before that its former owner travelled with it. */
    NEW_NUMBER(3),
    /** Some days in another country. */
    ABROAD(4),
    /** Lives under cells that also cover the city next door. */
    BORDER_DWELLER(4),
    /** Lives in one city and works in the next, through the cells on the border. */
    BORDER_COMMUTER(4),
    /** Does not move, while the phone hops to the neighboring city's cell and back. */
    OSCILLATION(4),
    /** Lives where only cells on the border reach; half of them work in the interior of the next city. */
    BORDER_TOWN(2),
    /** Lives near a border and goes across twice a week, for less than an hour or a little more. */
    ERRAND(2),
    /** Spends days of seven to ten hours near a border, where the phone hops to the neighboring city and back. */
    BORDER_VISIT(2);

    /** How many of a hundred travellers lead this life. */
    final int share;

    Kind(int share) {
        this.share = share;
    }

    static Kind drawn(Dice dice) {
        int rest = dice.between(0, 99);
        for (Kind kind : values()) {
            rest -= kind.share;
            if (rest < 0) {
                return kind;
            }
        }
        return HOME;
    }
}
