package io.coreautomation.deployspec.compile;

import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.Role;
import io.coreautomation.framework.shape.Shape;

/**
 * The shape of params as authors write them: where the engine gets a template, they name a file.
 */
final class CompileShape {
  private CompileShape() {}

  static Shape.Fields of(Shape.Fields compiled) {
    return new Shape.Fields(
        compiled.name(),
        compiled.doc(),
        compiled.fields().stream()
            .map(
                field ->
                    new Field(
                        field.name(),
                        written(field.role(), field.shape()),
                        field.required(),
                        field.doc(),
                        field.aliases(),
                        field.role()))
            .toList());
  }

  private static Shape written(Role.Kind role, Shape shape) {
    return switch (role) {
      case TEMPLATE, CONDITION -> new Shape.Text();
      case DOCUMENT -> new Shape.Anything();
      case NONE, STACK_NAME, PROTECTION, FORCE -> shape;
    };
  }
}
