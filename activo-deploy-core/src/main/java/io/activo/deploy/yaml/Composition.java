package io.activo.deploy.yaml;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Composes the nodes of one document with SnakeYAML, whose typing of scalars is not used.
 *
 * @param places where positions of the text are for its reader
 */
record Composition(TextPlaces places, Merge merge) {

  /** What a map has when a merge key ({@code <<}) brings a key that it has itself. */
  enum Merge {
    /** YAML's rule (yaml.org/type/merge.html). */
    OWN_KEYS_WIN,
    /** What goyaml.v2 does, which kubectl reads with. */
    LAST_WRITTEN_WINS
  }

  /** As in JSON; nobody writes deeper, and the stack has an end. */
  private static final int DEEPEST = 500;

  /** The tag of a scalar that is written without quotes and without a tag. */
  static final Tag UNTYPED = new Tag("!untyped");

  /** The only document of a text, empty when it holds none. */
  Optional<YamlNode> only(String text) {
    try {
      return compose(text);
    } catch (MarkedYAMLException e) {
      throw new DeployException(problem(e), e);
    } catch (YAMLException e) {
      throw new DeployException(problem(e, text), e);
    }
  }

  private Optional<YamlNode> compose(String text) {
    Composer composer = composer(text);
    if (!composer.checkNode()) {
      return Optional.empty();
    }
    Node root = composer.getNode();
    if (composer.checkNode()) {
      throw new DeployException(
          Problem.of(
              "a second document begins here",
              place(composer.getNode().getStartMark()),
              "keep one document in this file"));
    }
    return Optional.of(new Conversion(this, text).convert(root));
  }

  private static Composer composer(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setNestingDepthLimit(DEEPEST);
    options.setTagInspector(tag -> true); // a tag makes no object here, it is text at most
    return new Composer(
        new ParserImpl(new TabScanner(text, options)), new WithoutTyping(), options);
  }

  private Problem problem(MarkedYAMLException e) {
    String context = e.getContext() == null ? "" : " " + e.getContext();
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    return Problem.of(
        "not YAML: " + e.getProblem() + context,
        mark == null ? places.begin() : place(mark),
        "correct the line, or the one before it");
  }

  private Problem problem(YAMLException e, String text) {
    int index = 0;
    for (int character : text.codePoints().toArray()) {
      if (!StreamReader.isPrintable(character)) {
        return Problem.of(
            "not YAML: the character U+%04X must not stand in YAML".formatted(character),
            places.at(index),
            "remove it, or write it as an escape in double quotes");
      }
      index++;
    }
    return Problem.of("not YAML: " + e.getMessage(), places.begin(), "");
  }

  Place.InText place(Mark mark) {
    return places.at(mark.getIndex());
  }

  private static final class WithoutTyping extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // none: YamlScalar types by its own rules
    }

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      return kind == NodeId.scalar && implicit ? UNTYPED : super.resolve(kind, value, false);
    }
  }
}
