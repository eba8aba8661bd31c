package io.coreautomation.execute.kind.own;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coreautomation.framework.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a declaration of a function that is a kind, all of it and where. */
class FunctionFileTest {
  @TempDir Path folder;

  @Test
  void what_its_fields_cannot_be_is_told_with_its_line() throws IOException {
    refused(
        """
        name: acme
        description: Registers a service.
        function: two words
        previews: yes
        """,
        """
        acme.yaml:4:11: 'previews' is 'yes', not true or false. Write true or false.\
        """);
    refused(
        """
        name: acme
        description: Registers a service.
        function: register
        """,
        "acme.yaml:1:7: 'acme' is no name of a kind. Write it as ACME::DoThis.");
    refused(
        """
        name: ACME::Register
        description: Registers a service.
        function: two words
        """,
        "acme.yaml:3:11: 'two words' is no function. Write its name, or"
            + " arn:aws:lambda:<region>:<account>:function:<name>.");
    refused(
        """
        name: ACME::Register
        description: Registers a service.
        function: register
        previews: true
        """,
        "acme.yaml:4:11: the role that plans may only call functions named core-kind-…. Name the"
            + " function 'core-kind-register', or leave 'previews' out.");
  }

  @Test
  void what_its_schema_says_that_nobody_would_look_at_is_refused() throws IOException {
    refused(
        """
        name: ACME::Register
        description: Registers a service.
        function: register
        params:
          type: object
          required: [servcie]
          properties:
            service: {type: string, pattern: '[a-z]+', description: its name}
            share: {type: number, description: of the whole}
            tier: {type: string}
            Tier: {type: array, items: {type: string, format: date}, description: more}
        """,
        """
        acme.yaml:6:13: 'servcie' is required, but no property. Did you mean 'service'?
        acme.yaml:8:29: 'pattern' is not looked at here. Remove it: the types, the required fields \
        and the words of params are checked; what else is wrong with them their kind says.
        acme.yaml:9:19: params have no type 'number'. Known are: array, boolean, integer, object, \
        string.
        acme.yaml:10:5: 'tier' has no description. Say in half a sentence what it is: it stands in \
        messages and in 'core kinds'.
        acme.yaml:11:5: 'Tier' is a spelling of another property. Name it otherwise: authors may \
        write camelCase, snake_case and kebab-case.
        acme.yaml:11:55: the only format here is 'duration'. Remove it.\
        """);
  }

  @Test
  void an_example_that_its_params_do_not_take_is_refused() throws IOException {
    refused(
        """
        name: ACME::Register
        description: Registers a service.
        function: register
        params:
          type: object
          required: [service]
          properties:
            service: {type: string, description: its name}
        example: "name: shop"
        """,
        """
        acme.yaml:9:1: the example is none: there is no field 'name' here. Known are: service.
        acme.yaml:9:1: the example is none: the field 'service' is missing. Add 'service': its \
        name.\
        """);
  }

  @Test
  void what_is_no_yaml_is_refused_with_its_place() throws IOException {
    Files.writeString(folder.resolve("acme.yaml"), "name: [");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> OwnKinds.in(folder))
        .withMessageStartingWith("acme.yaml:1:8: ");
  }

  private void refused(String declaration, String message) throws IOException {
    Files.writeString(folder.resolve("acme.yaml"), declaration);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> OwnKinds.in(folder))
        .withMessage(message);
  }
}
