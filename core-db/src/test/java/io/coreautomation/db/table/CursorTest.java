package io.coreautomation.db.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  @Test
  void a_cursor_reads_back_from_its_text() {
    var cursor = new Cursor(Map.of("pk", "RUNS#é", "sk", "1"));
    assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "e30", "bm8", "W10", "eyJwayI6IngifQ"})
  void what_people_made_up_is_refused(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOf(ProblemException.class)
        .hasMessage("the cursor is not of this list. Use the cursor of the page before, or none.");
  }
}
