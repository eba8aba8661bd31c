package io.coreautomation.execute.kind.rds;

import io.coreautomation.framework.shape.Doc;
import org.jspecify.annotations.Nullable;

/**
 * What a database instance is to be; what is null stays as it is. It can take no password: that
 * belongs to Secrets Manager.
 */
@Doc("What the instance is to be; what is left out stays as it is.")
record Modification(
    @Doc("the instance's identifier") String dbInstanceIdentifier,
    @Doc("whether a deletion is refused") @Nullable Boolean deletionProtection,
    @Doc("its class, such as db.m7g.large") @Nullable String dbInstanceClass,
    @Doc("its storage, in GiB; it can only grow") @Nullable Integer allocatedStorage,
    @Doc("to how many GiB its storage grows by itself") @Nullable Integer maxAllocatedStorage,
    @Doc("its type of storage, such as gp3") @Nullable String storageType,
    @Doc("how many I/O operations a second are provisioned") @Nullable Integer iops,
    @Doc("the engine's version, such as 16.4, or 16 for any of it") @Nullable String engineVersion,
    @Doc("let the version be another major one") boolean allowMajorVersionUpgrade,
    @Doc("whether minor versions come by themselves") @Nullable Boolean autoMinorVersionUpgrade,
    @Doc("whether it has a standby in another zone") @Nullable Boolean multiAz,
    @Doc("for how many days backups are kept; 0 for none") @Nullable Integer backupRetentionPeriod,
    @Doc("when backups are made, in UTC, such as 03:00-03:30")
        @Nullable String preferredBackupWindow,
    @Doc("when it is maintained, in UTC, such as sun:04:00-sun:04:30")
        @Nullable String preferredMaintenanceWindow,
    @Doc("whether snapshots bear its tags") @Nullable Boolean copyTagsToSnapshot,
    @Doc("whether it has an address on the internet") @Nullable Boolean publiclyAccessible,
    @Doc("the identifier of the certificate authority") @Nullable String caCertificateIdentifier,
    @Doc("change it at once; else what interrupts it waits for the maintenance window")
        boolean applyImmediately) {}
