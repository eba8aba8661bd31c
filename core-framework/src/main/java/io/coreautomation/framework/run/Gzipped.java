package io.coreautomation.framework.run;

import io.coreautomation.framework.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** JSON under gzip; the same value is always the same bytes. */
final class Gzipped {
  private Gzipped() {}

  /** Compresses fast rather than well: a run writes its state hundreds of times. */
  private static final class Fast extends GZIPOutputStream {
    Fast(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /**
   * Writes a value.
   *
   * @param attributes what its serializers ask for, as Jackson calls it
   */
  static byte[] write(Object value, Map<?, ?> attributes) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new Fast(bytes)) {
      Json.write(value, gzip, attributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // impossible: memory is written
    }
    return bytes.toByteArray();
  }

  static <T> T read(byte[] content, Class<T> type) {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return Json.parse(gzip.readAllBytes(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
