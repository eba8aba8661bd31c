package io.coreautomation.simulator.iam.user;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.iam.user.User.Belonging;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.CreateServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceSpecificCredentialResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceSpecificCredentialResponse;
import software.amazon.awssdk.services.iam.model.DeleteSigningCertificateRequest;
import software.amazon.awssdk.services.iam.model.DeleteSigningCertificateResponse;
import software.amazon.awssdk.services.iam.model.DeleteSshPublicKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteSshPublicKeyResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsRequest;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsResponse;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesRequest;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesResponse;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysRequest;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysResponse;
import software.amazon.awssdk.services.iam.model.SSHPublicKeyMetadata;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;
import software.amazon.awssdk.services.iam.model.UploadSigningCertificateRequest;
import software.amazon.awssdk.services.iam.model.UploadSigningCertificateResponse;
import software.amazon.awssdk.services.iam.model.UploadSshPublicKeyRequest;
import software.amazon.awssdk.services.iam.model.UploadSshPublicKeyResponse;

/** The calls about what a user's programs sign in with: keys, certificates and credentials. */
final class KeyCalls {
  private final Users users;

  KeyCalls(Users users) {
    this.users = users;
  }

  void register(Operations operations) {
    operations
        .on(CreateAccessKeyRequest.class, this::createAccessKey)
        .on(DeleteAccessKeyRequest.class, this::deleteAccessKey)
        .on(ListAccessKeysRequest.class, this::listAccessKeys)
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
    var page = users.page(caller, call.userName(), Belonging.ACCESS_KEY, call.marker());
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

  private AwsResponse uploadCertificate(Caller caller, UploadSigningCertificateRequest call) {
    users.give(caller, call.userName(), Belonging.CERTIFICATE, "TA");
    return UploadSigningCertificateResponse.builder().build();
  }

  private AwsResponse deleteCertificate(Caller caller, DeleteSigningCertificateRequest call) {
    users.take(caller, call.userName(), Belonging.CERTIFICATE, call.certificateId());
    return DeleteSigningCertificateResponse.builder().build();
  }

  private AwsResponse listCertificates(Caller caller, ListSigningCertificatesRequest call) {
    var page = users.page(caller, call.userName(), Belonging.CERTIFICATE, call.marker());
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
    var page = users.page(caller, call.userName(), Belonging.SSH_KEY, call.marker());
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
    var page = users.page(caller, call.userName(), Belonging.CREDENTIAL, call.marker());
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
