package io.coreautomation.codecommit;

import java.util.Optional;
import java.util.SortedMap;

/** Reads git repositories where they are hosted. */
public interface RepositoryReader {
  /** The commit that a branch stands at, or nothing if there is no such branch any more. */
  Optional<String> head(String repository, String branch);

  /**
   * The id of a folder's content at a commit, or nothing if there is no such folder then. Two equal
   * ids mean equal content.
   */
  Optional<String> tree(String repository, String commit, String folder);

  /**
   * All files of a folder at a commit, by their paths relative to it.
   *
   * @throws io.coreautomation.framework.problem.ProblemException if it holds links or submodules:
   *     no package does
   */
  SortedMap<String, byte[]> files(String repository, String commit, String folder);
}
