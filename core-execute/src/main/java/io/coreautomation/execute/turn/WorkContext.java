package io.coreautomation.execute.turn;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.aws.access.RoleKind;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Token;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import java.net.URI;
import java.time.Instant;
import software.amazon.awssdk.core.SdkClient;

/** What one action's kind is given. */
record WorkContext(
    RunId run,
    Action action,
    Prn owner,
    int attempt,
    boolean mayHaveStarted,
    boolean isCalledOff,
    AwsAccess access,
    ObjectStore store,
    Instant now)
    implements ActionContext {

  @Override
  public Target target() {
    var target = action.target();
    if (target == null) {
      throw new IllegalStateException("'" + action.id() + "' acts on no account");
    }
    return target;
  }

  @Override
  public String token(String step) {
    return Token.of(run, action.id(), attempt, step);
  }

  @Override
  public <C extends SdkClient> C client(Class<C> service) {
    var target = target();
    return access.client(
        service,
        new AccessScope(target.account(), target.region(), RoleKind.CHANGE, run.text(), null));
  }

  @Override
  public String stackExecutionRole() {
    var target = target();
    return access.stackExecutionRoleArn(target.account(), target.region());
  }

  @Override
  public byte[] object(String key) {
    return store
        .get(key)
        .orElseThrow(() -> new IllegalStateException("the object '" + key + "' is gone"))
        .content();
  }

  @Override
  public URI objectUrl(String key) {
    return store.url(key);
  }
}
