package io.coreautomation.cli.folder;

import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a package of a folder of templates: the files that it lacks, none that it has. */
public final class Starter {
  private static final Pattern TEMPLATE = Pattern.compile(".*\\.(ya?ml|json|template)");
  private static final Set<String> SKIPPED = Set.of(".core", ".git", "target", "node_modules");
  private static final int DEEPEST = 6;

  /**
   * What was written, by file name, and what its author has to look at.
   *
   * @param kept files that were there
   */
  public record Written(List<String> files, List<String> kept, List<Problem> open) {}

  private final PackageDirectory folder;

  /**
   * In a folder that is there.
   *
   * @throws ProblemException if it is not, or already has a spec
   */
  public Starter(Path directory, String name) {
    this.folder = PackageDirectory.existing(directory, name);
    if (!folder.specs().isEmpty()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.CONFLICT,
              "'" + name + "' has a " + folder.specs().getFirst(),
              "It is a package: 'core validate " + name + "' checks it."));
    }
  }

  /** Writes. */
  public Written write() {
    var templates = templates();
    if (templates.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.TEMPLATE_MISSING,
              "'" + folder.name() + "' has no CloudFormation template",
              "Put one there: a YAML or JSON file with 'Resources'."));
    }
    var spec = new StarterSpec(templates);
    var files = new LinkedHashMap<String, String>();
    files.put(CoreFile.NAME, coreFile());
    files.put("registry.yaml", registryFile());
    files.put("deployspec.yaml", spec.text());
    var written = new ArrayList<String>();
    var kept = new ArrayList<String>();
    files.forEach((name, text) -> (write(name, text) ? written : kept).add(name));
    return new Written(written, kept, spec.open());
  }

  private boolean write(String name, String text) {
    var file = folder.path().resolve(name);
    try {
      if (Files.exists(file)) {
        return false;
      }
      Files.writeString(file, text);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String coreFile() {
    var git = new Git(folder.path());
    var fixed =
        git.branch().isPresent() && git.commit().isPresent()
            ? "# branch and build are git's, unless they stand here.\n"
            : "branch: main\nbuild: \"1\"\n";
    return """
    # Where this package is deployed. Options of the command line win over this file.
    client: acme
    portfolio: start
    app: %s
    environment: dev
    %s\
    """
        .formatted(appName(), fixed);
  }

  private String registryFile() {
    return """
    # Applied to the embedded registry before a run, never to a real one.
    clients:
      - {name: acme, homeRegion: eu-west-1}
    portfolios:
      - {name: start, owner: platform@acme.example}
    # Account ids are text: an id may begin with a zero.
    accounts:
      - {name: sandbox, id: "210000000021", ou: Sandbox}
    zones:
      - {name: eu, account: sandbox, regions: [eu-west-1]}
    apps:
      - {portfolio: start, name: %s, zone: eu}
    grants:
      - {principal: "local:*", verbs: ["*"], on: "prn:start"}
    """
        .formatted(appName());
  }

  private String appName() {
    return StarterSpec.plainName(folder.shortName(), 31);
  }

  private Map<String, Node.Mapping> templates() {
    var found = new LinkedHashMap<String, Node.Mapping>();
    try (var paths = Files.walk(folder.path(), DEEPEST)) {
      paths
          .filter(this::isCandidate)
          .sorted()
          .forEach(
              path -> {
                var name = folder.path().relativize(path).toString().replace('\\', '/');
                template(name, path).ifPresent(template -> found.put(name, template));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private boolean isCandidate(Path path) {
    var parts = folder.path().relativize(path);
    return Files.isRegularFile(path)
        && TEMPLATE.matcher(path.getFileName().toString().toLowerCase(Locale.ROOT)).matches()
        && Stream.iterate(0, i -> i < parts.getNameCount(), i -> i + 1)
            .noneMatch(i -> SKIPPED.contains(parts.getName(i).toString()));
  }

  /** What cannot be read is no template of ours to judge: it is left out. */
  private static Optional<Node.Mapping> template(String name, Path path) {
    try {
      return new DocumentReader().read(name, Files.readAllBytes(path), Dialect.CLOUDFORMATION)
                  instanceof Node.Mapping mapping
              && mapping.get("Resources").isPresent()
          ? Optional.of(mapping)
          : Optional.empty();
    } catch (ProblemException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Source line(int line) {
    return new Source("deployspec.yaml", line, 0);
  }
}
