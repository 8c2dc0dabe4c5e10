package org.waypost.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void aChineseCharacterTakesTwoColumns() {
        assertThat(Columns.width("长沙 ok，")).isEqualTo(9);
        assertThat(Columns.padded("长沙", 6)).isEqualTo("长沙  ");
        assertThat(Columns.padded("长沙", 3)).isEqualTo("长沙");
    }

    @Test
    void breaksBetweenChineseCharactersButNotBeforeAStop() {
        assertThat(Columns.wrapped("湖南（长沙、株洲），江西", 8)).containsExactly("湖南（长", "沙、株", "洲），江", "西");
        assertThat(Columns.wrapped("一二三四五", 4)).containsExactly("一二", "三四", "五");
    }

    @Test
    void keepsWordsAndNumbersWhole() {
        assertThat(Columns.wrapped("reply Y within 10 minutes", 10)).containsExactly("reply Y", "within 10", "minutes");
        assertThat(Columns.wrapped("号码138****8000的", 12)).containsExactly("号码", "138****8000", "的");
    }

    @Test
    void keepsLineEnds() {
        assertThat(Columns.wrapped("a\n\nb", 5)).containsExactly("a", "", "b");
    }

    @Test
    void everyLineFitsAndNoCharacterIsLost() {
        String text = "根据您的授权查询，138****8000在2026-11-10至2026-11-23停留超过4小时的城市：湖南（长沙、株洲），江西（吉安）。".repeat(3);
        for (int columns = 16; columns < 60; columns++) {
            int most = columns;
            assertThat(Columns.wrapped(text, columns)).allMatch(line -> Columns.width(line) <= most);
            assertThat(String.join("", Columns.wrapped(text, columns))).isEqualTo(text);
        }
    }
}
