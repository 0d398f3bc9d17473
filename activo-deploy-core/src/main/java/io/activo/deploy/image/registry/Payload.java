package io.activo.deploy.image.registry;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.LongSupplier;

/**
 * What a request carries.
 *
 * @param repeatable whether it can be sent a second time
 * @param sent how many bytes were taken from it, to see whether it moves
 */
record Payload(BodyPublisher publisher, boolean repeatable, LongSupplier sent) {

  static Payload none() {
    return new Payload(BodyPublishers.noBody(), true, () -> 0);
  }

  static Payload of(byte[] content) {
    return new Payload(BodyPublishers.ofByteArray(content), true, () -> 0);
  }

  static Payload of(UploadBody body) {
    return new Payload(BodyPublishers.fromPublisher(body), false, body::sent);
  }
}
