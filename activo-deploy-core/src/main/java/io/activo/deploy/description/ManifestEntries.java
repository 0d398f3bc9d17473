package io.activo.deploy.description;

import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes records of {@code kubernetes.manifests} and {@code kubernetes.shared}. */
record ManifestEntries(Section root, Section kubernetes) {
  private static final Set<String> OWN = Set.of("path", "variables", "namespace", "suffix");

  /** What may stand at the end of every kind of name. */
  private static final Pattern SUFFIX = Pattern.compile("[a-z0-9-]{0,62}[a-z0-9]");

  /** All of them, those that are shared last. */
  List<ManifestEntry> all() {
    return Stream.concat(entries("manifests", false), entries("shared", true)).toList();
  }

  /** The files, folders and patterns of an environment, as far as they are known. */
  static Stream<Text> paths(Section kubernetes) {
    return Stream.of("manifests", "shared")
        .flatMap(key -> items(kubernetes, key))
        .flatMap(
            item ->
                item instanceof YamlMap map
                    ? section(kubernetes, map).text("path").stream()
                    : kubernetes.text(item).stream());
  }

  private static Stream<YamlNode> items(Section kubernetes, String key) {
    YamlNode node = kubernetes.map().get(key).orElse(null);
    if (node instanceof YamlList list) {
      return list.items().stream();
    }
    return Stream.ofNullable(node).filter(only -> !(only instanceof YamlMap));
  }

  private static Section section(Section of, YamlMap map) {
    return new Section(map, of.variables(), of.problems());
  }

  private Stream<ManifestEntry> entries(String key, boolean shared) {
    return items(kubernetes, key).flatMap(item -> entry(item, shared).stream());
  }

  private Optional<ManifestEntry> entry(YamlNode item, boolean shared) {
    if (item instanceof YamlMap map) {
      return entry(section(kubernetes, map), shared);
    }
    return kubernetes
        .text(item)
        .map(
            path ->
                new ManifestEntry(
                    path,
                    templates(new YamlMap(path.at(), List.of()), root.variables()),
                    root.variables(),
                    Optional.empty(),
                    Optional.empty(),
                    shared));
  }

  private Optional<ManifestEntry> entry(Section entry, boolean shared) {
    Variables variables = variables(entry);
    Section scoped = new Section(entry.map(), variables, entry.problems());
    Optional<Text> namespace = scoped.text("namespace");
    namespace.ifPresent(name -> DnsLabel.check("namespace", name, entry.problems()));
    Optional<Text> suffix = scoped.text("suffix").filter(text -> isSuffix(text, scoped));
    Optional<Text> path = scoped.required("path", "path: deploy/web.yml.tpl");
    TemplatesDescription templates = templates(entry.map(), variables);
    if (variables != root.variables()) {
      variables.reportMissing();
    }
    return path.map(at -> new ManifestEntry(at, templates, variables, namespace, suffix, shared));
  }

  private Variables variables(Section entry) {
    return entry.has("variables")
        ? root.variables().within(Declarations.read(entry.map().get("variables"), root.problems()))
        : root.variables();
  }

  private static boolean isSuffix(Text text, Section entry) {
    boolean fits = SUFFIX.matcher(text.value()).matches();
    if (!fits) {
      entry.problem(
          "'suffix' is '" + text + "', which no name may end in",
          text.at(),
          "use lower-case letters, digits and '-', the last not a '-', as in -canary");
    }
    return fits;
  }

  /** What the entry says of its templates stands above what the environment says. */
  private TemplatesDescription templates(YamlMap entry, Variables variables) {
    YamlMap own =
        new YamlMap(
            entry.at(),
            entry.entries().stream().filter(one -> !OWN.contains(one.key().text())).toList());
    YamlMap above =
        root.map().get("templates").orElse(null) instanceof YamlMap map
            ? map
            : new YamlMap(entry.at(), new ArrayList<>());
    Section merged = new Section(Inheritance.merge(above, own), variables, root.problems());
    return new TemplatesSection(merged).description();
  }
}
