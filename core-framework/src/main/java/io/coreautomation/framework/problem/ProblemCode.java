package io.coreautomation.framework.problem;

/** Stable names of what can go wrong. A problem's text may change, its code may not. */
public enum ProblemCode {
  DOCUMENT_UNREADABLE(Category.INVALID),
  FIELD_UNKNOWN(Category.INVALID),
  FIELD_MISSING(Category.INVALID),
  FIELD_INVALID(Category.INVALID),
  NAME_DUPLICATE(Category.INVALID),
  NAME_INVALID(Category.INVALID),
  KIND_UNKNOWN(Category.INVALID),
  DEPENDENCY_UNKNOWN(Category.INVALID),
  DEPENDENCY_CYCLE(Category.INVALID),
  REFERENCE_UNKNOWN(Category.INVALID),
  REFERENCE_AMBIGUOUS(Category.INVALID),
  VARIABLE_UNKNOWN(Category.INVALID),
  RENDERING_FAILED(Category.INVALID),
  CONDITION_INVALID(Category.INVALID),
  TEMPLATE_MISSING(Category.INVALID),
  TEMPLATE_INVALID(Category.INVALID),
  TEMPLATE_TOO_LARGE(Category.INVALID),
  ACCOUNT_UNKNOWN(Category.INVALID),
  REGION_MISSING(Category.INVALID),
  TARGET_MISSING(Category.INVALID),
  PACKAGE_INVALID(Category.INVALID),
  PACKAGE_MISSING(Category.INVALID),
  SPEC_MISSING(Category.INVALID),
  REQUEST_INVALID(Category.INVALID),

  NOT_ALLOWED(Category.REFUSED),
  LOCKED(Category.REFUSED),
  STACK_PROTECTED(Category.REFUSED),
  CONFLICT(Category.REFUSED),
  /** The world is not as it was when the plan was made: plan again. */
  PLAN_STALE(Category.REFUSED),
  /** A rollback could not take back all of it, and nobody has said that what it can is enough. */
  IRREVERSIBLE(Category.REFUSED),

  /** A quota of an account has no room for what a run would make. */
  LIMIT_EXCEEDED(Category.REFUSED),

  NOT_FOUND(Category.NOT_FOUND),

  /** AWS slowed us down; the same call can succeed later. */
  THROTTLED(Category.FAILED, true),
  /** AWS did not answer, or answered with a fault of its own. */
  AWS_UNAVAILABLE(Category.FAILED, true),
  /** A role, a key or a policy is not yet known everywhere: the same call can succeed soon. */
  AWS_PROPAGATING(Category.FAILED, true),
  AWS_DENIED(Category.FAILED),
  AWS_REFUSED(Category.FAILED),
  STACK_NOT_OURS(Category.FAILED),
  STACK_NOT_UPDATABLE(Category.FAILED),
  STACK_FAILED(Category.FAILED),
  STACK_GONE(Category.FAILED),
  /** A resource of a stack was deleted behind CloudFormation's back. */
  RESOURCE_GONE(Category.FAILED),
  STACK_MISSING(Category.FAILED),
  OUTPUT_MISSING(Category.FAILED),
  /** What an action began in AWS, such as a build, has failed there. */
  WORK_FAILED(Category.FAILED),
  /** What SYSTEM::Assert was to find true is not. */
  ASSERTION_FAILED(Category.FAILED),
  TIMED_OUT(Category.FAILED),
  /** Called off by an operator, or by what the run does after a failure. */
  CANCELLED(Category.FAILED),
  /** Turns of the run keep dying. */
  RUN_CRASHING(Category.FAILED),
  /** A call was made, its outcome was lost, and nobody but a person can know it. */
  OUTCOME_UNKNOWN(Category.FAILED),

  PLATFORM_UNAVAILABLE(Category.UNAVAILABLE, true),
  INTERNAL(Category.UNAVAILABLE);

  /** What a problem means to who asked: exit code and HTTP status follow from it. */
  public enum Category {
    /** The command line, a request or a file is wrong; nothing was started. */
    INVALID(2, 400),
    /** Not allowed, rejected, locked, against policy. */
    REFUSED(3, 409),
    NOT_FOUND(4, 404),
    /** The work itself failed. */
    FAILED(1, 500),
    /** The platform could not be reached, or failed itself. */
    UNAVAILABLE(7, 503);

    private final int exitCode;
    private final int httpStatus;

    Category(int exitCode, int httpStatus) {
      this.exitCode = exitCode;
      this.httpStatus = httpStatus;
    }

    /** The exit code of the command line. */
    public int exitCode() {
      return exitCode;
    }

    /** The status of an HTTP answer, unless the code has one of its own. */
    public int httpStatus() {
      return httpStatus;
    }
  }

  private final Category category;
  private final boolean retryable;

  ProblemCode(Category category) {
    this(category, false);
  }

  ProblemCode(Category category, boolean retryable) {
    this.category = category;
    this.retryable = retryable;
  }

  public Category category() {
    return category;
  }

  /** Whether the same call can succeed later without anybody changing anything. */
  public boolean retryable() {
    return retryable;
  }
}
