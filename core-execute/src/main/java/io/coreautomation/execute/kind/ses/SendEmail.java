package io.coreautomation.execute.kind.ses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.ImmediateHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Body;
import software.amazon.awssdk.services.sesv2.model.Content;

/**
 * Sends a message by the Simple Email Service. SendEmail takes no token, and what was sent cannot
 * be looked for: it can neither be repeated nor found again.
 */
public final class SendEmail implements ImmediateHandler<SendEmail.Params> {
  private static final int MOST_RECEIVERS = 50;

  /** The message. */
  @Doc("The message.")
  public record Params(
      @Doc("who sends it: an address that SES has verified") String from,
      @Doc("who gets it; with cc and bcc at most 50") @Alias("toEmail") List<String> to,
      @Doc("who gets a copy") List<String> cc,
      @Doc("who gets a copy that the others do not see") List<String> bcc,
      @Doc("who answers go to; by default the sender") List<String> replyTo,
      @Doc("what it is about") String subject,
      @Doc("what it says, as plain text") @Nullable String text,
      @Doc("what it says, as HTML") @Nullable String html,
      @Doc("the configuration set that it is sent with") @Nullable String configurationSet) {
    public Params {
      var receivers = to.size() + cc.size() + bcc.size();
      if (to.isEmpty()) {
        throw new InvalidFieldException("to", "nobody gets the message", "Add an address.");
      }
      if (receivers > MOST_RECEIVERS) {
        throw new InvalidFieldException(
            "to", receivers + " addresses get the message", "SES takes 50: send several.");
      }
      Stream.of(List.of(from), to, cc, bcc, replyTo)
          .flatMap(List::stream)
          .filter(address -> address.indexOf('@') < 1)
          .findFirst()
          .ifPresent(
              address -> {
                throw new InvalidFieldException(
                    address.equals(from) ? "from" : "to",
                    "'" + address + "' is no address",
                    "Write it as name@example.com.");
              });
      if (text == null && html == null) {
        throw new InvalidFieldException("text", "the message is empty", "Give 'text' or 'html'.");
      }
    }

    Body body() {
      return Body.builder().text(content(text)).html(content(html)).build();
    }

    private static @Nullable Content content(@Nullable String text) {
      return text == null ? null : Content.builder().data(text).charset("UTF-8").build();
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "SYSTEM::SendEmail", Params.class, "Sends a message by the Simple Email Service.")
        .targeted()
        .repeatability(new Repeatability.Unrepeatable())
        .permissions("ses:SendEmail")
        .usual(Duration.ofSeconds(1))
        .output("messageId", "the id that SES gave the message")
        .example(
            """
            from: releases@shop.example
            to: team@shop.example
            subject: Release 42 is out
            text: See https://shop.example/releases/42.
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 1));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return AwsCalls.guarded(
        "send '" + params.subject() + "'",
        () -> {
          var sent =
              context
                  .client(SesV2Client.class)
                  .sendEmail(
                      r ->
                          r.fromEmailAddress(params.from())
                              .destination(
                                  d ->
                                      d.toAddresses(params.to())
                                          .ccAddresses(params.cc())
                                          .bccAddresses(params.bcc()))
                              .replyToAddresses(params.replyTo())
                              .configurationSetName(params.configurationSet())
                              .content(
                                  c ->
                                      c.simple(
                                          m ->
                                              m.subject(s -> s.data(params.subject()))
                                                  .body(params.body()))));
          return Progress.done(Change.NONE, Map.of("messageId", sent.messageId()));
        });
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Irreversible("has sent a message, which cannot be called back");
  }
}
