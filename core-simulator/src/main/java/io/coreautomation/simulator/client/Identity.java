package io.coreautomation.simulator.client;

import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Tells who is behind a client. */
sealed interface Identity {
  /** The principal of a call. */
  TwinPrincipal principal(ServiceTwin service);

  /** A principal who was named. */
  record Known(TwinPrincipal known) implements Identity {
    @Override
    public TwinPrincipal principal(ServiceTwin service) {
      return known;
    }
  }

  /** Whoever the access key belongs to at the time of the call. */
  record ByKey(TwinWorld world, Supplier<? extends AwsCredentials> current) implements Identity {
    @Override
    public TwinPrincipal principal(ServiceTwin service) {
      var credentials = current.get();
      var key = credentials.accessKeyId();
      if (key.equals(TwinClients.homeCredentials().accessKeyId())) {
        return TwinPrincipal.home(world.settings());
      }
      var session = world.accounts().session(key);
      if (session.isEmpty()
          || !(credentials instanceof AwsSessionCredentials given)
          || !given.sessionToken().equals(session.get().sessionToken())) {
        throw Refusal.of(
            service,
            403,
            "InvalidClientTokenId",
            "The security token included in the request is invalid.");
      }
      if (!world.now().isBefore(session.get().expiresAt())) {
        throw Refusal.of(
            service, 403, "ExpiredToken", "The security token included in the request is expired");
      }
      return session.get().principal();
    }
  }
}
