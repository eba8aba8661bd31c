package io.coreautomation.execute.kind;

import java.util.stream.Stream;

/** The contract, held by what core ships. */
class KindContractTest implements KindContract {
  @Override
  public Stream<KindCase> cases() {
    return KindCases.all();
  }
}
