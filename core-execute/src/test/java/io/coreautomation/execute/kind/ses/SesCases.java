package io.coreautomation.execute.kind.ses;

import io.coreautomation.execute.kind.KindCase;
import java.util.List;

/** The cases of the kinds of the Simple Email Service. */
public final class SesCases {
  private SesCases() {}

  public static List<KindCase> all() {
    return List.of(
        KindCase.of(
            "a message",
            new SendEmail(),
            """
            {"from": "releases@shop.example", "to": ["team@shop.example"],
             "subject": "Release 42", "text": "It is out."}
            """));
  }
}
