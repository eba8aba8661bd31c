package io.coreautomation.infra;

import io.coreautomation.execute.kind.own.OwnKinds;
import io.coreautomation.execute.kind.own.RolePermissions;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/**
 * The kinds that an installation has beside those that core ships: a folder of jars and
 * declarations, which is laid beside the functions that must know them. The engine reads the files;
 * compilers, which do not have the engine's classes, a catalogue of what it would read.
 */
public final class KindsFolder {
  /** Where Lambda puts what is in {@code kinds/} of a layer. */
  static final String IN_LAMBDA = "/opt/kinds";

  private final Path folder;
  private final OwnKinds own;

  private KindsFolder(Path folder, OwnKinds own) {
    this.folder = folder;
    this.own = own;
  }

  /**
   * Reads a folder, so that nothing is deployed that could not be read there.
   *
   * @throws io.coreautomation.framework.problem.ProblemException with all that is wrong with it
   */
  static KindsFolder in(Path folder) {
    return new KindsFolder(folder, OwnKinds.in(folder));
  }

  /** All kinds, those that core ships among them. */
  KindCatalog catalog() {
    return own.kinds().catalog();
  }

  /** Whether functions serve some of them, which plans may ask. */
  boolean asksFunctions() {
    return RolePermissions.askFunctions(own.kinds());
  }

  /** What a function has beside its own code. */
  LayerVersion layer(Construct scope) {
    return LayerVersion.Builder.create(scope, "Kinds")
        .description("Kinds of action that core does not ship")
        .compatibleRuntimes(List.of(Runtime.JAVA_25))
        .code(Code.fromAsset(packed().toString()))
        .build();
  }

  private Path packed() {
    try {
      var root = Files.createTempDirectory("core-kinds");
      var kinds = Files.createDirectory(root.resolve("kinds"));
      for (var name : own.files().values().stream().distinct().toList()) {
        Files.copy(folder.resolve(name), kinds.resolve(name));
      }
      Files.writeString(kinds.resolve(KindCatalog.FILE), Json.pretty(catalog()));
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
