package io.activo.deploy.kubernetes.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePullTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          image-not-found      | ErrImagePull      | failed to resolve reference "r/a:1": r/a:1: not found
          image-not-found      | ErrImagePull      | manifest unknown: manifest unknown
          image-not-found      | ErrImageNeverPull | Container image "r/a:1" is not present with pull policy of Never
          image-unauthorized   | ErrImagePull      | failed with status code [manifests 1]: 401 Unauthorized
          image-unauthorized   | ImagePullBackOff  | pull access denied, repository does not exist or may require authorization
          registry-unreachable | ErrImagePull      | dial tcp 10.0.0.1:443: i/o timeout
          registry-unreachable | ErrImagePull      | dial tcp: lookup r on 10.96.0.10:53: no such host
          registry-unreachable | ErrImagePull      | http: server gave HTTP response to HTTPS client
          registry-unreachable | ErrImagePull      | tls: failed to verify certificate: x509: certificate signed by unknown authority
          registry-unreachable | ErrImagePull      | unexpected status from HEAD request: 503 Service Unavailable
          image-not-found      | ErrImagePull      | r/a@sha256:5034014035021: not found
          image-invalid        | ErrImagePull      | unsupported media type application/json
          image-invalid        | InvalidImageName  | couldn't parse image name "r/A:1": not found
          """)
  void causeIsToldFromTheRuntimesWords(String cause, String reason, String message) {
    assertEquals(cause, ImagePull.cause(reason, message, "r/a:1").toString());
  }

  @ParameterizedTest
  @CsvSource({"r/denied:403", "tls:503"})
  void imagesOwnNameDoesNotMislead(String image) {
    String message = "failed to resolve reference \"" + image + "\": not found";
    assertEquals(Cause.IMAGE_NOT_FOUND, ImagePull.cause("ErrImagePull", message, image));
  }
}
