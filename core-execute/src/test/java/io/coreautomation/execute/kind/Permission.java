package io.coreautomation.execute.kind;

/**
 * An IAM action that is needed in an account.
 *
 * @param action such as {@code iam:CreateUser}
 */
record Permission(String account, String action) {}
