package io.coreautomation.codecommit;

import io.coreautomation.framework.json.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One repository whose commits are maps of paths. */
public final class InMemoryRepositories implements RepositoryReader {
  private final Map<String, Map<String, String>> commits = new HashMap<>();
  private final Map<String, String> heads = new HashMap<>();

  public InMemoryRepositories commit(String branch, String id, Map<String, String> files) {
    commits.put(id, files);
    heads.put(branch, id);
    return this;
  }

  @Override
  public Optional<String> head(String repository, String branch) {
    return Optional.ofNullable(heads.get(branch));
  }

  @Override
  public Optional<String> tree(String repository, String commit, String folder) {
    var files = files(repository, commit, folder);
    var text = new StringBuilder();
    files.forEach((path, content) -> text.append(path).append(Digest.of(content)));
    return files.isEmpty() ? Optional.empty() : Optional.of(Digest.of(text.toString()).hex());
  }

  @Override
  public SortedMap<String, byte[]> files(String repository, String commit, String folder) {
    var files = new TreeMap<String, byte[]>();
    commits
        .get(commit)
        .forEach(
            (path, content) -> {
              if (path.startsWith(folder + "/")) {
                files.put(path.substring(folder.length() + 1), content.getBytes());
              }
            });
    return files;
  }
}
