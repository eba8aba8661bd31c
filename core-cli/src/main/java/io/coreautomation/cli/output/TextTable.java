package io.coreautomation.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as its longest cell. */
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** With a line of headings. */
  public TextTable(String... headings) {
    rows.add(List.of(headings));
  }

  public void add(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row has as many cells as there are headings");
    }
    rows.add(List.of(cells));
  }

  /** The headings and the rows; nothing trails a line. */
  public List<String> lines() {
    var columns = rows.getFirst().size();
    var widths = new int[columns];
    for (var row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var lines = new ArrayList<String>();
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(padded(row.get(i), widths[i])).append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Text with spaces after it, up to a width. */
  public static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
