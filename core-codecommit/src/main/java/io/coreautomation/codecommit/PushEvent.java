package io.coreautomation.codecommit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What EventBridge tells of a repository: the fields of a {@code CodeCommit Repository State
 * Change} that we read.
 *
 * @param resources the repository's ARN
 */
public record PushEvent(List<String> resources, Detail detail) {
  public PushEvent {
    resources = resources == null ? List.of() : List.copyOf(resources);
    if (resources.isEmpty() || detail == null) {
      throw new IllegalArgumentException(
          "no CodeCommit Repository State Change: it names no repository");
    }
  }

  public String repositoryArn() {
    return resources.getFirst();
  }

  /**
   * One change of one reference.
   *
   * @param event {@code referenceCreated}, {@code referenceUpdated} or {@code referenceDeleted}
   * @param referenceType {@code branch} or {@code tag}
   * @param commitId what the reference stands at now; not there for a deletion
   * @param oldCommitId what it stood at before; not there for a new reference
   * @param callerUserArn who pushed
   */
  public record Detail(
      String event,
      String repositoryName,
      String referenceType,
      String referenceName,
      @Nullable String commitId,
      @JsonProperty("oldCommitId") @Nullable String oldCommitId,
      @Nullable String callerUserArn) {}
}
