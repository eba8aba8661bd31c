package io.coreautomation.execute.kind.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsResponse;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.SSHPublicKeyMetadata;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;

/**
 * Takes from a user all that keeps it from being deleted, and deletes it. What is gone is listed no
 * more, so it goes on where another has stopped. Source: the IAM User Guide, "Remove or deactivate
 * an IAM user".
 */
record UserRemoval(IamClient iam, String user) {
  /** The serial numbers of its devices. */
  List<String> devices() {
    return iam.listMFADevicesPaginator(r -> r.userName(user)).mfaDevices().stream()
        .map(MFADevice::serialNumber)
        .toList();
  }

  /**
   * Removes it.
   *
   * @param devices that it has, or had before a crash: one that is only half removed is in no list
   * @throws NoSuchEntityException if there is no such user
   */
  void remove(List<String> devices) {
    devices.forEach(this::removeDevice);
    all(
        iam.listAccessKeysPaginator(r -> r.userName(user)).accessKeyMetadata(),
        AccessKeyMetadata::accessKeyId,
        id -> iam.deleteAccessKey(r -> r.userName(user).accessKeyId(id)));
    gone(() -> iam.deleteLoginProfile(r -> r.userName(user)));
    all(
        iam.listSigningCertificatesPaginator(r -> r.userName(user)).certificates(),
        SigningCertificate::certificateId,
        id -> iam.deleteSigningCertificate(r -> r.userName(user).certificateId(id)));
    all(
        iam.listSSHPublicKeysPaginator(r -> r.userName(user)).sshPublicKeys(),
        SSHPublicKeyMetadata::sshPublicKeyId,
        id -> iam.deleteSSHPublicKey(r -> r.userName(user).sshPublicKeyId(id)));
    for (var id : credentials()) {
      gone(
          () ->
              iam.deleteServiceSpecificCredential(
                  r -> r.userName(user).serviceSpecificCredentialId(id)));
    }
    all(
        iam.listUserPoliciesPaginator(r -> r.userName(user)).policyNames(),
        name -> name,
        name -> iam.deleteUserPolicy(r -> r.userName(user).policyName(name)));
    all(
        iam.listAttachedUserPoliciesPaginator(r -> r.userName(user)).attachedPolicies(),
        AttachedPolicy::policyArn,
        arn -> iam.detachUserPolicy(r -> r.userName(user).policyArn(arn)));
    all(
        iam.listGroupsForUserPaginator(r -> r.userName(user)).groups(),
        Group::groupName,
        name -> iam.removeUserFromGroup(r -> r.userName(user).groupName(name)));
    iam.deleteUser(r -> r.userName(user));
  }

  /** A virtual device, whose serial number is an ARN, is left over once nobody uses it. */
  private void removeDevice(String serialNumber) {
    gone(() -> iam.deactivateMFADevice(r -> r.userName(user).serialNumber(serialNumber)));
    if (serialNumber.startsWith("arn:")) {
      gone(() -> iam.deleteVirtualMFADevice(r -> r.serialNumber(serialNumber)));
    }
  }

  private List<String> credentials() {
    var ids = new ArrayList<String>();
    ListServiceSpecificCredentialsResponse page = null;
    do {
      var marker = page == null ? null : page.marker();
      page = iam.listServiceSpecificCredentials(r -> r.userName(user).marker(marker));
      page.serviceSpecificCredentials().stream()
          .map(ServiceSpecificCredentialMetadata::serviceSpecificCredentialId)
          .forEach(ids::add);
    } while (page.marker() != null);
    return ids;
  }

  /** Listed to the end before the first is removed: a removal may shift the pages. */
  private static <T> void all(
      SdkIterable<T> listed, Function<T, String> id, Consumer<String> removal) {
    listed.stream().map(id).toList().forEach(one -> gone(() -> removal.accept(one)));
  }

  /** What others remove at the same time is gone all the same. */
  private static void gone(Runnable removal) {
    try {
      removal.run();
    } catch (NoSuchEntityException e) {
      // That is what was wanted.
    }
  }
}
