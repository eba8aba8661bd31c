package io.coreautomation.local.embedded;

import io.coreautomation.framework.archive.PackageFolder;
import io.coreautomation.framework.archive.PackageZip;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.PackageRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A package that is where its coordinates' packages are, with the size of it for people. */
public record UploadedPackage(PackageRef ref, int files, int templates) {
  /** What makes a document a template, for a count that people read. */
  private static final Pattern RESOURCES = Pattern.compile("(?m)^\\s*\"?Resources\"?\\s*:");

  /** Packages a folder and puts it there, as the newest of them. */
  static UploadedPackage put(ObjectStore store, Path folder, Coordinates coordinates) {
    var files = PackageFolder.read(folder);
    var zip = PackageZip.write(files);
    var digest = Digest.of(zip);
    var keys = ObjectKeys.of(coordinates);
    var ref = new PackageRef(keys.packageZip(digest), digest);
    store.put(ref.key(), zip, ObjectStore.Precondition.NONE);
    store.put(
        keys.newestPackage(),
        Json.write(ref).getBytes(StandardCharsets.UTF_8),
        ObjectStore.Precondition.NONE);
    var templates =
        (int)
            files.paths().stream()
                .filter(path -> path.matches(".*\\.(ya?ml|json|template)"))
                .filter(path -> files.get(path).filter(UploadedPackage::isTemplate).isPresent())
                .count();
    return new UploadedPackage(ref, files.paths().size(), templates);
  }

  private static boolean isTemplate(byte[] document) {
    return RESOURCES.matcher(new String(document, StandardCharsets.UTF_8)).find();
  }
}
