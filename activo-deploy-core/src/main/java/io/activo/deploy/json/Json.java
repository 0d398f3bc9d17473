package io.activo.deploy.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON text as plain values and back: {@link Map} (in written order), {@link java.util.List},
 * {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link java.math.BigInteger},
 * {@link Double} and null.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final ObjectMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /**
   * The value of a JSON text.
   *
   * @throws UncheckedIOException if the text is no JSON
   */
  public static @Nullable Object parse(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The value of a JSON text that is an object.
   *
   * @throws UncheckedIOException if the text is no JSON object
   */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> parseObject(String text) {
    try {
      return (Map<String, Object>) MAPPER.readValue(text, Map.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands in a JSON value under a path of keys; empty where nothing or null does. */
  public static Optional<Object> at(@Nullable Object content, String... path) {
    Object value = content;
    for (String key : path) {
      if (!(value instanceof Map<?, ?> map) || map.get(key) == null) {
        return Optional.empty();
      }
      value = map.get(key);
    }
    return Optional.ofNullable(value);
  }

  /** The value as JSON on one line. */
  public static String print(@Nullable Object value) {
    return write(MAPPER, value);
  }

  /** The value as JSON with line breaks and indentation, for people. */
  public static String printPretty(@Nullable Object value) {
    return write(PRETTY, value) + "\n";
  }

  private static String write(ObjectMapper mapper, @Nullable Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
