package io.activo.deploy.image.credentials.google;

import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An answer of the JDK's client as Google's library reads it. */
final class GoogleAnswer extends LowLevelHttpResponse {
  private final HttpResponse<byte[]> answer;
  private final List<Map.Entry<String, String>> headers;

  GoogleAnswer(HttpResponse<byte[]> answer) {
    this.answer = answer;
    this.headers = answer.headers().map().entrySet().stream().flatMap(GoogleAnswer::lines).toList();
  }

  private static Stream<Map.Entry<String, String>> lines(Map.Entry<String, List<String>> header) {
    return header.getValue().stream().map(value -> Map.entry(header.getKey(), value));
  }

  @Override
  public InputStream getContent() {
    return new ByteArrayInputStream(answer.body());
  }

  @Override
  public @Nullable String getContentEncoding() {
    return header("Content-Encoding").orElse(null);
  }

  @Override
  public long getContentLength() {
    return answer.body().length;
  }

  @Override
  public @Nullable String getContentType() {
    return header("Content-Type").orElse(null);
  }

  private Optional<String> header(String name) {
    return answer.headers().firstValue(name);
  }

  @Override
  public String getStatusLine() {
    return "HTTP/1.1 " + answer.statusCode();
  }

  @Override
  public int getStatusCode() {
    return answer.statusCode();
  }

  /** None: the JDK's client does not keep it. */
  @Override
  public @Nullable String getReasonPhrase() {
    return null;
  }

  @Override
  public int getHeaderCount() {
    return headers.size();
  }

  @Override
  public String getHeaderName(int index) {
    return headers.get(index).getKey();
  }

  @Override
  public String getHeaderValue(int index) {
    return headers.get(index).getValue();
  }
}
