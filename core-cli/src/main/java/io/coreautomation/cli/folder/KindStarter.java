package io.coreautomation.cli.folder;

import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes the project of a new kind: one that builds, and keeps the contract of kinds, as it is. */
public final class KindStarter {
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9]*(::[A-Z][A-Za-z0-9]*)+");
  private static final Pattern HOLE = Pattern.compile("@([a-z]+)@");

  /** A function's name may have 64 characters, with ours before it. */
  private static final int LONGEST = 50;

  private final String name;
  private final String version;

  /**
   * @param name of the kind
   * @param version of core that it is built against
   * @throws ProblemException if no kind can have that name
   */
  public KindStarter(String name, String version) {
    if (!NAME.matcher(name).matches()) {
      throw refused("'" + name + "' is no name of a kind", "Write it as ACME::DoThis.");
    }
    this.name = name;
    this.version = version;
    if (folder().length() > LONGEST) {
      throw refused(
          "'" + name + "' is too long: it would have a folder of " + folder().length() + " letters",
          "Shorten it to " + LONGEST + ".");
    }
  }

  private static ProblemException refused(String message, String mend) {
    return new ProblemException(Problem.of(ProblemCode.NAME_INVALID, message, mend));
  }

  /** The project's folder: {@code acme-do-this}. */
  public String folder() {
    return name.replace("::", "-")
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * Writes the project of a kind in Java.
   *
   * @return the files, by their paths within the directory
   * @throws ProblemException if its folder is there already
   */
  public List<String> writeJar(Path directory) {
    var type = lastPart() + "Kind";
    var files = new LinkedHashMap<String, String>();
    files.put("README.md", "jar/README.md");
    files.put("pom.xml", "jar/pom.xml");
    files.put(source("main", type), "jar/Kind.java.txt");
    files.put(
        "src/main/resources/META-INF/services/io.coreautomation.execute.kind.ActionHandler",
        "jar/services");
    files.put(source("test", type + "Test"), "jar/KindTest.java.txt");
    return write(directory, type, files);
  }

  /** Writes that of a kind which a function of Lambda serves. */
  public List<String> writeFunction(Path directory) {
    var type = lastPart() + "Function";
    var files = new LinkedHashMap<String, String>();
    files.put("README.md", "lambda/README.md");
    files.put("pom.xml", "lambda/pom.xml");
    files.put("function.yaml", "lambda/function.yaml");
    files.put("kinds/" + folder() + ".yaml", "lambda/declaration.yaml");
    files.put(source("main", type), "lambda/Function.java.txt");
    files.put(source("test", type + "Test"), "lambda/FunctionTest.java.txt");
    return write(directory, type, files);
  }

  private String source(String part, String type) {
    return "src/" + part + "/java/" + javaPackage() + "/" + type + ".java";
  }

  private String lastPart() {
    return name.substring(name.lastIndexOf(':') + 1);
  }

  /** No keyword ends so. */
  private String javaPackage() {
    return name.substring(0, name.lastIndexOf("::")).replace("::", "").toLowerCase(Locale.ROOT)
        + "kinds";
  }

  private List<String> write(Path directory, String type, Map<String, String> files) {
    var root = directory.resolve(folder());
    if (Files.exists(root)) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.CONFLICT,
              "'" + folder() + "' is there already",
              "Nothing was written. Remove it, or go to another folder."));
    }
    var values =
        Map.of(
            "kind", name,
            "class", type,
            "package", javaPackage(),
            "folder", folder(),
            "version", version);
    try {
      for (var file : files.entrySet()) {
        var path = root.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, filled(file.getValue(), values));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.keySet().stream().map(file -> folder() + "/" + file).toList();
  }

  private static String filled(String resource, Map<String, String> values) throws IOException {
    try (var stream = KindStarter.class.getResourceAsStream("kind/" + resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return HOLE.matcher(text).replaceAll(hole -> values.getOrDefault(hole.group(1), ""));
    }
  }
}
