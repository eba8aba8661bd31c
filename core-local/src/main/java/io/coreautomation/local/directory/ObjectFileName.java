package io.coreautomation.local.directory;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Between a key and the path of its file. Both are the same but for the characters that some file
 * system takes amiss, which are percent-encoded.
 */
final class ObjectFileName {
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}%\\\\:*?\"<>|+]");

  private ObjectFileName() {}

  static Path path(String key) {
    return Path.of(
        UNSAFE
            .matcher(key)
            .replaceAll(found -> "%" + "%02X".formatted((int) found.group().charAt(0))));
  }

  static String key(Path path) {
    var parts = new StringBuilder();
    for (var part : path) {
      parts.append(parts.isEmpty() ? "" : "/").append(part);
    }
    return URLDecoder.decode(parts.toString(), StandardCharsets.UTF_8);
  }
}
