package io.coreautomation.simulator.iam.user;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.iam.user.User.Belonging;
import io.coreautomation.simulator.iam.user.Users.Page;
import io.coreautomation.simulator.world.Documents;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceSpecificCredentialResponse;
import software.amazon.awssdk.services.iam.model.DeactivateMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.DeactivateMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceSpecificCredentialResponse;
import software.amazon.awssdk.services.iam.model.DeleteSigningCertificateRequest;
import software.amazon.awssdk.services.iam.model.DeleteSigningCertificateResponse;
import software.amazon.awssdk.services.iam.model.DeleteSshPublicKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteSshPublicKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteVirtualMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.DeleteVirtualMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.EnableMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.EnableMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesResponse;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsRequest;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsResponse;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesRequest;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesResponse;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysRequest;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysResponse;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;
import software.amazon.awssdk.services.iam.model.SSHPublicKeyMetadata;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;
import software.amazon.awssdk.services.iam.model.UploadSigningCertificateRequest;
import software.amazon.awssdk.services.iam.model.UploadSigningCertificateResponse;
import software.amazon.awssdk.services.iam.model.UploadSshPublicKeyRequest;
import software.amazon.awssdk.services.iam.model.UploadSshPublicKeyResponse;

/** The calls about what users have: policies, groups, and all that they can sign in with. */
final class BelongingCalls {
  private final Users users;
  private final Documents<VirtualDevice> devices;

  /** A device that only an app makes, which outlives its use. */
  record VirtualDevice(String serialNumber) {}

  BelongingCalls(Users users) {
    this.users = users;
    this.devices = new Documents<>(users.world(), "iam/virtual-device", VirtualDevice.class);
  }

  void register(Operations operations) {
    operations
        .on(AttachUserPolicyRequest.class, this::attachPolicy)
        .on(DetachUserPolicyRequest.class, this::detachPolicy)
        .on(ListAttachedUserPoliciesRequest.class, this::listAttachedPolicies)
        .on(AddUserToGroupRequest.class, this::addToGroup)
        .on(RemoveUserFromGroupRequest.class, this::removeFromGroup)
        .on(ListGroupsForUserRequest.class, this::listGroups)
        .on(CreateAccessKeyRequest.class, this::createAccessKey)
        .on(DeleteAccessKeyRequest.class, this::deleteAccessKey)
        .on(ListAccessKeysRequest.class, this::listAccessKeys)
        .on(CreateLoginProfileRequest.class, this::createLoginProfile)
        .on(DeleteLoginProfileRequest.class, this::deleteLoginProfile)
        .on(EnableMfaDeviceRequest.class, this::enableDevice)
        .on(DeactivateMfaDeviceRequest.class, this::deactivateDevice)
        .on(DeleteVirtualMfaDeviceRequest.class, this::deleteDevice)
        .on(ListMfaDevicesRequest.class, this::listDevices)
        .on(UploadSigningCertificateRequest.class, this::uploadCertificate)
        .on(DeleteSigningCertificateRequest.class, this::deleteCertificate)
        .on(ListSigningCertificatesRequest.class, this::listCertificates)
        .on(UploadSshPublicKeyRequest.class, this::uploadSshKey)
        .on(DeleteSshPublicKeyRequest.class, this::deleteSshKey)
        .on(ListSshPublicKeysRequest.class, this::listSshKeys)
        .on(CreateServiceSpecificCredentialRequest.class, this::createCredential)
        .on(DeleteServiceSpecificCredentialRequest.class, this::deleteCredential)
        .on(ListServiceSpecificCredentialsRequest.class, this::listCredentials);
  }

  private Page<String> page(Caller caller, String user, Belonging what, @Nullable String marker) {
    return Page.of(users.existing(caller, user).all(what), marker);
  }

  private AwsResponse attachPolicy(Caller caller, AttachUserPolicyRequest call) {
    users.change(caller, call.userName(), u -> u.with(Belonging.ATTACHED_POLICY, call.policyArn()));
    return AttachUserPolicyResponse.builder().build();
  }

  private AwsResponse detachPolicy(Caller caller, DetachUserPolicyRequest call) {
    users.take(caller, call.userName(), Belonging.ATTACHED_POLICY, call.policyArn());
    return DetachUserPolicyResponse.builder().build();
  }

  private AwsResponse listAttachedPolicies(Caller caller, ListAttachedUserPoliciesRequest call) {
    var page = page(caller, call.userName(), Belonging.ATTACHED_POLICY, call.marker());
    return ListAttachedUserPoliciesResponse.builder()
        .attachedPolicies(
            page.items().stream()
                .map(
                    arn ->
                        AttachedPolicy.builder()
                            .policyArn(arn)
                            .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                            .build())
                .toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private AwsResponse addToGroup(Caller caller, AddUserToGroupRequest call) {
    users.change(caller, call.userName(), u -> u.with(Belonging.GROUP, call.groupName()));
    return AddUserToGroupResponse.builder().build();
  }

  private AwsResponse removeFromGroup(Caller caller, RemoveUserFromGroupRequest call) {
    users.take(caller, call.userName(), Belonging.GROUP, call.groupName());
    return RemoveUserFromGroupResponse.builder().build();
  }

  private AwsResponse listGroups(Caller caller, ListGroupsForUserRequest call) {
    var page = page(caller, call.userName(), Belonging.GROUP, call.marker());
    return ListGroupsForUserResponse.builder()
        .groups(page.items().stream().map(name -> Group.builder().groupName(name).build()).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  /** Its secret is told once and kept nowhere. */
  private AwsResponse createAccessKey(Caller caller, CreateAccessKeyRequest call) {
    var id = users.give(caller, call.userName(), Belonging.ACCESS_KEY, "AKIA");
    return CreateAccessKeyResponse.builder()
        .accessKey(
            AccessKey.builder()
                .userName(call.userName())
                .accessKeyId(id)
                .secretAccessKey(Digest.of("secret/" + id).hex().substring(0, 40))
                .build())
        .build();
  }

  private AwsResponse deleteAccessKey(Caller caller, DeleteAccessKeyRequest call) {
    users.take(caller, call.userName(), Belonging.ACCESS_KEY, call.accessKeyId());
    return DeleteAccessKeyResponse.builder().build();
  }

  private AwsResponse listAccessKeys(Caller caller, ListAccessKeysRequest call) {
    var page = page(caller, call.userName(), Belonging.ACCESS_KEY, call.marker());
    return ListAccessKeysResponse.builder()
        .accessKeyMetadata(
            page.items().stream()
                .map(
                    id ->
                        AccessKeyMetadata.builder()
                            .userName(call.userName())
                            .accessKeyId(id)
                            .build())
                .toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private AwsResponse createLoginProfile(Caller caller, CreateLoginProfileRequest call) {
    if (!users.existing(caller, call.userName()).all(Belonging.LOGIN_PROFILE).isEmpty()) {
      throw Users.exists("Login Profile for user " + call.userName());
    }
    users.change(caller, call.userName(), u -> u.with(Belonging.LOGIN_PROFILE, call.userName()));
    return CreateLoginProfileResponse.builder().build();
  }

  private AwsResponse deleteLoginProfile(Caller caller, DeleteLoginProfileRequest call) {
    users.take(caller, call.userName(), Belonging.LOGIN_PROFILE, call.userName());
    return DeleteLoginProfileResponse.builder().build();
  }

  /** A device whose serial number is an ARN is virtual. */
  private AwsResponse enableDevice(Caller caller, EnableMfaDeviceRequest call) {
    var serial = call.serialNumber();
    users.change(caller, call.userName(), u -> u.with(Belonging.MFA_DEVICE, serial));
    if (serial.startsWith("arn:")) {
      devices.put(serial, new VirtualDevice(serial));
    }
    return EnableMfaDeviceResponse.builder().build();
  }

  private AwsResponse deactivateDevice(Caller caller, DeactivateMfaDeviceRequest call) {
    users.take(caller, call.userName(), Belonging.MFA_DEVICE, call.serialNumber());
    return DeactivateMfaDeviceResponse.builder().build();
  }

  private AwsResponse deleteDevice(Caller caller, DeleteVirtualMfaDeviceRequest call) {
    if (devices.get(call.serialNumber()).isEmpty()) {
      throw Users.missing("VirtualMFADevice with serial number " + call.serialNumber());
    }
    devices.delete(call.serialNumber());
    return DeleteVirtualMfaDeviceResponse.builder().build();
  }

  private AwsResponse listDevices(Caller caller, ListMfaDevicesRequest call) {
    var page = page(caller, call.userName(), Belonging.MFA_DEVICE, call.marker());
    return ListMfaDevicesResponse.builder()
        .mfaDevices(
            page.items().stream()
                .map(
                    serial ->
                        MFADevice.builder().userName(call.userName()).serialNumber(serial).build())
                .toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private AwsResponse uploadCertificate(Caller caller, UploadSigningCertificateRequest call) {
    users.give(caller, call.userName(), Belonging.CERTIFICATE, "TA");
    return UploadSigningCertificateResponse.builder().build();
  }

  private AwsResponse deleteCertificate(Caller caller, DeleteSigningCertificateRequest call) {
    users.take(caller, call.userName(), Belonging.CERTIFICATE, call.certificateId());
    return DeleteSigningCertificateResponse.builder().build();
  }

  private AwsResponse listCertificates(Caller caller, ListSigningCertificatesRequest call) {
    var page = page(caller, call.userName(), Belonging.CERTIFICATE, call.marker());
    return ListSigningCertificatesResponse.builder()
        .certificates(
            page.items().stream()
                .map(id -> SigningCertificate.builder().certificateId(id).build())
                .toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private AwsResponse uploadSshKey(Caller caller, UploadSshPublicKeyRequest call) {
    users.give(caller, call.userName(), Belonging.SSH_KEY, "APKA");
    return UploadSshPublicKeyResponse.builder().build();
  }

  private AwsResponse deleteSshKey(Caller caller, DeleteSshPublicKeyRequest call) {
    users.take(caller, call.userName(), Belonging.SSH_KEY, call.sshPublicKeyId());
    return DeleteSshPublicKeyResponse.builder().build();
  }

  private AwsResponse listSshKeys(Caller caller, ListSshPublicKeysRequest call) {
    var page = page(caller, call.userName(), Belonging.SSH_KEY, call.marker());
    return ListSshPublicKeysResponse.builder()
        .sshPublicKeys(
            page.items().stream()
                .map(id -> SSHPublicKeyMetadata.builder().sshPublicKeyId(id).build())
                .toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private AwsResponse createCredential(Caller caller, CreateServiceSpecificCredentialRequest call) {
    users.give(caller, call.userName(), Belonging.CREDENTIAL, "ACCA");
    return CreateServiceSpecificCredentialResponse.builder().build();
  }

  private AwsResponse deleteCredential(Caller caller, DeleteServiceSpecificCredentialRequest call) {
    users.take(caller, call.userName(), Belonging.CREDENTIAL, call.serviceSpecificCredentialId());
    return DeleteServiceSpecificCredentialResponse.builder().build();
  }

  private AwsResponse listCredentials(Caller caller, ListServiceSpecificCredentialsRequest call) {
    var page = page(caller, call.userName(), Belonging.CREDENTIAL, call.marker());
    return ListServiceSpecificCredentialsResponse.builder()
        .serviceSpecificCredentials(
            page.items().stream()
                .map(
                    id ->
                        ServiceSpecificCredentialMetadata.builder()
                            .serviceSpecificCredentialId(id)
                            .build())
                .toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }
}
