package io.activo.deploy.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON text as plain values and back: {@link Map} (in written order), {@link java.util.List},
 * {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link java.math.BigInteger},
 * {@link Double} and null.
 *
 * <p>By Jackson's tokens alone: its data binding takes 0.15 s to be loaded, at each start.
 */
public final class Json {
  private static final JsonFactory JSON = new JsonFactory();

  private Json() {}

  /**
   * The value of a JSON text.
   *
   * @throws UncheckedIOException if the text is no JSON
   */
  public static @Nullable Object parse(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more follows after the value");
      }
      return value;
    } catch (IOException e) {
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
    if (parse(text) instanceof Map<?, ?> object) {
      return (Map<String, Object>) object;
    }
    throw new UncheckedIOException(new IOException("JSON, but no object"));
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new JsonParseException(parser, "a value is missing");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new JsonParseException(parser, "a value is missing before " + token);
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      object.put(key, value(parser));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
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
    return print(value, false);
  }

  /** The value as JSON with line breaks and indentation, for people. */
  public static String printPretty(@Nullable Object value) {
    return print(value, true) + "\n";
  }

  private static String print(@Nullable Object value, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      if (pretty) {
        generator.useDefaultPrettyPrinter();
      }
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator generator) throws IOException {
    if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), generator);
      }
      generator.writeEndObject();
    } else if (value instanceof Iterable<?> items) {
      generator.writeStartArray();
      for (Object item : items) {
        write(item, generator);
      }
      generator.writeEndArray();
    } else {
      generator.writeObject(value);
    }
  }
}
