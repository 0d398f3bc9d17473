package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import io.activo.deploy.problem.DeployException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Brings blobs into a repository, from a stream to a stream: PATCH with a body of unknown length,
 * then PUT with the digest, which is what Docker itself does and so what every registry takes. An
 * upload that breaks begins anew.
 */
final class BlobTransfer {
  private final BlobSource source;
  private final Repository target;
  private final LongConsumer moved;

  /**
   * @param moved is told how many bytes went out, and a negative number when they must go again
   */
  BlobTransfer(BlobSource source, Repository target, LongConsumer moved) {
    this.source = source;
    this.target = target;
    this.moved = moved;
  }

  /** Brings a blob as it is: found, mounted, or streamed. */
  void copy(Descriptor blob) {
    if (!target.hasBlob(blob.digest())) {
      Optional<URI> begun = begin(blob.digest());
      if (begun.isPresent()) {
        new Upload(blob, false).from(begun.get());
      }
    }
  }

  /** Brings a blob as gzip. */
  Descriptor compress(Descriptor plain) {
    Upload upload = new Upload(plain, true);
    upload.from(target.begin());
    return upload.done();
  }

  /** Where the upload goes on; empty when there is no need for one. */
  private Optional<URI> begin(Digest blob) {
    if (!(source instanceof Repository from && from.isBeside(target))) {
      return Optional.of(target.begin());
    }
    Answer answer = target.mount(blob, from);
    if (answer.status() == 201) {
      answer.close();
      return Optional.empty();
    }
    if (answer.status() == 202) {
      return Optional.of(target.upload(answer));
    }
    answer.close();
    return Optional.of(target.begin());
  }

  /** One blob on its way. */
  private final class Upload {
    private final Descriptor blob;
    private final boolean compressed;
    private Optional<URI> begun = Optional.empty();
    private Optional<Descriptor> done = Optional.empty();
    private boolean renewed;
    private boolean sourceFailed;

    Upload(Descriptor blob, boolean compressed) {
      this.blob = blob;
      this.compressed = compressed;
    }

    Descriptor done() {
      return done.orElseThrow();
    }

    void from(URI location) {
      begun = Optional.of(location);
      try {
        Answer answer = target.session().retried(this::attempt, this::passing);
        target.accepted("the push of a layer", answer).close();
      } catch (IOException e) {
        throw failure(e);
      }
    }

    private DeployException failure(IOException e) {
      return sourceFailed ? source.failure(e) : target.failure(e);
    }

    /** Also where the registry has lost the upload, or the token expired on the way. */
    private boolean passing(int status) {
      boolean first = status == 401 && !renewed;
      renewed |= status == 401;
      return first || status == 404 || status == 416 || Retries.passing(status);
    }

    private Answer attempt() throws IOException {
      URI location = begun.isPresent() ? begun.get() : target.begin();
      begun = Optional.empty();
      // What is sent as it is was named by its digest, and is checked while it is read.
      try (InputStream in = opened();
          InputStream content = compressed ? new Measured(new Gzipped(in)) : in) {
        UploadBody body = new UploadBody(content, moved);
        Answer answer = send(location, body);
        if (answer.ok()) {
          URI next = target.session().location(answer).orElse(location);
          answer.close();
          answer = finish(next, content);
        }
        if (!answer.ok()) {
          moved.accept(-body.sent());
        }
        return answer;
      }
    }

    private InputStream opened() throws IOException {
      sourceFailed = true;
      InputStream in = source.open(blob);
      sourceFailed = false;
      return in;
    }

    private Answer send(URI location, UploadBody body) throws IOException {
      Call call =
          Call.of("PATCH", location, target.scope())
              .with("Content-Type", "application/octet-stream")
              .with(Payload.of(body));
      try {
        return target.session().once(call);
      } catch (IOException e) {
        moved.accept(-body.sent());
        sourceFailed = body.failure().isPresent();
        throw body.failure().orElse(e);
      }
    }

    private Answer finish(URI location, InputStream content) throws IOException {
      Descriptor sent =
          compressed && content instanceof Measured measured
              ? new Descriptor(blob.mediaType(), measured.digest(), measured.size())
              : blob;
      done = Optional.of(sent);
      String query = location.getRawQuery() == null ? "?" : "&";
      URI uri =
          URI.create(location + query + "digest=" + sent.digest().value().replace(":", "%3A"));
      return target.session().once(Call.of("PUT", uri, target.scope()));
    }
  }
}
