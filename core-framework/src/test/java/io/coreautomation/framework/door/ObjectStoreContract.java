package io.coreautomation.framework.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.door.ObjectStore.Precondition.Matches;
import io.coreautomation.framework.door.ObjectStore.PreconditionFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ObjectStore} does. */
public abstract class ObjectStoreContract {
  /** A store with nothing in it; called twice in one test, the same store opened again. */
  protected abstract ObjectStore store();

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void what_was_put_is_read_with_its_etag() {
    var etag = store().put("a/b.json", bytes("content"), Precondition.NONE);

    var read = store().get("a/b.json").orElseThrow();
    assertThat(read.content()).isEqualTo(bytes("content"));
    assertThat(read.etag()).isEqualTo(etag);
  }

  @Test
  void an_object_may_be_empty() {
    store().put("empty", new byte[0], Precondition.NONE);

    assertThat(store().get("empty").orElseThrow().content()).isEmpty();
  }

  @Test
  void nothing_is_read_where_nothing_is() {
    store().put("a/b", bytes("x"), Precondition.NONE);

    assertThat(store().get("nowhere")).isEmpty();
    assertThat(store().get("a")).isEmpty();
    assertThat(store().get("a/b/c")).isEmpty();
  }

  @Test
  void an_unconditional_put_replaces_what_is_there() {
    var first = store().put("key", bytes("one"), Precondition.NONE);
    var second = store().put("key", bytes("two"), Precondition.NONE);

    assertThat(store().get("key").orElseThrow().content()).isEqualTo(bytes("two"));
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void a_put_where_nothing_may_be_is_refused_where_something_is() {
    store().put("key", bytes("one"), Precondition.ABSENT);

    assertThatThrownBy(() -> store().put("key", bytes("two"), Precondition.ABSENT))
        .isInstanceOf(PreconditionFailedException.class)
        .hasMessage("'key' was not written: Absent[] does not hold");
    assertThat(store().get("key").orElseThrow().content()).isEqualTo(bytes("one"));
  }

  @Test
  void a_put_over_a_version_is_refused_once_another_is_there() {
    var first = store().put("key", bytes("one"), Precondition.NONE);
    store().put("key", bytes("two"), new Matches(first));

    assertThatThrownBy(() -> store().put("key", bytes("three"), new Matches(first)))
        .isInstanceOf(PreconditionFailedException.class);
    assertThat(store().get("key").orElseThrow().content()).isEqualTo(bytes("two"));
  }

  @Test
  void a_put_over_a_version_is_refused_where_nothing_is() {
    var etag = store().put("key", bytes("one"), Precondition.NONE);
    store().delete("key");

    assertThatThrownBy(() -> store().put("key", bytes("two"), new Matches(etag)))
        .isInstanceOf(PreconditionFailedException.class);
    assertThat(store().get("key")).isEmpty();
  }

  @Test
  void of_many_who_write_over_one_version_one_succeeds() {
    var etag = store().put("key", bytes("start"), Precondition.NONE);
    var writers = IntStream.range(0, 8).<Callable<Boolean>>mapToObj(i -> () -> wins(i, etag));

    var won = new VirtualThreads(8).all(writers.toList());

    assertThat(won).containsOnlyOnce(true);
    assertThat(store().get("key").orElseThrow().content())
        .isEqualTo(bytes("writer " + won.indexOf(true)));
  }

  private boolean wins(int writer, String etag) {
    try {
      store().put("key", bytes("writer " + writer), new Matches(etag));
      return true;
    } catch (PreconditionFailedException e) {
      return false;
    }
  }

  @Test
  void a_deleted_object_is_gone_and_can_be_deleted_again() {
    store().put("a/b/c", bytes("x"), Precondition.NONE);

    store().delete("a/b/c");
    store().delete("a/b/c");

    assertThat(store().get("a/b/c")).isEmpty();
    assertThat(store().list("", null).keys()).isEmpty();
  }

  @Test
  void keys_are_listed_by_prefix_in_the_order_of_their_bytes() {
    for (var key : List.of("a/z", "a/b/c", "a/B", "b/x", "ab", "a/é", "a/~")) {
      store().put(key, bytes("x"), Precondition.NONE);
    }

    assertThat(store().list("a/", null).keys())
        .containsExactly("a/B", "a/b/c", "a/z", "a/~", "a/é");
    assertThat(store().list("a", null).keys()).contains("ab", "a/z").doesNotContain("b/x");
    assertThat(store().list("a/b/", null).keys()).containsExactly("a/b/c");
    assertThat(store().list("a/", "a/b/c").keys()).containsExactly("a/z", "a/~", "a/é");
    assertThat(store().list("nowhere/", null).keys()).isEmpty();
  }

  @Test
  void a_listing_goes_on_after_a_thousand_keys() {
    var keys = IntStream.range(0, 1003).mapToObj("many/%04d"::formatted).toList();
    keys.forEach(key -> store().put(key, bytes("x"), Precondition.NONE));

    var first = store().list("many/", null);
    var second = store().list("many/", first.next());

    assertThat(first.keys()).hasSize(1000);
    assertThat(second.next()).isNull();
    var all = new ArrayList<>(first.keys());
    all.addAll(second.keys());
    assertThat(all).isEqualTo(keys);
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space.yaml", "a+b.json", "c%20d", "é/ü.txt", "x:y=z@1,2"})
  void a_key_may_have_unusual_characters(String key) {
    store().put(key, bytes("x"), Precondition.NONE);

    assertThat(store().get(key)).isPresent();
    assertThat(store().list("", null).keys()).containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", ".", "a/../b", "..", "../../etc/passwd", "a/./b"})
  void what_is_no_key_is_refused(String key) {
    assertThatThrownBy(() -> store().get(key)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().put(key, new byte[0], Precondition.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().delete(key)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().presign(key, Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().url(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_key_is_no_longer_than_its_limits() {
    assertThatThrownBy(() -> store().get("é".repeat(128)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().get(("k".repeat(200) + "/").repeat(5) + "k".repeat(20)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_presigned_address_is_read_without_credentials() throws IOException {
    store().put("files/a b.txt", bytes("content"), Precondition.NONE);

    try (var in = store().presign("files/a b.txt", Duration.ofHours(1)).toURL().openStream()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes("content"));
    }
  }

  @Test
  void the_address_of_an_object_is_stable_and_ends_with_its_encoded_key() {
    var url = store().url("files/a b.yaml");

    assertThat(url).isEqualTo(store().url("files/a b.yaml"));
    assertThat(url.toString()).endsWith("/files/a%20b.yaml");
  }
}
