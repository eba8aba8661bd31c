package io.coreautomation.simulator.client;

import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Tells who is behind a client. */
sealed interface Identity {
  /** Who makes a call. */
  Caller caller(ServiceTwin service, String region);

  /** A principal who was named. */
  record Known(TwinPrincipal known) implements Identity {
    @Override
    public Caller caller(ServiceTwin service, String region) {
      return new Caller(known, null, region);
    }
  }

  /** Whoever the access key belongs to at the time of the call. */
  record ByKey(TwinWorld world, Supplier<? extends AwsCredentials> current) implements Identity {
    @Override
    public Caller caller(ServiceTwin service, String region) {
      var credentials = current.get();
      var key = credentials.accessKeyId();
      if (key.equals(TwinClients.homeCredentials().accessKeyId())) {
        return new Caller(TwinPrincipal.home(world.settings()), null, region);
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
      return new Caller(session.get().principal(), session.get(), region);
    }
  }
}
