package io.coreautomation.cli.progress;

import io.coreautomation.framework.provenance.KnownError;
import io.coreautomation.framework.provenance.Provenance;
import io.coreautomation.framework.provenance.Provenance.Failed;
import io.coreautomation.framework.run.RunView.ActionView;
import java.util.ArrayList;
import java.util.List;

/** Why a run failed, in text. */
public final class WhyText {
  private WhyText() {}

  /** Of a run as a whole. */
  public static List<String> of(Provenance why) {
    var lines = heading(why);
    why.run().problems().forEach(problem -> lines.add("problem   " + RunText.problem(problem)));
    if (why.failures().isEmpty() && why.run().problems().isEmpty()) {
      lines.add("nothing of it has failed");
    }
    why.failures().forEach(failed -> lines.addAll(chain(failed)));
    return lines;
  }

  /** Of one action. */
  public static List<String> of(Provenance why, ActionView asked) {
    var lines = heading(why);
    if (why.failures().isEmpty()) {
      lines.add(
          asked.id()
              + " has not failed: it is "
              + asked.status()
              + (asked.waitsFor().isEmpty()
                  ? ""
                  : " and waits for " + String.join(", ", asked.waitsFor())));
    }
    why.failures().forEach(failed -> lines.addAll(chain(failed)));
    return lines;
  }

  private static List<String> heading(Provenance why) {
    var lines = new ArrayList<String>();
    lines.add(RunText.heading(why.run()));
    if (why.commit() != null) {
      lines.add("commit    " + why.commit());
    }
    return lines;
  }

  private static List<String> chain(Failed failed) {
    var failure = failed.failure();
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("action    " + failed.action().id() + "  " + failed.action().kind());
    if (failed.part() != null && failed.part().tells()) {
      lines.addAll(part(failed.part()));
      return lines;
    }
    lines.add("error     " + failure.code() + ": " + failure.message());
    var resource = failure.resource();
    if (resource != null) {
      lines.add("resource  " + resource);
    }
    // Where nothing better is known, a failure is said to be where its action is.
    if (failure.source() != null && !failure.source().equals(failed.action().source())) {
      lines.add((resource == null ? "at        " : "template  ") + failure.source());
    }
    lines.add("from      " + failed.action().source());
    if (!failure.mend().isEmpty()) {
      lines.add("mend      " + failure.mend());
    }
    if (failed.known() != null) {
      lines.addAll(known(failed.known()));
    }
    return lines;
  }

  /** What a run of its own has carried out failed as that did. */
  private static List<String> part(Provenance part) {
    var lines = new ArrayList<String>();
    lines.add("by run    " + part.run().id() + "  " + part.run().status());
    part.run().problems().forEach(problem -> lines.add("problem   " + RunText.problem(problem)));
    part.failures().forEach(failed -> lines.addAll(chain(failed)));
    if (part.more() != null) {
      lines.add("");
      lines.add(
          "%d more of run %s failed: core why %2$s"
              .formatted(part.more(), part.run().id().shortId()));
    }
    return lines;
  }

  private static List<String> known(KnownError error) {
    return List.of(
        "known as  " + error.id(),
        "  cause   " + error.cause(),
        "  mend    " + error.mend(),
        "  source  " + error.source().title() + ", " + error.source().link());
  }
}
