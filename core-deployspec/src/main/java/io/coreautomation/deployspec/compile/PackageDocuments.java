package io.coreautomation.deployspec.compile;

import io.coreautomation.framework.archive.PackageFiles;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The templates and documents of a package that params name; each is read once. */
final class PackageDocuments {
  /** CloudFormation's limit for a template by URL. */
  private static final int MAX_TEMPLATE = 1 << 20;

  private final DocumentReader reader = new DocumentReader();
  private final PackageFiles files;
  private final ObjectKeys keys;
  private final Problems problems;
  private final Map<String, Optional<Template>> templates = new HashMap<>();
  private final Map<String, Optional<Node>> documents = new HashMap<>();
  private final SortedMap<String, byte[]> objects = new TreeMap<>();

  PackageDocuments(PackageFiles files, ObjectKeys keys, Problems problems) {
    this.files = files;
    this.keys = keys;
    this.problems = problems;
  }

  /** The templates that were asked for, by key, in their author's bytes. */
  SortedMap<String, byte[]> objects() {
    return objects;
  }

  /** A template, or nothing if it is not there or is none, which is reported. */
  Optional<Template> template(String path, Scalar named) {
    return content(path, named)
        .flatMap(content -> templates.computeIfAbsent(path, _ -> read(path, content)));
  }

  /** A template that was asked for before. */
  Optional<Template> known(String path) {
    return templates.getOrDefault(path, Optional.empty());
  }

  /** A document, or nothing if it is not there or cannot be read, which is reported. */
  Optional<Node> document(String path, Scalar named) {
    return content(path, named)
        .flatMap(
            content ->
                documents.computeIfAbsent(
                    path,
                    _ -> parsed(path, content, Dialect.PACKAGE, ProblemCode.DOCUMENT_UNREADABLE)));
  }

  private Optional<byte[]> content(String path, Scalar named) {
    var content = files.get(path);
    if (content.isEmpty()) {
      problems.add(
          Problem.at(
              named.source(),
              ProblemCode.TEMPLATE_MISSING,
              "the package has no file '" + path + "'",
              NearestName.suggestion(files.paths(), path)));
    }
    return content;
  }

  private Optional<Template> read(String path, byte[] content) {
    if (content.length > MAX_TEMPLATE) {
      problems.add(
          Problem.at(
              Source.ofFile(path),
              ProblemCode.TEMPLATE_TOO_LARGE,
              "the template has " + content.length + " bytes, over CloudFormation's limit of 1 MB",
              "Split it into several stacks."));
      return Optional.empty();
    }
    var parsed = parsed(path, content, Dialect.CLOUDFORMATION, ProblemCode.TEMPLATE_INVALID);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    if (!(parsed.get() instanceof Mapping document)
        || !(document.get("Resources").orElse(null) instanceof Mapping)) {
      problems.add(
          Problem.at(
              parsed.get().source(),
              ProblemCode.TEMPLATE_INVALID,
              "this is no CloudFormation template: it has no map of 'Resources'",
              "Add 'Resources', or name another file."));
      return Optional.empty();
    }
    var digest = Digest.of(content);
    var dot = path.lastIndexOf('.');
    var extension = dot > path.lastIndexOf('/') ? path.substring(dot) : "";
    var key = keys.template(digest, extension);
    objects.put(key, content);
    return Optional.of(Template.of(path, digest, key, document));
  }

  private Optional<Node> parsed(String path, byte[] content, Dialect dialect, ProblemCode code) {
    try {
      return Optional.of(reader.read(path, content, dialect));
    } catch (ProblemException e) {
      e.problems()
          .forEach(
              p -> problems.add(new Problem(code, p.message(), p.mend(), p.source(), p.path())));
      return Optional.empty();
    }
  }
}
