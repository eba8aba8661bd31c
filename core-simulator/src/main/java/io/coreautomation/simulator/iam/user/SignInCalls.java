package io.coreautomation.simulator.iam.user;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.iam.user.User.Belonging;
import io.coreautomation.simulator.world.Documents;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.DeactivateMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.DeactivateMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteVirtualMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.DeleteVirtualMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.EnableMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.EnableMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesResponse;
import software.amazon.awssdk.services.iam.model.MFADevice;

/** The calls about how a person signs in: by a password, and by a device besides. */
final class SignInCalls {
  private final Users users;
  private final Documents<VirtualDevice> devices;

  /** A device that only an app makes, which outlives its use. */
  record VirtualDevice(String serialNumber) {}

  SignInCalls(Users users) {
    this.users = users;
    this.devices = new Documents<>(users.world(), "iam/virtual-device", VirtualDevice.class);
  }

  void register(Operations operations) {
    operations
        .on(CreateLoginProfileRequest.class, this::createLoginProfile)
        .on(DeleteLoginProfileRequest.class, this::deleteLoginProfile)
        .on(EnableMfaDeviceRequest.class, this::enableDevice)
        .on(DeactivateMfaDeviceRequest.class, this::deactivateDevice)
        .on(DeleteVirtualMfaDeviceRequest.class, this::deleteDevice)
        .on(ListMfaDevicesRequest.class, this::listDevices);
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
    var page = users.page(caller, call.userName(), Belonging.MFA_DEVICE, call.marker());
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
}
