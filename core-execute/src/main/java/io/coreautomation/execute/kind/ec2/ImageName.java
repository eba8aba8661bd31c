package io.coreautomation.execute.kind.ec2;

import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of images: each is the only one of its name in its account and region. */
final class ImageName {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9 ()\\[\\]./'@_-]{3,128}");

  private ImageName() {}

  static void check(String field, String name) {
    if (!FORM.matcher(name).matches()) {
      throw new InvalidFieldException(
          field,
          "'" + name + "' is not the name of an image",
          "Use 3 to 128 letters, digits, spaces and ( ) [ ] . / - ' @ _");
    }
  }

  /** What one action at a time may change. */
  static String lock(@Nullable Target target, String name) {
    return "image/" + Objects.requireNonNull(target, "images have a place") + "/" + name;
  }
}
