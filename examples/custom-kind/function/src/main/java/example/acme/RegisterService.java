package example.acme;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The function that serves {@code ACME::RegisterService}: an entry of the catalogue is an object in
 * a bucket. It keeps the token that it was made under, so that a second call finds the first.
 */
public final class RegisterService implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Client s3;
  private final String bucket;

  /** As Lambda makes it. */
  public RegisterService() {
    this(S3Client.create(), System.getenv("CATALOGUE_BUCKET"));
  }

  public RegisterService(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JSON.writeValue(out, answer(JSON.readTree(in)));
  }

  /** Answers one call. */
  public JsonNode answer(JsonNode event) {
    var key = "services/" + event.at("/params/service").textValue() + ".json";
    var tier = event.at("/params/tier").asText("silver");
    var known = read(key);
    return switch (event.path("operation").textValue()) {
      case "preview" -> done(key, change(known, tier));
      case "start" -> {
        var token = event.path("token").textValue();
        var ours = known.filter(entry -> token.equals(entry.path("token").textValue()));
        if (ours.isPresent()) {
          yield done(key, ours.get().path("change").textValue());
        }
        if (event.path("calledOff").booleanValue()) {
          yield JsonNodeFactory.instance.objectNode().put("status", "notBegun");
        }
        var change = change(known, tier);
        if (!change.equals("noChange")) { // else it says the same again by itself
          write(key, tier, token, change);
        }
        yield done(key, change);
      }
      // It never answers 'running', so it is never asked to check or to cancel.
      default -> throw new IllegalArgumentException("unknown operation in " + event);
    };
  }

  private static String change(Optional<JsonNode> known, String tier) {
    if (known.isEmpty()) {
      return "create";
    }
    return known.get().path("tier").asText().equals(tier) ? "noChange" : "update";
  }

  private static ObjectNode done(String key, String change) {
    var answer = JsonNodeFactory.instance.objectNode().put("status", "done").put("change", change);
    answer.putObject("outputs").put("EntryKey", key);
    return answer;
  }

  private Optional<JsonNode> read(String key) {
    try {
      var bytes = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
      return Optional.of(JSON.readTree(bytes));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String key, String tier, String token, String change) {
    var entry =
        JsonNodeFactory.instance
            .objectNode()
            .put("tier", tier)
            .put("token", token)
            .put("change", change);
    s3.putObject(
        request -> request.bucket(bucket).key(key), RequestBody.fromString(entry.toString()));
  }
}
