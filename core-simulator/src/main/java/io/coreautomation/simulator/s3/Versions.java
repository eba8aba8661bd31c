package io.coreautomation.simulator.s3;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.fault.CallMatch;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The objects of buckets, version by version. */
final class Versions {
  private static final int MOST = 1_000;

  private final TwinWorld world;
  private final Buckets buckets;
  private final Documents<Version> documents;

  Versions(TwinWorld world, Buckets buckets) {
    this.world = world;
    this.buckets = buckets;
    this.documents = new Documents<>(world, "s3/version", Version.class);
  }

  /** All of a bucket, as S3 lists them. */
  List<Version> in(Place place, String bucket) {
    return documents.under(Buckets.prefix(place, bucket)).stream().sorted(Version.ORDER).toList();
  }

  private static String key(Caller caller, String bucket, String key, String versionId) {
    return Buckets.prefix(caller.place(), bucket) + key + "/" + versionId;
  }

  ServiceTwin.Streamed put(Caller caller, PutObjectRequest request, byte[] sent) {
    var added =
        add(
            caller,
            request.bucket(),
            request.expectedBucketOwner(),
            (id, number) ->
                new Version(
                    request.key(),
                    id,
                    number,
                    Base64.getEncoder().encodeToString(sent),
                    Optional.ofNullable(request.contentType()).orElse("application/octet-stream"),
                    request.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON,
                    request.objectLockRetainUntilDate(),
                    world.now()));
    return new ServiceTwin.Streamed(
        PutObjectResponse.builder().versionId(told(added.id())).build());
  }

  /** Makes a version of its id and number. */
  private interface Maker {
    Version of(String id, long number);
  }

  private Version add(Caller caller, String bucket, @Nullable String owner, Maker maker) {
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var isVersioned = Buckets.isVersioned(buckets.bucket(caller, bucket, owner));
          var number =
              1
                  + documents.under(Buckets.prefix(caller.place(), bucket)).stream()
                      .mapToLong(Version::number)
                      .max()
                      .orElse(0);
          var version = maker.of(isVersioned ? Version.id(number) : Version.UNVERSIONED, number);
          documents.put(key(caller, bucket, version.key(), version.id()), version);
          return version;
        });
  }

  private static @Nullable String told(String versionId) {
    return versionId.equals(Version.UNVERSIONED) ? null : versionId;
  }

  ServiceTwin.Streamed get(Caller caller, GetObjectRequest request, byte[] sent) {
    buckets.bucket(caller, request.bucket(), request.expectedBucketOwner());
    var latest =
        in(caller.place(), request.bucket()).stream()
            .filter(version -> version.key().equals(request.key()))
            .findFirst()
            .filter(version -> version.body() != null)
            .orElseThrow(
                () ->
                    Refusal.of(
                        NoSuchKeyException.builder(),
                        "S3",
                        404,
                        "NoSuchKey",
                        "The specified key does not exist."));
    var bytes = latest.bytes();
    return new ServiceTwin.Streamed(
        GetObjectResponse.builder()
            .versionId(told(latest.id()))
            .contentType(latest.contentType())
            .contentLength((long) bytes.length)
            .lastModified(latest.at())
            .build(),
        bytes);
  }

  ListObjectVersionsResponse list(Caller caller, ListObjectVersionsRequest request) {
    buckets.bucket(caller, request.bucket(), request.expectedBucketOwner());
    var all = in(caller.place(), request.bucket());
    var from = request.keyMarker() == null ? 0 : after(all, request);
    var most = request.maxKeys() == null ? MOST : Math.min(MOST, request.maxKeys());
    var to = Math.min(all.size(), from + most);
    var versions = new ArrayList<ObjectVersion>();
    var markers = new ArrayList<DeleteMarkerEntry>();
    for (int i = from; i < to; i++) {
      var version = all.get(i);
      var isLatest = i == 0 || !all.get(i - 1).key().equals(version.key());
      if (version.body() == null) {
        markers.add(version.marker(isLatest));
      } else {
        versions.add(version.sdk(isLatest));
      }
    }
    var isTruncated = to < all.size();
    return ListObjectVersionsResponse.builder()
        .name(request.bucket())
        .versions(versions)
        .deleteMarkers(markers)
        .isTruncated(isTruncated)
        .nextKeyMarker(isTruncated ? all.get(to - 1).key() : null)
        .nextVersionIdMarker(isTruncated ? all.get(to - 1).id() : null)
        .build();
  }

  /** Where the page after a marker begins, whether what the marker names is still there or not. */
  private static int after(List<Version> all, ListObjectVersionsRequest request) {
    var key = request.keyMarker();
    var id = request.versionIdMarker();
    return (int)
        all.stream()
            .takeWhile(
                v ->
                    v.key().compareTo(key) < 0
                        || (v.key().equals(key) && (id == null || v.id().compareTo(id) <= 0)))
            .count();
  }

  /** Deletes several; a fault of {@code DeleteObject} is one of a single key. */
  DeleteObjectsResponse delete(Caller caller, DeleteObjectsRequest request) {
    var objects = request.delete().objects();
    if (objects.isEmpty() || objects.size() > MOST) {
      throw Refusal.of(
          S3Exception.builder(),
          "S3",
          400,
          "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our published"
              + " schema");
    }
    buckets.bucket(caller, request.bucket(), request.expectedBucketOwner());
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var deleted = new ArrayList<DeletedObject>();
          var errors = new ArrayList<S3Error>();
          for (var object : objects) {
            var fault =
                world
                    .faults()
                    .onCall(
                        new CallMatch("s3", "DeleteObject", caller.accountId(), caller.region()));
            if (fault.isPresent()) {
              errors.add(error(object, "InternalError", "We encountered an internal error."));
            } else if (isKept(caller, request.bucket(), object)) {
              errors.add(
                  error(
                      object,
                      "AccessDenied",
                      "Access Denied because object protected by object lock."));
            } else {
              delete(caller, request.bucket(), object);
              deleted.add(
                  DeletedObject.builder().key(object.key()).versionId(object.versionId()).build());
            }
          }
          return DeleteObjectsResponse.builder()
              .deleted(Boolean.TRUE.equals(request.delete().quiet()) ? List.of() : deleted)
              .errors(errors)
              .build();
        });
  }

  private static S3Error error(ObjectIdentifier object, String code, String message) {
    return S3Error.builder()
        .key(object.key())
        .versionId(object.versionId())
        .code(code)
        .message(message)
        .build();
  }

  private boolean isKept(Caller caller, String bucket, ObjectIdentifier object) {
    return object.versionId() != null
        && documents
            .get(key(caller, bucket, object.key(), object.versionId()))
            .filter(version -> version.isKeptAt(world.now()))
            .isPresent();
  }

  /** Without a version, a marker hides the object in a bucket with versions. */
  private void delete(Caller caller, String bucket, ObjectIdentifier object) {
    if (object.versionId() == null && Buckets.isVersioned(buckets.bucket(caller, bucket, null))) {
      add(
          caller,
          bucket,
          null,
          (id, number) ->
              new Version(object.key(), id, number, null, "", false, null, world.now()));
      return;
    }
    var id = object.versionId() == null ? Version.UNVERSIONED : object.versionId();
    documents.delete(key(caller, bucket, object.key(), id));
  }
}
