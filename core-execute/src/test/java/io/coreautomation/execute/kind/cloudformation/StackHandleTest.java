package io.coreautomation.execute.kind.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.cloudformation.StackHandle.Before;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudformation.model.Stack;

class StackHandleTest {
  private static final Instant CALLED = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant EARLIER = CALLED.minusSeconds(3_600);

  record Case(
      String name, @Nullable Instant lastUpdated, String status, int seconds, boolean past) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> looks() {
    return Stream.of(
        new Case("what was there before, read too early", EARLIER, "UPDATE_COMPLETE", 5, false),
        new Case("a later update", CALLED, "UPDATE_COMPLETE", 5, true),
        new Case("another status, and no time", null, "UPDATE_ROLLBACK_COMPLETE", 5, true),
        new Case("no sign, long after reads are behind", EARLIER, "UPDATE_COMPLETE", 61, true));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void an_update_has_begun_when_the_stack_is_no_longer_what_it_was(Case look) {
    var before = Before.of(stack(EARLIER, "UPDATE_COMPLETE"), CALLED);

    assertThat(
            before.isPast(
                stack(look.lastUpdated(), look.status()), CALLED.plusSeconds(look.seconds())))
        .isEqualTo(look.past());
  }

  private static Stack stack(@Nullable Instant lastUpdated, String status) {
    return Stack.builder().lastUpdatedTime(lastUpdated).stackStatus(status).build();
  }
}
