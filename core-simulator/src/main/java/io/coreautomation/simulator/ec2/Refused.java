package io.coreautomation.simulator.ec2;

import io.coreautomation.simulator.client.Refusal;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** What EC2 answers to calls that it refuses: every refusal has the one type, and a code. */
final class Refused {
  private Refused() {}

  static RuntimeException of(String code, String message) {
    return Refusal.of(Ec2Exception.builder(), "Ec2", 400, code, message);
  }

  static RuntimeException noImage(String id) {
    return of("InvalidAMIID.NotFound", "The image id '[" + id + "]' does not exist");
  }

  static RuntimeException noSnapshot(String id) {
    return of("InvalidSnapshot.NotFound", "The snapshot '" + id + "' does not exist.");
  }
}
