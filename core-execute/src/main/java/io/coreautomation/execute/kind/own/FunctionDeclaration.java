package io.coreautomation.execute.kind.own;

import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A function of Lambda that is a kind, as somebody has written it down. */
@Doc("A function of Lambda that is a kind.")
record FunctionDeclaration(
    @Doc("the kind's name, such as ACME::DoThis") String name,
    @Doc("one sentence on what it does") String description,
    @Doc("the function's name in each account where the kind is used, or its ARN") String function,
    @Doc(
            "what a second call under one token does: token, the default, as much as one; harmless,"
                + " nothing; unrepeatable, what it does twice is done twice")
        @Nullable Promise repeatability,
    @Doc("what its params look like: JSON Schema of an object") @Nullable Node params,
    @Doc("its outputs, each with half a sentence on what it is") Map<String, String> outputs,
    @Doc("whether it answers previews; then its name begins with core-kind-") boolean previews,
    @Doc("the kind that undoes it, with those of the params that it takes")
        @Nullable String inverse,
    @Doc("how long it usually takes") @Nullable Duration usual,
    @Doc("after which it is called off; by default 10m") @Nullable Duration patience,
    @Doc("params as an author writes them, in YAML; the page of the kind shows it")
        @Nullable String example,
    @Doc("what it answers on a digital twin, which runs no code of functions")
        @Nullable Node twin) {

  /** What a function promises of a second call under one token. */
  enum Promise {
    /** It does as much as one, and has the same answer. */
    TOKEN,
    /** It only reads. */
    HARMLESS,
    /** Nothing. */
    UNREPEATABLE
  }

  /** Functions of such names, and no others, may be called by the role that plans. */
  static final String PREVIEWED = "core-kind-";

  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?:arn:aws[a-z-]*:lambda:([a-z0-9-]+):([0-9]{12}):function:)?"
              + "([A-Za-z0-9_-]+)(:[A-Za-z0-9_-]+|:\\$LATEST)?");

  FunctionDeclaration {
    if (!OwnKinds.isName(name)) {
      throw new InvalidFieldException(
          "name", "'" + name + "' is no name of a kind", "Write it as ACME::DoThis.");
    }
    var address = FUNCTION.matcher(function);
    if (!address.matches()) {
      throw new InvalidFieldException(
          "function",
          "'" + function + "' is no function",
          "Write its name, or arn:aws:lambda:<region>:<account>:function:<name>.");
    }
    if (previews && !address.group(3).startsWith(PREVIEWED)) {
      throw new InvalidFieldException(
          "previews",
          "the role that plans may only call functions named " + PREVIEWED + "…",
          "Name the function '" + PREVIEWED + address.group(3) + "', or leave 'previews' out.");
    }
  }

  Promise promise() {
    return repeatability == null ? Promise.TOKEN : repeatability;
  }

  private Matcher address() {
    var address = FUNCTION.matcher(function);
    if (!address.matches()) {
      throw new IllegalStateException("the constructor has looked: " + function);
    }
    return address;
  }

  /** The region that the function is in, if it is not that of each action. */
  @Nullable String region() {
    return address().group(1);
  }

  /** Its name, without place and alias. */
  String shortName() {
    return address().group(3);
  }

  /** What IAM calls it; the account and region are the action's where it is named only. */
  String arn() {
    return region() == null
        ? "arn:{partition}:lambda:{region}:{account}:function:" + function
        : function;
  }
}
