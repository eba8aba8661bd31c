package io.coreautomation.framework.archive;

import static io.coreautomation.framework.archive.PackageFiles.refused;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The central directory of a zip: the one place that says what it holds, links included, which a
 * stream of local headers does not tell.
 *
 * <p>Source: PKWARE, APPNOTE.TXT, 4.3.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_SIZE = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int MAX_COMMENT = 0xffff;
  private static final int ENCRYPTED = 1;
  private static final int UNIX_TYPE = 0xf000;
  private static final int UNIX_FILE = 0x8000;
  private static final int UNIX_FOLDER = 0x4000;

  private final ByteBuffer zip;

  ZipDirectory(byte[] content) {
    zip = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * One entry.
   *
   * @param dataAt where its compressed bytes begin
   */
  record Entry(
      String name, int method, long crc, int compressed, int size, int dataAt, boolean folder) {}

  List<Entry> entries() {
    try {
      return read();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw damaged();
    }
  }

  private List<Entry> read() {
    int end = end();
    int count = zip.getShort(end + 10) & 0xffff;
    int at = zip.getInt(end + 16);
    if (count == 0xffff || at == -1) {
      throw refused("the zip is a ZIP64 archive", "Make it smaller.");
    }
    if (count > PackageFiles.MAX_FILES) {
      throw refused(
          "the zip has " + count + " entries, over the limit of " + PackageFiles.MAX_FILES,
          "Leave out what is not needed, with .coreignore.");
    }
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < count; i++) {
      if (zip.getInt(at) != CENTRAL) {
        throw damaged();
      }
      int nameLength = zip.getShort(at + 28) & 0xffff;
      entries.add(entry(at, text(at + CENTRAL_SIZE, nameLength)));
      at +=
          CENTRAL_SIZE
              + nameLength
              + (zip.getShort(at + 30) & 0xffff)
              + (zip.getShort(at + 32) & 0xffff);
    }
    return entries;
  }

  private Entry entry(int at, String name) {
    var folder = name.endsWith("/");
    PackageFiles.checkPath(folder ? name.substring(0, name.length() - 1) : name);
    if ((zip.getShort(at + 8) & ENCRYPTED) != 0) {
      throw refused("the entry '" + name + "' is encrypted", "Pack it without a password.");
    }
    int type = (zip.getInt(at + 38) >>> 16) & UNIX_TYPE;
    var madeOnUnix = (zip.getShort(at + 4) >>> 8 & 0xff) == 3;
    if (madeOnUnix && type != 0 && type != UNIX_FILE && type != UNIX_FOLDER) {
      throw refused(
          "the entry '" + name + "' is a link or a device", "Pack the file that it points to.");
    }
    int local = zip.getInt(at + 42);
    if (zip.getInt(local) != LOCAL) {
      throw damaged();
    }
    return new Entry(
        name,
        zip.getShort(at + 10) & 0xffff,
        zip.getInt(at + 16) & 0xffffffffL,
        positive(zip.getInt(at + 20)),
        positive(zip.getInt(at + 24)),
        local
            + LOCAL_SIZE
            + (zip.getShort(local + 26) & 0xffff)
            + (zip.getShort(local + 28) & 0xffff),
        folder);
  }

  private int end() {
    int last = zip.capacity() - END_SIZE;
    for (int at = last; at >= 0 && at >= last - MAX_COMMENT; at--) {
      if (zip.getInt(at) == END && (zip.getShort(at + 20) & 0xffff) == last - at) {
        return at;
      }
    }
    throw damaged();
  }

  private String text(int at, int length) {
    var bytes = new byte[length];
    zip.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int positive(int size) {
    if (size < 0) {
      throw refused("the zip has an entry of more than 2 GB", "Leave it out.");
    }
    return size;
  }

  static io.coreautomation.framework.problem.ProblemException damaged() {
    return refused("this is no zip, or it is damaged", "Pack it again: core package DIR.");
  }
}
