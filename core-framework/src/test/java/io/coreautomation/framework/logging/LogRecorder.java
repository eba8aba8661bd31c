package io.coreautomation.framework.logging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Records what one class logs, instead of printing it, until it is closed. For tests. */
public final class LogRecorder implements AutoCloseable {
  private final Logger logger;
  private final boolean additive;
  private final Memory memory = new Memory();

  public LogRecorder(Class<?> of) {
    logger = (Logger) LogManager.getLogger(of);
    additive = logger.isAdditive();
    logger.setAdditive(false);
    logger.setLevel(Level.INFO);
    memory.start();
    logger.addAppender(memory);
  }

  /** Lines in the order logged. */
  public List<Line> lines() {
    return List.copyOf(memory.lines);
  }

  @Override
  public void close() {
    logger.removeAppender(memory);
    logger.setAdditive(additive);
    memory.stop();
  }

  public record Line(String level, String message, Map<String, String> fields) {}

  private static final class Memory extends AbstractAppender {
    private final List<Line> lines = Collections.synchronizedList(new ArrayList<>());

    Memory() {
      super("memory", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      lines.add(
          new Line(
              event.getLevel().name(),
              event.getMessage().getFormattedMessage(),
              event.getContextData().toMap()));
    }
  }
}
