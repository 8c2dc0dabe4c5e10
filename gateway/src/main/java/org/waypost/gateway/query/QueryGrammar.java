package org.waypost.gateway.query;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.query.Service.Keyword;

/**
 * Reads a text. {@code CXMYD#1234}, {@code cxmyd 1234} and {@code ＣＸＭＹＤ＃１２３４} are one question; letters of other
 * scripts that merely look alike are not folded. Takes linear time on any input.
 */
public final class QueryGrammar {
    /** No query is longer; a longer text is unknown without being looked at. */
    static final int LONGEST_TEXT = 160;

    private static final Map<String, Language> YES =
            Map.of("是", Language.CHINESE, "同意", Language.CHINESE, "YES", Language.ENGLISH);
    private static final Map<String, Language> NO =
            Map.of("否", Language.CHINESE, "不同意", Language.CHINESE, "NO", Language.ENGLISH);
    private static final Map<String, Language> WITHDRAW = Map.of("退订", Language.CHINESE, "STOP", Language.ENGLISH);
    private static final Map<String, Language> HELP = Map.of("帮助", Language.CHINESE, "HELP", Language.ENGLISH);

    private final Services services;
    private final List<Asking> askings;

    private record Asking(Keyword keyword, Service service) {}

    public QueryGrammar(Services services) {
        this.services = services;
        List<Asking> all = new ArrayList<>();
        for (Service service : services.all()) {
            for (Keyword keyword : service.keywords()) {
                all.add(new Asking(keyword, service));
            }
        }
        // Where one keyword begins with another, the longer one is meant.
        all.sort(Comparator.comparingInt((Asking a) -> -a.keyword().text().length()));
        askings = List.copyOf(all);
    }

    /** Reads a text that was sent to a short code. */
    public Query read(String text, String shortCode) {
        if (text.length() > LONGEST_TEXT) {
            return new Query.Unknown(null);
        }
        String said = normalized(text);
        if (said.equals("Y") || YES.containsKey(said)) {
            return new Query.Yes(YES.get(said));
        }
        if (said.equals("N") || NO.containsKey(said)) {
            return new Query.No(NO.get(said));
        }
        if (said.equals("TD") || WITHDRAW.containsKey(said)) {
            return new Query.Withdraw(WITHDRAW.get(said));
        }
        if (said.equals("?") || HELP.containsKey(said)) {
            return new Query.Help(HELP.get(said));
        }
        return IdEnding.of(said)
                .<Query>map(ending -> new Query.Ending(ending, null))
                .or(() -> asked(said, shortCode))
                .orElseGet(() -> new Query.Unknown(hasHan(said) ? Language.CHINESE : null));
    }

    private Optional<Query> asked(String said, String shortCode) {
        Query elsewhere = null;
        for (Asking asking : askings) {
            Keyword keyword = asking.keyword();
            if (!said.startsWith(keyword.text())) {
                continue;
            }
            Optional<Query> query =
                    withRest(asking, said.substring(keyword.text().length()));
            if (query.isEmpty()) {
                continue;
            }
            if (asking.service().isAt(shortCode)) {
                return query;
            }
            // Of several, the product that asks back from this number is the one meant.
            if (elsewhere == null || asking.service().hearsAt(shortCode)) {
                elsewhere = new Query.Elsewhere(asking.service(), keyword.language());
            }
        }
        return Optional.ofNullable(elsewhere);
    }

    private static Optional<Query> withRest(Asking asking, String rest) {
        Service service = asking.service();
        @Nullable Language language = asking.keyword().language();
        if (rest.isEmpty()) {
            return Optional.of(new Query.Ask(service, null, language));
        }
        String digits = rest.startsWith("#") ? rest.substring(1) : rest;
        Optional<IdEnding> ending = IdEnding.of(digits);
        if (ending.isPresent()) {
            // A product that needs no ending does not keep one either.
            return Optional.of(new Query.Ask(service, service.asksEnding() ? ending.get() : null, language));
        }
        boolean meant = rest.startsWith("#") || IdEnding.attempted(digits);
        return meant ? Optional.of(new Query.Malformed(service, language)) : Optional.empty();
    }

    /** Whether a normalized word has a meaning of its own, so that no product can be asked for by it. */
    public static boolean reserved(String word) {
        return List.of("Y", "N", "TD", "?").contains(word)
                || YES.containsKey(word)
                || NO.containsKey(word)
                || WITHDRAW.containsKey(word)
                || HELP.containsKey(word)
                || IdEnding.of(word).isPresent();
    }

    /**
     * One spelling for all: compatibility forms folded (NFKC), upper case without a locale, no white space, no control
     * or format characters.
     */
    public static String normalized(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder kept = new StringBuilder(folded.length());
        folded.codePoints().filter(c -> !isBlank(c)).forEach(kept::appendCodePoint);
        return kept.toString().toUpperCase(Locale.ROOT);
    }

    private static boolean isBlank(int c) {
        int type = Character.getType(c);
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE;
    }

    private static boolean hasHan(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }

    /** The products that can be asked for at a short code, for the help text. */
    public List<Service> offeredAt(String shortCode) {
        return services.at(shortCode);
    }
}
