package io.coreautomation.framework.coordinates;

import io.coreautomation.framework.json.Digest;

/** Keys of the object store: the one place that knows how they are put together. */
public final class ObjectKeys {
  private final String path;

  private ObjectKeys(String path) {
    this.path = path;
  }

  public static ObjectKeys of(Coordinates coordinates) {
    return new ObjectKeys(coordinates.path());
  }

  /** A package as uploaded. */
  public String packageZip(Digest digest) {
    return "packages/" + path + "/" + digest.hex() + ".zip";
  }

  /** The pointer to the newest package; no run reads it. */
  public String newestPackage() {
    return "packages/" + path + "/package.zip";
  }

  /** A compiled action list. */
  public String list(Digest digest) {
    return "artefacts/" + path + "/lists/" + digest.hex() + ".json";
  }

  /** A plan. */
  public String plan(Digest digest) {
    return "artefacts/" + path + "/plans/" + digest.hex() + ".json";
  }

  /** The pointer to the newest list of a task. */
  public String newestList(String task) {
    return "artefacts/" + path + "/" + task + ".actions";
  }

  /** A template, with its author's extension (with the dot, or empty). */
  public String template(Digest digest, String extension) {
    return "artefacts/" + path + "/templates/" + digest.hex() + extension;
  }

  /** The digest of the template that lies under a key. */
  public static Digest templateDigest(String key) {
    var name = key.substring(key.lastIndexOf('/') + 1);
    var dot = name.indexOf('.');
    return new Digest(dot < 0 ? name : name.substring(0, dot));
  }

  /** The task of a run, by the digest of the request that it was made of. */
  public String task(RunId run, Digest request) {
    return runFolder(run) + "task-" + request.hex() + ".json";
  }

  /** The state of a run. */
  public String state(RunId run) {
    return runFolder(run) + "state.json.gz";
  }

  /** States of actions of a run that are at their end. */
  public String settled(RunId run, Digest digest) {
    return runFolder(run) + "settled/" + digest.hex() + ".json.gz";
  }

  /**
   * Large outputs of one action of a run, by the hash of the action's id (an id may hold any
   * character).
   */
  public String outputs(RunId run, String actionId) {
    return runFolder(run) + "outputs/" + Digest.of(actionId).hex() + ".json";
  }

  /** What one action of a run that plans would do, by the hash of the action's id. */
  public String preview(RunId run, String actionId) {
    return runFolder(run) + "previews/" + Digest.of(actionId).hex() + ".json";
  }

  /** What a run did; {@code json} or {@code md}. */
  public String report(RunId run, String extension) {
    return runFolder(run) + "report." + extension;
  }

  private String runFolder(RunId run) {
    return "artefacts/" + path + "/runs/" + run + "/";
  }
}
