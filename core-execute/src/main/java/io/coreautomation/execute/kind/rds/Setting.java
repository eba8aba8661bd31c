package io.coreautomation.execute.kind.rds;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;

/**
 * One thing about an instance that can be changed: where it is wanted, where it stands, where it
 * stands while it waits for the maintenance window, and how it is asked for.
 */
record Setting<T>(
    String name,
    Function<Modification, @Nullable T> wanted,
    Function<DBInstance, @Nullable T> actual,
    Function<PendingModifiedValues, @Nullable T> pending,
    BiConsumer<ModifyDbInstanceRequest.Builder, T> ask,
    BiPredicate<T, T> same) {

  static final List<Setting<?>> ALL =
      List.of(
          of(
              "deletionProtection",
              Modification::deletionProtection,
              DBInstance::deletionProtection,
              _ -> null,
              ModifyDbInstanceRequest.Builder::deletionProtection),
          of(
              "dbInstanceClass",
              Modification::dbInstanceClass,
              DBInstance::dbInstanceClass,
              PendingModifiedValues::dbInstanceClass,
              ModifyDbInstanceRequest.Builder::dbInstanceClass),
          of(
              "allocatedStorage",
              Modification::allocatedStorage,
              DBInstance::allocatedStorage,
              PendingModifiedValues::allocatedStorage,
              ModifyDbInstanceRequest.Builder::allocatedStorage),
          of(
              "maxAllocatedStorage",
              Modification::maxAllocatedStorage,
              DBInstance::maxAllocatedStorage,
              _ -> null,
              ModifyDbInstanceRequest.Builder::maxAllocatedStorage),
          of(
              "storageType",
              Modification::storageType,
              DBInstance::storageType,
              PendingModifiedValues::storageType,
              ModifyDbInstanceRequest.Builder::storageType),
          of(
              "iops",
              Modification::iops,
              DBInstance::iops,
              PendingModifiedValues::iops,
              ModifyDbInstanceRequest.Builder::iops),
          new Setting<>(
              "engineVersion",
              Modification::engineVersion,
              DBInstance::engineVersion,
              PendingModifiedValues::engineVersion,
              ModifyDbInstanceRequest.Builder::engineVersion,
              (wanted, actual) -> actual.equals(wanted) || actual.startsWith(wanted + ".")),
          of(
              "autoMinorVersionUpgrade",
              Modification::autoMinorVersionUpgrade,
              DBInstance::autoMinorVersionUpgrade,
              _ -> null,
              ModifyDbInstanceRequest.Builder::autoMinorVersionUpgrade),
          of(
              "multiAz",
              Modification::multiAz,
              DBInstance::multiAZ,
              PendingModifiedValues::multiAZ,
              ModifyDbInstanceRequest.Builder::multiAZ),
          of(
              "backupRetentionPeriod",
              Modification::backupRetentionPeriod,
              DBInstance::backupRetentionPeriod,
              PendingModifiedValues::backupRetentionPeriod,
              ModifyDbInstanceRequest.Builder::backupRetentionPeriod),
          window(
              "preferredBackupWindow",
              Modification::preferredBackupWindow,
              DBInstance::preferredBackupWindow,
              ModifyDbInstanceRequest.Builder::preferredBackupWindow),
          window(
              "preferredMaintenanceWindow",
              Modification::preferredMaintenanceWindow,
              DBInstance::preferredMaintenanceWindow,
              ModifyDbInstanceRequest.Builder::preferredMaintenanceWindow),
          of(
              "copyTagsToSnapshot",
              Modification::copyTagsToSnapshot,
              DBInstance::copyTagsToSnapshot,
              _ -> null,
              ModifyDbInstanceRequest.Builder::copyTagsToSnapshot),
          of(
              "publiclyAccessible",
              Modification::publiclyAccessible,
              DBInstance::publiclyAccessible,
              _ -> null,
              ModifyDbInstanceRequest.Builder::publiclyAccessible),
          of(
              "caCertificateIdentifier",
              Modification::caCertificateIdentifier,
              DBInstance::caCertificateIdentifier,
              PendingModifiedValues::caCertificateIdentifier,
              ModifyDbInstanceRequest.Builder::caCertificateIdentifier));

  private static <T> Setting<T> of(
      String name,
      Function<Modification, @Nullable T> wanted,
      Function<DBInstance, @Nullable T> actual,
      Function<PendingModifiedValues, @Nullable T> pending,
      BiConsumer<ModifyDbInstanceRequest.Builder, T> ask) {
    return new Setting<>(name, wanted, actual, pending, ask, Object::equals);
  }

  /** RDS writes the days in lower case, however they were asked for. */
  private static Setting<String> window(
      String name,
      Function<Modification, @Nullable String> wanted,
      Function<DBInstance, @Nullable String> actual,
      BiConsumer<ModifyDbInstanceRequest.Builder, String> ask) {
    return new Setting<>(name, wanted, actual, _ -> null, ask, String::equalsIgnoreCase);
  }

  boolean isWanted(Modification modification) {
    return wanted.apply(modification) != null;
  }

  boolean isOpen(Modification modification, DBInstance instance) {
    var value = wanted.apply(modification);
    var now = actual.apply(instance);
    return value != null && (now == null || !same.test(value, now));
  }

  /** Whether it is left to the maintenance window. */
  boolean isDeferred(Modification modification, DBInstance instance) {
    var value = wanted.apply(modification);
    var waiting =
        instance.pendingModifiedValues() == null
            ? null
            : pending.apply(instance.pendingModifiedValues());
    return value != null && waiting != null && same.test(value, waiting);
  }

  void askFor(Modification modification, ModifyDbInstanceRequest.Builder request) {
    var value = wanted.apply(modification);
    if (value != null) {
      ask.accept(request, value);
    }
  }
}
