package io.activo.deploy.description;

import java.util.List;

/** What may stand behind a key. */
sealed interface Shape {

  /** How a reader calls it: {@code text}, {@code a list of texts}. */
  String title();

  /** Whether anything of this shape can be written in this version. */
  default boolean isHere() {
    return true;
  }

  /** Text, in which {@code ${NAME}} is resolved. */
  record Text() implements Shape {
    @Override
    public String title() {
      return "text";
    }
  }

  /** {@code true} or {@code false}. */
  record Flag() implements Shape {
    @Override
    public String title() {
      return "true or false";
    }
  }

  /** A length of time: {@code 90s}, {@code 10m}, {@code 1h30m}. */
  record Time() implements Shape {
    @Override
    public String title() {
      return "a time such as 90s or 10m";
    }
  }

  /** An amount of memory: {@code 64m}, {@code 1g}. */
  record Size() implements Shape {
    @Override
    public String title() {
      return "a size such as 64m or 1g";
    }
  }

  /** A whole number, not negative. */
  record Whole() implements Shape {
    @Override
    public String title() {
      return "a whole number";
    }
  }

  /** A Java regular expression. */
  record Regex() implements Shape {
    @Override
    public String title() {
      return "a regular expression";
    }
  }

  /** One of some words; later versions bring more. */
  record Word(List<String> words, List<String> later) implements Shape {
    @Override
    public String title() {
      return String.join(" or ", words);
    }
  }

  /** A list; an environment may extend an inherited one by {@code {add: […]}}. */
  record Items(Shape item) implements Shape {
    @Override
    public String title() {
      return "a list of which each item is " + item.title();
    }
  }

  /** A map whose keys the team chooses, each of the shape {@code key}. */
  record Named(Shape key, Shape value) implements Shape {
    @Override
    public String title() {
      return "a map of which each value is " + value.title();
    }
  }

  /** A map with fixed keys. */
  record Group(List<Key> keys) implements Shape {
    @Override
    public String title() {
      return "a map";
    }

    @Override
    public boolean isHere() {
      return keys.stream().anyMatch(key -> key.with().isHere());
    }
  }

  /** The first of several shapes that fits what is written: at most one map, one list. */
  record Either(List<Shape> shapes) implements Shape {
    @Override
    public String title() {
      return String.join(", or ", shapes.stream().filter(Shape::isHere).map(Shape::title).toList());
    }
  }

  /** Nothing but {@code ~}. */
  record Nothing() implements Shape {
    @Override
    public String title() {
      return "~";
    }
  }

  /** Something that this version cannot do yet. */
  record Later() implements Shape {
    @Override
    public String title() {
      return "not in this version";
    }
  }

  static Shape text() {
    return new Text();
  }

  static Shape texts() {
    return new Items(new Text());
  }

  static Shape word(String... words) {
    return new Word(List.of(words), List.of());
  }

  static Shape either(Shape... shapes) {
    return new Either(List.of(shapes));
  }

  static Group group(Key... keys) {
    return new Group(List.of(keys));
  }
}
