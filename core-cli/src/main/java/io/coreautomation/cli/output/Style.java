package io.coreautomation.cli.output;

/** The few colours there are; none where nobody would see them. */
public enum Style {
  PLAIN(false),
  COLOURED(true);

  private final boolean coloured;

  Style(boolean coloured) {
    this.coloured = coloured;
  }

  public String good(String text) {
    return escaped("32", text);
  }

  public String bad(String text) {
    return escaped("31", text);
  }

  public String busy(String text) {
    return escaped("36", text);
  }

  public String faint(String text) {
    return escaped("2", text);
  }

  private String escaped(String code, String text) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
