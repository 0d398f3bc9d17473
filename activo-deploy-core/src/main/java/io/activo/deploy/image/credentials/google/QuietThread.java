package io.activo.deploy.image.credentials.google;

import com.google.api.client.http.HttpTransport;
import java.io.IOException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps google-http-client 2.2 from logging whole requests and answers, with keys and tokens in
 * them, at level CONFIG. It logs by itself, whatever transport it is given, so that its logger
 * needs a filter; this one stops the records of a thread that asks for a token, and leaves those of
 * others, and the filter that was there, as they are.
 */
final class QuietThread implements Filter {
  private static final Logger LOGGER = Logger.getLogger(HttpTransport.class.getName());
  private static final ThreadLocal<Boolean> QUIET = ThreadLocal.withInitial(() -> false);

  private final @Nullable Filter before;

  private QuietThread(@Nullable Filter before) {
    this.before = before;
  }

  /** What may fail as a request does. */
  interface Action {
    void run() throws IOException;
  }

  /** Runs something whose requests this thread does not log. */
  static void run(Action action) throws IOException {
    install();
    QUIET.set(true);
    try {
      action.run();
    } finally {
      QUIET.remove();
    }
  }

  private static synchronized void install() {
    if (!(LOGGER.getFilter() instanceof QuietThread)) {
      LOGGER.setFilter(new QuietThread(LOGGER.getFilter()));
    }
  }

  @Override
  public boolean isLoggable(LogRecord line) {
    return !QUIET.get() && (before == null || before.isLoggable(line));
  }
}
