package io.coreautomation.execute.simulation;

import io.coreautomation.execute.kind.Between;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the SDK's clients make of it when something goes wrong. */
final class AwsFaults {
  private static final Set<String> READS =
      Set.of("Describe", "List", "Get", "BatchGet", "Head", "Estimate", "Validate");

  private AwsFaults() {}

  /** Whether a call of that name changes anything. */
  static boolean mutates(String operation) {
    return READS.stream().noneMatch(operation::startsWith);
  }

  /** An answer, or the exception that a client throws. */
  static @Nullable Object made(Between.Call call) {
    try {
      return call.make();
    } catch (RuntimeException | Error answer) {
      throw answer;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nobody has answered. */
  static SdkClientException noAnswer() {
    return SdkClientException.create("no answer");
  }

  /** Access is denied, in the words of a service. */
  static AwsServiceException denied(Class<? extends SdkClient> service) {
    var name = service.getSimpleName().replaceFirst("Client$", "Exception");
    try {
      var builder =
          (AwsServiceException.Builder)
              Class.forName(service.getPackageName() + ".model." + name)
                  .getMethod("builder")
                  .invoke(null);
      return builder
          .statusCode(403)
          .awsErrorDetails(
              AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage("no").build())
          .build();
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
