package io.coreautomation.execute.kind.ec2;

import io.coreautomation.execute.kind.ActionContext;
import java.util.List;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/**
 * An image that other accounts may read for as long as they copy it: its snapshots, too, and with
 * the keys that those are encrypted with.
 *
 * @param lacking what they could not use before, and cannot use afterwards
 */
record Loan(Sharing lacking, List<String> keys) {
  private static final String STEP = "loan";

  /** What reading a snapshot that is encrypted takes. */
  private static final List<GrantOperation> READING =
      List.of(
          GrantOperation.CREATE_GRANT,
          GrantOperation.DECRYPT,
          GrantOperation.DESCRIBE_KEY,
          GrantOperation.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
          GrantOperation.RE_ENCRYPT_FROM);

  static Loan of(ActionContext context, Image image, List<String> accounts) {
    var ec2 = context.client(Ec2Client.class);
    return new Loan(Sharing.lacking(ec2, image, accounts), new Images(ec2).keys(image));
  }

  String imageId() {
    return lacking.imageId();
  }

  /** Lets an account read it. A grant that is asked for again is the same grant. */
  void open(ActionContext context, String account) {
    lacking.of(account).open(context.client(Ec2Client.class));
    var root =
        "arn:%s:iam::%s:root"
            .formatted(PartitionMetadata.of(Region.of(context.target().region())).id(), account);
    for (var key : keys) {
      context
          .client(KmsClient.class)
          .createGrant(
              r ->
                  r.keyId(key)
                      .granteePrincipal(root)
                      .operations(READING)
                      .name(context.token(STEP)));
    }
  }

  /** Takes it back from all. */
  void close(ActionContext context) {
    lacking.close(context.client(Ec2Client.class));
    for (var key : keys) {
      var kms = context.client(KmsClient.class);
      kms.listGrantsPaginator(r -> r.keyId(key)).grants().stream()
          .filter(grant -> context.token(STEP).equals(grant.name()))
          .map(GrantListEntry::grantId)
          .toList()
          .forEach(grant -> kms.revokeGrant(r -> r.keyId(key).grantId(grant)));
    }
  }
}
