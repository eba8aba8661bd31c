package io.coreautomation.deployspec.name;

import java.util.List;
import java.util.Map;

/**
 * A property of a type of resources by which an author names a thing.
 *
 * <p>Source: AWS CloudFormation Template Reference, the pages of the types.
 *
 * @param property with its path; where it is a list, each item is a name
 * @param reach within which a name is given once
 */
record Naming(List<String> property, Reach reach) {

  /** How far a name reaches. */
  enum Reach {
    /** Others may bear it in other regions. */
    REGION,
    /** In all regions of an account, as its service is global. */
    ACCOUNT,
    /** In all accounts. */
    WORLD
  }

  private static final Map<String, List<Naming>> BY_TYPE =
      Map.ofEntries(
          type("AWS::CloudFront::CachePolicy", in(Reach.ACCOUNT, "CachePolicyConfig.Name")),
          type("AWS::CloudFront::Distribution", in(Reach.WORLD, "DistributionConfig.Aliases")),
          type("AWS::CloudFront::Function", in(Reach.ACCOUNT, "Name")),
          type("AWS::CloudFront::KeyGroup", in(Reach.ACCOUNT, "KeyGroupConfig.Name")),
          type("AWS::CloudFront::KeyValueStore", in(Reach.ACCOUNT, "Name")),
          type(
              "AWS::CloudFront::OriginAccessControl",
              in(Reach.ACCOUNT, "OriginAccessControlConfig.Name")),
          type(
              "AWS::CloudFront::OriginRequestPolicy",
              in(Reach.ACCOUNT, "OriginRequestPolicyConfig.Name")),
          type("AWS::CloudFront::PublicKey", in(Reach.ACCOUNT, "PublicKeyConfig.Name")),
          type(
              "AWS::CloudFront::ResponseHeadersPolicy",
              in(Reach.ACCOUNT, "ResponseHeadersPolicyConfig.Name")),
          type("AWS::Events::EventBus", in(Reach.REGION, "Name")),
          type("AWS::Events::EventBusPolicy", in(Reach.REGION, "EventBusName")),
          type("AWS::Events::Rule", in(Reach.REGION, "EventBusName")),
          type("AWS::IAM::Group", in(Reach.ACCOUNT, "GroupName")),
          type("AWS::IAM::InstanceProfile", in(Reach.ACCOUNT, "InstanceProfileName")),
          type(
              "AWS::IAM::ManagedPolicy",
              in(Reach.ACCOUNT, "ManagedPolicyName"),
              in(Reach.REGION, "Roles")),
          type("AWS::IAM::OIDCProvider", in(Reach.ACCOUNT, "Url")),
          type("AWS::IAM::Policy", in(Reach.REGION, "Roles")),
          type("AWS::IAM::Role", in(Reach.ACCOUNT, "RoleName")),
          type("AWS::IAM::RolePolicy", in(Reach.REGION, "RoleName")),
          type("AWS::IAM::SAMLProvider", in(Reach.ACCOUNT, "Name")),
          type("AWS::IAM::ServerCertificate", in(Reach.ACCOUNT, "ServerCertificateName")),
          type("AWS::IAM::User", in(Reach.ACCOUNT, "UserName")),
          type("AWS::Route53::RecordSet", in(Reach.ACCOUNT, "Name")),
          type("AWS::S3::Bucket", in(Reach.WORLD, "BucketName")));

  static List<Naming> of(String type) {
    return BY_TYPE.getOrDefault(type, List.of());
  }

  private static Map.Entry<String, List<Naming>> type(String name, Naming... namings) {
    return Map.entry(name, List.of(namings));
  }

  private static Naming in(Reach reach, String property) {
    return new Naming(List.of(property.split("\\.")), reach);
  }
}
