package io.coreautomation.execute.kind.rds;

import software.amazon.awssdk.services.rds.model.DBInstance;

/** What an instance's status means to who wants something of it. Source: RDS User Guide. */
enum InstanceStanding {
  /** It can be asked for something, and has done what it was asked for. */
  READY,
  /** It is busy, and will be done by itself. */
  BUSY,
  /** It stays so until a person mends it, or starts it. */
  STUCK;

  static InstanceStanding of(DBInstance instance) {
    return switch (instance.dbInstanceStatus()) {
      case "available", "storage-optimization" -> READY;
      case "backing-up",
          "configuring-associated-roles",
          "configuring-enhanced-monitoring",
          "configuring-iam-database-auth",
          "configuring-log-exports",
          "converting-to-vpc",
          "creating",
          "delete-precheck",
          "deleting",
          "inaccessible-encryption-credentials-recoverable",
          "maintenance",
          "modifying",
          "moving-to-vpc",
          "rebooting",
          "renaming",
          "resetting-master-credentials",
          "starting",
          "stopping",
          "storage-config-upgrade",
          "storage-initialization",
          "upgrading" ->
          BUSY;
      case "failed",
          "inaccessible-encryption-credentials",
          "incompatible-create",
          "incompatible-network",
          "incompatible-option-group",
          "incompatible-parameters",
          "incompatible-restore",
          "insufficient-capacity",
          "restore-error",
          "stopped",
          "storage-full" ->
          STUCK;
      // Statuses come with features: what nobody knows yet passes, or the action's time does.
      default -> BUSY;
    };
  }
}
