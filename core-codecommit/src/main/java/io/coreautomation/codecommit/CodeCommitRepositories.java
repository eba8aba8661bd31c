package io.coreautomation.codecommit;

import io.coreautomation.aws.access.AwsProblems;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FolderDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;

/** Reads repositories of CodeCommit, in the account and region of its client. */
public final class CodeCommitRepositories implements RepositoryReader {
  private final CodeCommitClient client;

  public CodeCommitRepositories(CodeCommitClient client) {
    this.client = client;
  }

  @Override
  public Optional<String> head(String repository, String branch) {
    return answered(
        () -> {
          try {
            var answer = client.getBranch(r -> r.repositoryName(repository).branchName(branch));
            return Optional.of(answer.branch().commitId());
          } catch (BranchDoesNotExistException _) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Optional<String> tree(String repository, String commit, String folder) {
    return answered(
        () -> {
          try {
            return Optional.of(folder(repository, commit, folder).treeId());
          } catch (FolderDoesNotExistException _) {
            return Optional.empty();
          }
        });
  }

  @Override
  public SortedMap<String, byte[]> files(String repository, String commit, String folder) {
    var files = new TreeMap<String, byte[]>();
    answered(
        () -> {
          collect(repository, commit, folder, folder.length() + 1, files);
          return files;
        });
    return files;
  }

  private void collect(
      String repository, String commit, String path, int prefix, SortedMap<String, byte[]> files) {
    var folder = folder(repository, commit, path);
    folder.symbolicLinks().forEach(link -> refuse(link.absolutePath(), "a link"));
    folder.subModules().forEach(module -> refuse(module.absolutePath(), "a submodule"));
    for (var file : folder.files()) {
      var blob = client.getBlob(r -> r.repositoryName(repository).blobId(file.blobId()));
      files.put(file.absolutePath().substring(prefix), blob.content().asByteArray());
    }
    for (var child : folder.subFolders()) {
      collect(repository, commit, child.absolutePath(), prefix, files);
    }
  }

  private GetFolderResponse folder(String repository, String commit, String path) {
    return client.getFolder(
        r -> r.repositoryName(repository).commitSpecifier(commit).folderPath(path));
  }

  private static void refuse(String path, String what) {
    throw new ProblemException(
        Problem.at(
            Source.ofFile(path),
            ProblemCode.PACKAGE_INVALID,
            "it is " + what + ", which no package may hold",
            "Commit the files themselves."));
  }

  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new ProblemException(AwsProblems.of(e), e);
    }
  }
}
