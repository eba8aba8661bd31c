package io.coreautomation.framework.archive;

import static io.coreautomation.framework.archive.PackageFiles.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packages as zips. Zips come from outside: reading trusts nothing in them. */
public final class PackageZip {
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Deflate's own limit is about 1,032; text of people's making is far below. */
  private static final int MAX_RATIO = 200;

  /** Small files may be as repetitive as they like. */
  private static final int RATIO_FREE = 1 << 20;

  private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private PackageZip() {}

  /**
   * Reads a zip.
   *
   * @throws io.coreautomation.framework.problem.ProblemException if it is damaged, over a limit, or
   *     holds paths that lead out of it, links, or one path twice; names the entry
   */
  public static PackageFiles read(byte[] zip) {
    var contents = new HashMap<String, byte[]>();
    var folded = new HashSet<String>();
    long total = 0;
    for (var entry : new ZipDirectory(zip).entries()) {
      if (entry.folder()) {
        continue;
      }
      if (!folded.add(entry.name().toLowerCase(Locale.ROOT))) {
        throw refused(
            "the entry '" + entry.name() + "' is in the zip twice, perhaps in another case",
            "Keep one of the two.");
      }
      total += entry.size();
      if (total > PackageFiles.MAX_BYTES) {
        throw refused(
            "the zip unpacks to more than 256 MB; '" + entry.name() + "' is one entry too many",
            "Leave out what is not needed, with .coreignore.");
      }
      if (entry.size() > RATIO_FREE && entry.size() / MAX_RATIO > entry.compressed()) {
        throw refused(
            "the entry '"
                + entry.name()
                + "' unpacks to over 200 times its size, as a zip bomb does",
            "Leave it out.");
      }
      contents.put(entry.name(), content(zip, entry));
    }
    return PackageFiles.of(contents);
  }

  /** Packs a folder; two folders with the same files make the same bytes. */
  public static byte[] of(Path folder) {
    return write(PackageFolder.read(folder));
  }

  /** Packs files: sorted, with one fixed time. */
  public static byte[] write(PackageFiles files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (var file : files.contents().entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(FIXED_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // impossible: it goes to memory
    }
    return bytes.toByteArray();
  }

  private static byte[] content(byte[] zip, ZipDirectory.Entry entry) {
    if (entry.dataAt() < 0 || (long) entry.dataAt() + entry.compressed() > zip.length) {
      throw ZipDirectory.damaged();
    }
    var content =
        switch (entry.method()) {
          case STORED ->
              Arrays.copyOfRange(zip, entry.dataAt(), entry.dataAt() + entry.compressed());
          case DEFLATED -> inflated(zip, entry);
          default ->
              throw refused(
                  "the entry '" + entry.name() + "' is packed with method " + entry.method(),
                  "Pack it with Deflate.");
        };
    var crc = new CRC32();
    crc.update(content);
    if (content.length != entry.size() || crc.getValue() != entry.crc()) {
      throw refused("the entry '" + entry.name() + "' is damaged", "Pack it again.");
    }
    return content;
  }

  /** Never more than the directory says: what follows is left, and found by the checksum. */
  private static byte[] inflated(byte[] zip, ZipDirectory.Entry entry) {
    var content = new byte[entry.size()];
    try (var inflater = new Inflater(true)) {
      inflater.setInput(zip, entry.dataAt(), entry.compressed());
      int filled = 0;
      while (filled < content.length) {
        int read = inflater.inflate(content, filled, content.length - filled);
        if (read == 0) {
          break; // too short: the checksum tells
        }
        filled += read;
      }
      return content;
    } catch (DataFormatException e) {
      throw refused("the entry '" + entry.name() + "' is damaged", "Pack it again.");
    }
  }
}
