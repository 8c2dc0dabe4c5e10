package org.waypost.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** What a stranger can text. The corpus runs with the ordinary tests. */
class QueryGrammarFuzzTest {
    private final QueryGrammar grammar = QueryGrammarTest.grammar();

    // M8, M15
    @FuzzTest(maxDuration = "1m")
    void readsAnyText(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        assertThat(grammar.read(text, "10001")).isNotNull();
        assertThat(QueryGrammar.normalized(text).codePoints())
                .noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }
}
