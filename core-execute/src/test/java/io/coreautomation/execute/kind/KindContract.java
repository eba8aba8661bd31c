package io.coreautomation.execute.kind;

/**
 * The contract that each kind of action is held to, those that core ships and those that others
 * write. A test class implements it and names cases; the laws, one interface for each subject, are
 * its tests.
 *
 * <p>Each is tried on a twin of its own, with nothing but the permissions that are computed for the
 * kind. That every call is seen takes clients from {@link ActionContext#client}.
 */
public interface KindContract
    extends KindParamsContract,
        KindPreviewContract,
        KindCrashContract,
        KindStartContract,
        KindCancelContract,
        KindEndContract,
        KindPermissionContract,
        KindRequestContract {}
