package io.coreautomation.simulator.ses;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.world.Sequence;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/** The twin of the Simple Email Service: SendEmail. Every sender counts as verified. */
public final class SesTwin {
  private final Sequence<Mail> mails;

  /** A message that was taken. */
  public record Mail(String from, List<String> to, String subject) {}

  private SesTwin(TwinWorld world) {
    this.mails = new Sequence<>(world, "ses/mail", Mail.class);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(SesTwin.class, SesTwin::new);
    return new ModelledService(
        SesV2Client.class,
        "ses",
        "SesV2",
        SesV2Exception::builder,
        new Operations().on(SendEmailRequest.class, twin::sendEmail));
  }

  private SendEmailResponse sendEmail(Caller caller, SendEmailRequest request) {
    var id =
        mails.add(
            caller.accountId(),
            caller.region(),
            new Mail(
                request.fromEmailAddress(),
                request.destination().toAddresses(),
                request.content().simple().subject().data()));
    return SendEmailResponse.builder().messageId(id).build();
  }
}
