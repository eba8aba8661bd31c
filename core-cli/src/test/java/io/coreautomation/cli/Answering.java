package io.coreautomation.cli;

import io.coreautomation.cli.edge.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A terminal at which somebody has the same answer to all questions. */
final class Answering implements Terminal {
  final List<String> questions = new ArrayList<>();
  private final String answer;

  Answering(String answer) {
    this.answer = answer;
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public Size size() {
    return Size.USUAL;
  }

  @Override
  public Optional<String> ask(String question) {
    questions.add(question);
    return Optional.of(answer);
  }
}
