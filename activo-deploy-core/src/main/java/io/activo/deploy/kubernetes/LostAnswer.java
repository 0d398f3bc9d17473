package io.activo.deploy.kubernetes;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Whether a request reached a server that may have done what it asked, with no answer that says so.
 * It travels with the request, since the HTTP client sends again by itself over a new connection.
 */
final class LostAnswer {
  private final AtomicBoolean lost = new AtomicBoolean();

  boolean happened() {
    return lost.get();
  }

  /** It broke off while it was read. */
  void note() {
    lost.set(true);
  }

  /** A gateway, or the server itself, says only that it got no answer, or waited too long. */
  void note(ApiAnswer answer) {
    if (answer.code() == 502 || answer.code() == 504) {
      note();
    }
  }

  /** Notes the requests that break; to stand right before the network. */
  static Response noting(Interceptor.Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      LostAnswer answer = chain.request().tag(LostAnswer.class);
      if (answer != null) {
        answer.note();
      }
      throw e;
    }
  }
}
