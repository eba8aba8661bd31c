package io.coreautomation.codecommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CodeCommitException;
import software.amazon.awssdk.services.codecommit.model.File;
import software.amazon.awssdk.services.codecommit.model.Folder;
import software.amazon.awssdk.services.codecommit.model.FolderDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.GetBlobRequest;
import software.amazon.awssdk.services.codecommit.model.GetBlobResponse;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchResponse;
import software.amazon.awssdk.services.codecommit.model.GetFolderRequest;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;
import software.amazon.awssdk.services.codecommit.model.SymbolicLink;

class CodeCommitRepositoriesTest {
  private final ScriptedClient client = new ScriptedClient();
  private final CodeCommitRepositories repositories = new CodeCommitRepositories(client);

  @Test
  void a_branch_stands_at_its_commit_and_a_deleted_one_nowhere() {
    assertThat(repositories.head("web-shop", "main")).contains("c1");
    assertThat(repositories.head("web-shop", "gone")).isEmpty();
  }

  @Test
  void a_folder_is_known_by_its_tree_and_a_missing_one_not_at_all() {
    assertThat(repositories.tree("web-shop", "c1", "platform")).contains("tree of platform");
    assertThat(repositories.tree("web-shop", "c1", "other")).isEmpty();
  }

  @Test
  void files_are_read_from_all_folders_below_by_their_path_from_there() {
    assertThat(repositories.files("web-shop", "c1", "platform"))
        .containsOnlyKeys("deployspec.yaml", "templates/net.yaml")
        .satisfies(
            files ->
                assertThat(files.get("templates/net.yaml"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("content of blob-net"));
  }

  @Test
  void a_link_is_refused_by_its_name() {
    client.link = "platform/secret";
    assertThatThrownBy(() -> repositories.files("web-shop", "c1", "platform"))
        .hasMessage(
            "platform/secret: it is a link, which no package may hold. Commit the files"
                + " themselves.");
  }

  @Test
  void what_aws_refuses_is_told_in_our_words() {
    assertThatThrownBy(() -> repositories.head("denied", "main"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.first().code()).isEqualTo(ProblemCode.AWS_DENIED));
  }

  /** One repository with one commit. */
  private static final class ScriptedClient implements CodeCommitClient {
    private static final Map<String, GetFolderResponse> FOLDERS =
        Map.of(
            "platform",
                GetFolderResponse.builder()
                    .treeId("tree of platform")
                    .files(file("platform/deployspec.yaml", "blob-spec"))
                    .subFolders(Folder.builder().absolutePath("platform/templates").build())
                    .build(),
            "platform/templates",
                GetFolderResponse.builder()
                    .treeId("tree of templates")
                    .files(file("platform/templates/net.yaml", "blob-net"))
                    .build());

    private String link = "";

    @Override
    public GetBranchResponse getBranch(GetBranchRequest request) {
      if (request.repositoryName().equals("denied")) {
        throw CodeCommitException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("AccessDeniedException")
                    .errorMessage("no codecommit:GetBranch")
                    .build())
            .statusCode(400)
            .build();
      }
      if (!request.branchName().equals("main")) {
        throw BranchDoesNotExistException.builder().message("no such branch").build();
      }
      return GetBranchResponse.builder().branch(b -> b.commitId("c1")).build();
    }

    @Override
    public GetFolderResponse getFolder(GetFolderRequest request) {
      var folder = FOLDERS.get(request.folderPath());
      if (folder == null || !request.commitSpecifier().equals("c1")) {
        throw FolderDoesNotExistException.builder().message("no such folder").build();
      }
      return link.isEmpty()
          ? folder
          : folder.toBuilder()
              .symbolicLinks(List.of(SymbolicLink.builder().absolutePath(link).build()))
              .build();
    }

    @Override
    public GetBlobResponse getBlob(GetBlobRequest request) {
      return GetBlobResponse.builder()
          .content(SdkBytes.fromUtf8String("content of " + request.blobId()))
          .build();
    }

    private static File file(String path, String blob) {
      return File.builder().absolutePath(path).blobId(blob).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
