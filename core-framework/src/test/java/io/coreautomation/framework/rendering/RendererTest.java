package io.coreautomation.framework.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
  private static final Source HERE = new Source("deployspec.yaml", 7, 12);
  private static final Map<String, Object> NAMES =
      Map.of(
          "app",
          Map.of("name", "shop", "portfolio", "web"),
          "build",
          "42",
          "index",
          1L,
          "cidrs",
          List.of("10.0.0.0/16", "10.1.0.0/16"),
          "braces",
          "{{ build }}",
          "reference",
          "${actions.a.outputs.B}",
          "long",
          "x".repeat(40_000),
          "flag",
          true,
          "facts",
          Map.of("Domain", "acme.example"),
          "account",
          new Unavailable("'account' is known only in params", "Use {{ accounts['name'] }} here."));

  private final Renderer renderer = new Renderer();

  private Node render(String text) {
    return renderer.render(Scalar.text(text, HERE), NAMES);
  }

  private String text(String text) {
    return ((Scalar) render(text)).text();
  }

  private Problem problem(String text) {
    try {
      throw new AssertionError("rendered as " + render(text));
    } catch (ProblemException e) {
      return e.first();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          plain                                        ¦ plain
          {{ app.name }}-{{ build }}                   ¦ shop-42
          {{app["name"]}}                              ¦ shop
          10.{{ index + 1 }}.0.0/16                    ¦ 10.2.0.0/16
          {{ cidrs[1] }}                               ¦ 10.1.0.0/16
          {{ build == '42' ? 'yes' : 'no' }}           ¦ yes
          {{ missing | default('none') }}              ¦ none
          {{ app.missing | default('none') }}          ¦ none
          {{ missing is defined ? 1 : 2 }}             ¦ 2
          {{ cidrs | join(' ') }}                      ¦ 10.0.0.0/16 10.1.0.0/16
          {{ cidrs | length }}                         ¦ 2
          {{ cidrs | to_json }}                        ¦ ["10.0.0.0/16","10.1.0.0/16"]
          {{ app.name | upper | lower | capitalize }}  ¦ Shop
          {{ 'a.b.c' | replace('.', '-') }}            ¦ a-b-c
          {{ 'v1.20' | regex_replace('v(\\d+)', '$1') }} ¦ 1.20
          {{ 'a--' | rstrip('-') }}                    ¦ a
          {{ 'a-b' | split('-') | last }}              ¦ b
          {{ build | ensure_list | to_json }}          ¦ ["42"]
          {{ 'short' | shorten_unique(12) }}           ¦ short
          {{ 'a name too long' | shorten_unique(14) }} ¦ a n-25oenxgvnc
          {{ '{{' }} and {{ "}}" }}                    ¦ {{ and }}
          {{resolve:ssm:/db/password}}                 ¦ {{resolve:ssm:/db/password}}
          {{resolve:ssm:/{{ app.name }}/password}}     ¦ {{resolve:ssm:/shop/password}}
          ${AWS::Region} ${actions.a.outputs.B}        ¦ ${AWS::Region} ${actions.a.outputs.B}
          """)
  void text_is_rendered(String written, String rendered) {
    assertThat(text(written)).isEqualTo(rendered);
  }

  @Test
  void a_scalar_that_is_one_expression_becomes_what_it_yields() {
    assertThat(Nodes.json(render("{{ cidrs }}")).toString())
        .isEqualTo("[\"10.0.0.0/16\",\"10.1.0.0/16\"]");
    assertThat(Nodes.json(render("{{ app }}"))).isEqualTo(Nodes.json(render("{{ app }}")));
    assertThat(((Scalar) render("{{ index + 1 }}")).value()).isEqualTo(2L);
    assertThat(((Scalar) render("{{ flag }}")).value()).isEqualTo(true);
    assertThat(((Scalar) render("{{ build }}")).value()).isEqualTo("42");
    assertThat(render("{{ cidrs }}").source()).isEqualTo(HERE);
  }

  @Test
  void a_rendered_value_is_not_rendered_again() {
    assertThat(text("{{ braces }}")).isEqualTo("{{ build }}");
    assertThat(text("x {{ braces }}")).isEqualTo("x {{ build }}");
  }

  @Test
  void a_value_brings_no_reference_in_when_it_is_quoted() {
    var node =
        (Scalar)
            renderer.render(
                Scalar.text("{{ reference }} ${actions.c.outputs.D}", HERE),
                NAMES,
                ReferenceText::quoted);

    assertThat(ReferenceText.parse(node).parts())
        .containsExactly(
            new ReferenceText.Part.Text("${actions.a.outputs.B} ", 0),
            new ReferenceText.Part.Output("c", "D", 24));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          {{ biuld }}       ¦ VARIABLE_UNKNOWN ¦ the variable 'biuld' is not known. Did you mean 'build'?
          {{ 'a'() }}       ¦ RENDERING_FAILED ¦ '{{ 'a'() }}' cannot be rendered: ''a'()' is no expression. Mend the expression.
          {{ app.nmae }}    ¦ VARIABLE_UNKNOWN ¦ the variable 'nmae' is not known. Did you mean 'name'?
          {{ Domain }}      ¦ VARIABLE_UNKNOWN ¦ the variable 'Domain' is not known. It is a fact: write facts.Domain.
          {{ account }}     ¦ VARIABLE_UNKNOWN ¦ 'account' is known only in params. Use {{ accounts['name'] }} here.
          {{ account.id }}  ¦ VARIABLE_UNKNOWN ¦ 'account' is known only in params. Use {{ accounts['name'] }} here.
          {{ cidrs[2] }}    ¦ VARIABLE_UNKNOWN ¦ the variable '2' is not known. The list has 2 elements, counted from 0.
          x {{ app }}       ¦ RENDERING_FAILED ¦ 'x {{ app }}' cannot be rendered: it is a map, which cannot stand inside text. Name one of its parts: name, portfolio.
          x {{ cidrs }}     ¦ RENDERING_FAILED ¦ 'x {{ cidrs }}' cannot be rendered: it is a list, which cannot stand inside text. Write {{ … | join(',') }}.
          {{ build          ¦ RENDERING_FAILED ¦ '{{ build' cannot be rendered: '{{' is not closed. Close it with '}}'; for braces as text write {{ '{{' }}.
          {{ }}             ¦ RENDERING_FAILED ¦ '{{ }}' cannot be rendered: the braces are empty. Name a variable between them.
          {% if build %}    ¦ RENDERING_FAILED ¦ '{% if build %}' cannot be rendered: '{% … %}' has no meaning here. Use {{ condition ? 'this' : 'that' }}.
          {{ build | nope }} ¦ RENDERING_FAILED ¦ '{{ build | nope }}' cannot be rendered: Filter [nope] does not exist. Mend the expression.
          """)
  void what_cannot_be_rendered_says_where_and_how_to_mend(
      String written, ProblemCode code, String message) {
    var problem = problem(written);

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.text()).isEqualTo("deployspec.yaml:7:12: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ \"\".getClass() }}",
        "{{ \"\".class }}",
        "{{ app.class }}",
        "{{ app.getClass() }}",
        "{{ app.keySet() }}",
        "{{ \"\".CASE_INSENSITIVE_ORDER }}",
        "{{ index.MAX_VALUE }}",
        "{{ cidrs.size() }}",
        "{{ template }}",
        "{{ template ~ '' }}",
        "{{ _context }}",
        "{{ locale }}",
        "{{ include('x') }}",
        "{{ range(0, 1000000000) }}",
        "{{ 1..1000000000 }}",
        "{{ 'x' | base64encode }}",
        "{{ ('x') }}{% include 'x' %}",
        "{{ long ~ long }} {{ long }}",
        "{{ long | replace('x', 'xxxxxxxxxx') }}",
        "{{ long | regex_replace('x', 'xxxxxxxxxx') }}",
        "{{ long | split('') | join(long) }}",
        "{{ long | regex_replace('(x+x+)+y', '') }}",
        "{{ 'x' | regex_replace('(', '') }}",
        "{{ 'x' | regex_replace('x', '$7') }}",
        "{{ 'x' - 1 }}",
        "{{ 1 / 0 }}",
        "{{ x) }}",
      })
  void what_reaches_out_of_the_sandbox_or_grows_is_refused(String written) {
    assertThat(problem(written).code())
        .isIn(ProblemCode.RENDERING_FAILED, ProblemCode.VARIABLE_UNKNOWN);
  }

  @Test
  void an_expression_of_many_parentheses_ends_in_a_problem_or_a_value() {
    assertThat(text("{{ " + "(".repeat(400) + "build" + ")".repeat(400) + " }}")).isEqualTo("42");
    assertThat(problem("{{ " + "(".repeat(2_000) + " }}").text())
        .endsWith(
            "cannot be rendered: the expression is longer than 1024 characters. Use variables for"
                + " its parts.");
  }

  @Test
  void all_scalars_of_a_document_are_rendered_and_all_problems_reported() {
    var problems = new Problems();
    var document =
        new DocumentReader()
            .read(
                "d.yaml",
                """
                name: "{{ app.name }}"
                list: [ "{{ oops }}", 3, "{{ build }}" ]
                "{{ key }}": x
                """,
                Dialect.PACKAGE);

    var rendered = renderer.renderAll(document, NAMES, UnaryOperator.identity(), problems);

    assertThat(Nodes.json(rendered).toString())
        .isEqualTo("{\"name\":\"shop\",\"list\":[\"{{ oops }}\",3,\"42\"],\"{{ key }}\":\"x\"}");
    assertThat(problems.sorted())
        .extracting(Problem::text)
        .containsExactly(
            "d.yaml:2:9: the variable 'oops' is not known. Known are: account, app, braces, build,"
                + " cidrs, facts, flag, index, long, reference.",
            "d.yaml:3:1: the key '{{ key }}' holds an expression, but keys are not rendered. Write"
                + " the key out.");
  }

  @Test
  void only_text_is_rendered() {
    var number = new Scalar(3L, "3", HERE);

    assertThat(renderer.render(number, NAMES)).isSameAs(number);
    assertThat(Renderer.isRendered("{{resolve:ssm:x}}")).isFalse();
    assertThat(Renderer.isRendered("{{resolve:ssm:x}} {{ y }}")).isTrue();
    assertThatThrownBy(() -> render("{{ nope }}")).isInstanceOf(ProblemException.class);
  }
}
