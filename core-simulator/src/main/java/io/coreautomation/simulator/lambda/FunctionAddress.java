package io.coreautomation.simulator.lambda;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.cloudformation.resource.Place;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which function a caller means: by its name, or by an ARN that may be of another place.
 *
 * @param qualifier a version or an alias; null if none is named
 */
record FunctionAddress(Place place, String name, @Nullable String qualifier) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:aws[a-z-]*:lambda:(?<region>[a-z0-9-]+):(?<account>[0-9]{12}):function:)?"
              + "(?<name>[^:]+)(?::(?<qualifier>.+))?");

  static FunctionAddress of(Caller caller, String function, @Nullable String qualifier) {
    var form = FORM.matcher(function);
    if (!form.matches()) {
      return new FunctionAddress(caller.place(), function, qualifier);
    }
    var region = form.group("region");
    var place = region == null ? caller.place() : new Place(form.group("account"), region);
    return new FunctionAddress(
        place, form.group("name"), qualifier == null ? form.group("qualifier") : qualifier);
  }

  String accountId() {
    return place.accountId();
  }

  String arn() {
    var unqualified = place.arn("lambda", "function:" + name);
    return qualifier == null ? unqualified : unqualified + ":" + qualifier;
  }
}
