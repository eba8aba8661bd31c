package io.coreautomation.db.table;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The outcome of an addition, for implementations that read and write the row themselves. */
public final class Sum {
  private Sum() {}

  /**
   * The row after an addition.
   *
   * @param stored the row before; null if there is none
   */
  public static <R extends Record> Map<String, AttributeValue> of(
      Write.Add<R> add, @Nullable Map<String, AttributeValue> stored) {
    var row = new LinkedHashMap<>(add.type().item(add.whenAbsent()));
    if (stored != null) {
      row.putAll(stored);
    }
    var number = row.get(add.attribute());
    if (number == null || number.n() == null) {
      throw new IllegalArgumentException(
          add.type().type().getSimpleName() + " has no number '" + add.attribute() + "'");
    }
    var sum = new BigDecimal(number.n()).add(BigDecimal.valueOf(add.amount()));
    row.put(add.attribute(), AttributeValue.fromN(sum.toPlainString()));
    return row;
  }
}
