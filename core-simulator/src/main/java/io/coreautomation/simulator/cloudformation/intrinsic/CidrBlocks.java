package io.coreautomation.simulator.cloudformation.intrinsic;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The blocks of {@code Fn::Cidr}. */
final class CidrBlocks {
  private static final Pattern BLOCK = Pattern.compile("([0-9a-fA-F.:]+)/(\\d{1,3})");
  private static final int MOST = 256;

  private CidrBlocks() {}

  /**
   * Cuts a block.
   *
   * @param bits of a host part: 8 gives /24 blocks in IPv4; empty for the default
   */
  static List<String> of(String block, String count, String bits) {
    var matcher = BLOCK.matcher(block);
    if (!matcher.matches() || !count.matches("\\d{1,3}") || !bits.matches("\\d{0,3}")) {
      throw invalid(block, count, bits);
    }
    byte[] address;
    try {
      address = InetAddress.getByName(matcher.group(1)).getAddress(); // digits only: no look-up
    } catch (UnknownHostException e) {
      throw invalid(block, count, bits);
    }
    int width = address.length * 8;
    int host = bits.isEmpty() ? (width == 32 ? 8 : 64) : Integer.parseInt(bits);
    int prefix = Integer.parseInt(matcher.group(2));
    int wanted = Integer.parseInt(count);
    if (wanted < 1 || wanted > MOST || host < 1 || prefix > width || host > width - prefix) {
      throw invalid(block, count, bits);
    }
    var size = BigInteger.ONE.shiftLeft(host);
    if (BigInteger.valueOf(wanted).compareTo(BigInteger.ONE.shiftLeft(width - prefix - host)) > 0) {
      throw invalid(block, count, bits);
    }
    var start = new BigInteger(1, address).shiftRight(width - prefix).shiftLeft(width - prefix);
    var blocks = new ArrayList<String>();
    for (int i = 0; i < wanted; i++) {
      blocks.add(
          text(start.add(size.multiply(BigInteger.valueOf(i))), address.length)
              + "/"
              + (width - host));
    }
    return blocks;
  }

  private static String text(BigInteger number, int length) {
    var bytes = new byte[length];
    var raw = number.toByteArray();
    int used = Math.min(raw.length, length);
    System.arraycopy(raw, raw.length - used, bytes, length - used, used);
    if (length == 4) {
      return (bytes[0] & 255)
          + "."
          + (bytes[1] & 255)
          + "."
          + (bytes[2] & 255)
          + "."
          + (bytes[3] & 255);
    }
    var groups = new ArrayList<String>();
    for (int i = 0; i < length; i += 2) {
      groups.add(Integer.toHexString(((bytes[i] & 255) << 8) | (bytes[i + 1] & 255)));
    }
    var zeros = groups.size();
    while (zeros > 0 && groups.get(zeros - 1).equals("0")) {
      zeros--;
    }
    return zeros < groups.size() - 1
        ? String.join(":", groups.subList(0, zeros)) + "::"
        : String.join(":", groups);
  }

  private static RuntimeException invalid(String... given) {
    return Evaluator.error(
        "Fn::Cidr cannot cut "
            + given[0]
            + " into "
            + given[1]
            + " blocks: "
            + Arrays.toString(given));
  }
}
