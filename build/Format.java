import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds every Java source of the repository to google-java-format: {@code check} fails and names
 * the files that differ, {@code write} repairs them. Started by the parent pom on the toolchain's
 * JDK.
 */
final class Format {
  private static final Set<String> SKIPPED = Set.of("node_modules", ".git", ".core", "cdk.out");

  private Format() {}

  public static void main(String[] args) throws Exception {
    var write = args[0].equals("write");
    var arguments = new ArrayList<String>();
    arguments.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    sources(Path.of(args[1])).forEach(arguments::add);
    var exit =
        new com.google.googlejavaformat.java.Main(
                new java.io.PrintWriter(System.out, true),
                new java.io.PrintWriter(System.err, true),
                System.in)
            .format(arguments.toArray(String[]::new));
    if (exit != 0) {
      System.err.println(
          "These files are not formatted: mend them with  mvn -N verify -Dformat.mode=write");
    }
    System.exit(exit);
  }

  private static List<String> sources(Path root) throws IOException {
    var found = new ArrayList<String>();
    try (Stream<Path> entries = Files.list(root)) {
      for (var entry : entries.sorted().toList()) {
        if (Files.isDirectory(entry)) {
          if (!skipped(entry)) {
            found.addAll(sources(entry));
          }
        } else if (entry.toString().endsWith(".java")) {
          found.add(entry.toString());
        }
      }
    }
    return found;
  }

  /** A build folder lies beside a pom; a package may be called target, too. */
  private static boolean skipped(Path folder) {
    var name = folder.getFileName().toString();
    return SKIPPED.contains(name)
        || name.equals("target") && Files.exists(folder.resolveSibling("pom.xml"));
  }
}
