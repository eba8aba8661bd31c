package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.json.CanonicalJson;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.TaskVerb;
import org.junit.jupiter.api.Test;

class WorkedExampleTest {
  private static final String NETWORK =
      """
      Parameters:
        Cidr: {Type: String}
      Resources:
        Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Cidr}}
      Outputs:
        VpcId: {Value: !Ref Vpc}
      """;
  private static final String DATA =
      """
      Resources:
        Table: {Type: AWS::DynamoDB::Table}
      Outputs:
        TableName: {Value: !Ref Table}
      """;
  private static final String APP =
      """
      Parameters:
        TableName: {Type: String}
        VpcId: {Type: AWS::EC2::VPC::Id}
      Resources:
        Function: {Type: AWS::Lambda::Function}
      """;

  static Given shop() {
    return Given.deployspec(
            """
            defaults: {regions: [eu-west-1, eu-central-1]}
            targets:
              workloads: {accounts: [{tag: {tier: workload}}], regions: [eu-west-1, eu-central-1]}
            actions:
              - name: network
                kind: AWS::CreateStack
                accounts: [network]
                params:
                  stackName: "{{ portfolio.name }}-network"
                  template: templates/network.yaml
                  parameters: {Cidr: "10.{{ region.index }}.0.0/16"}
              - name: data
                kind: AWS::CreateStack
                targets: workloads
                dependsOn: [network]
                params: {stackName: shop-data, template: templates/data.yaml, terminationProtection: true}
              - name: app
                kind: AWS::CreateStack
                targets: workloads
                dependsOn: [data]
                params:
                  stackName: shop-app
                  template: templates/app.yaml
                  parameters:
                    TableName: "${actions.data.outputs.TableName}"
                    VpcId: "${actions.network@network.outputs.VpcId}"
              - {name: announce, kind: "SYSTEM::NoOp", accounts: [network], regions: [eu-west-1], dependsOn: ["app@*"]}
            """)
        .file("templates/network.yaml", NETWORK)
        .file("templates/data.yaml", DATA)
        .file("templates/app.yaml", APP);
  }

  @Test
  void it_makes_eleven_actions_in_the_order_of_spec_registry_and_regions() {
    assertThat(shop().compiled().list().actions())
        .extracting(Action::id)
        .containsExactly(
            "network/210000000001/eu-west-1",
            "network/210000000001/eu-central-1",
            "data/210000000011/eu-west-1",
            "data/210000000011/eu-central-1",
            "data/210000000012/eu-west-1",
            "data/210000000012/eu-central-1",
            "app/210000000011/eu-west-1",
            "app/210000000011/eu-central-1",
            "app/210000000012/eu-west-1",
            "app/210000000012/eu-central-1",
            "announce/210000000001/eu-west-1");
  }

  @Test
  void an_action_is_compiled_whole() {
    var sha = Digest.of(APP).hex();
    var action = shop().actions().get("app/210000000011/eu-west-1");

    assertThat(Json.pretty(Json.parse(CanonicalJson.text(Json.tree(action)))))
        .isEqualTo(
            """
            {
              "dependsOn" : [ "data/210000000011/eu-west-1", "network/210000000001/eu-west-1" ],
              "id" : "app/210000000011/eu-west-1",
              "kind" : "AWS::CreateStack",
              "name" : "app",
              "params" : {
                "parameters" : {
                  "TableName" : {
                    "$expr" : [ {
                      "output" : "TableName",
                      "ref" : "data/210000000011/eu-west-1"
                    } ]
                  },
                  "VpcId" : {
                    "$expr" : [ {
                      "output" : "VpcId",
                      "ref" : "network/210000000001/eu-west-1"
                    } ]
                  }
                },
                "stackName" : "shop-app",
                "tags" : {
                  "App" : "shop",
                  "Branch" : "main",
                  "Build" : "42",
                  "Environment" : "prod",
                  "Portfolio" : "web"
                },
                "template" : {
                  "file" : "templates/app.yaml",
                  "key" : "artefacts/web/shop/main/42/templates/SHA.yaml",
                  "sha256" : "SHA"
                }
              },
              "source" : {
                "column" : 5,
                "file" : "deployspec.yaml",
                "line" : 17
              },
              "target" : {
                "account" : "210000000011",
                "region" : "eu-west-1"
              }
            }\
            """
                .replace("SHA", sha));
  }

  @Test
  void dependencies_bind_target_to_target_where_both_have_it_else_to_all() {
    var actions = shop().actions();

    assertThat(actions.get("data/210000000012/eu-central-1").dependsOn())
        .containsExactly("network/210000000001/eu-central-1", "network/210000000001/eu-west-1");
    assertThat(actions.get("announce/210000000001/eu-west-1").dependsOn())
        .containsExactly(
            "app/210000000011/eu-central-1",
            "app/210000000011/eu-west-1",
            "app/210000000012/eu-central-1",
            "app/210000000012/eu-west-1");
  }

  @Test
  void templates_are_kept_in_their_authors_bytes_under_their_digest() {
    var objects = shop().compiled().objects();

    assertThat(objects).hasSize(3);
    objects.forEach(
        (key, content) ->
            assertThat(key)
                .isEqualTo(
                    "artefacts/web/shop/main/42/templates/" + Digest.of(content).hex() + ".yaml"));
    assertThat(objects.values()).contains(NETWORK.getBytes());
  }

  @Test
  void a_region_renders_by_its_place_in_the_zone() {
    var actions = shop().actions();

    assertThat(
            actions.get("network/210000000001/eu-west-1").params().at("/parameters/Cidr").asText())
        .isEqualTo("10.0.0.0/16");
    assertThat(
            actions
                .get("network/210000000001/eu-central-1")
                .params()
                .at("/parameters/Cidr")
                .asText())
        .isEqualTo("10.1.0.0/16");
  }

  @Test
  void its_teardown_deletes_the_stacks_in_reverse_and_leaves_out_what_has_no_inverse() {
    var list = shop().verb(TaskVerb.TEARDOWN).forced().compiled().list();

    assertThat(list.task()).isEqualTo(TaskVerb.TEARDOWN);
    assertThat(list.actions())
        .extracting(Action::id)
        .containsExactly(
            "app/210000000012/eu-central-1",
            "app/210000000012/eu-west-1",
            "app/210000000011/eu-central-1",
            "app/210000000011/eu-west-1",
            "data/210000000012/eu-central-1",
            "data/210000000012/eu-west-1",
            "data/210000000011/eu-central-1",
            "data/210000000011/eu-west-1",
            "network/210000000001/eu-central-1",
            "network/210000000001/eu-west-1");
    assertThat(list.actions()).extracting(Action::kind).containsOnly("AWS::DeleteStack");
    var data = list.byId().get("data/210000000011/eu-west-1");
    assertThat(data.params().toString())
        .isEqualTo("{\"stackName\":\"shop-data\",\"unprotect\":true}");
    assertThat(data.dependsOn()).containsExactly("app/210000000011/eu-west-1");
  }

  @Test
  void its_teardown_refuses_what_is_protected_by_name_before_anything_goes() {
    assertThat(shop().verb(TaskVerb.TEARDOWN).problems())
        .isEqualTo(
            """
            deployspec.yaml:12:5: the stack 'shop-data' in 210000000011/eu-west-1 is protected against termination. Deploy it without the protection first, or use --force.
            deployspec.yaml:12:5: the stack 'shop-data' in 210000000011/eu-central-1 is protected against termination. Deploy it without the protection first, or use --force.
            deployspec.yaml:12:5: the stack 'shop-data' in 210000000012/eu-west-1 is protected against termination. Deploy it without the protection first, or use --force.
            deployspec.yaml:12:5: the stack 'shop-data' in 210000000012/eu-central-1 is protected against termination. Deploy it without the protection first, or use --force.
            """);
  }

  @Test
  void plan_and_apply_are_compiled_from_the_deployspec_alone() {
    assertThat(shop().verb(TaskVerb.PLAN).compiled().list().task()).isEqualTo(TaskVerb.PLAN);
    assertThat(shop().verb(TaskVerb.APPLY).compiled().list().actions())
        .isEqualTo(shop().compiled().list().actions());
    assertThat(shop().verb(TaskVerb.COMPILE).compiled().list().digest())
        .isEqualTo(shop().compiled().list().digest());
  }
}
