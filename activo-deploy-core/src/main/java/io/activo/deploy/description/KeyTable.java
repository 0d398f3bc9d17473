package io.activo.deploy.description;

import static io.activo.deploy.description.Capability.AROUND;
import static io.activo.deploy.description.Capability.GOOGLE;
import static io.activo.deploy.description.Capability.KUBERNETES;
import static io.activo.deploy.description.Capability.RELEASE;
import static io.activo.deploy.description.Capability.TEMPLATES;
import static io.activo.deploy.description.Capability.VERDICT;
import static io.activo.deploy.description.Shape.either;
import static io.activo.deploy.description.Shape.group;
import static io.activo.deploy.description.Shape.text;
import static io.activo.deploy.description.Shape.texts;
import static io.activo.deploy.description.Shape.word;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every key of {@code activo.yml}: the one table from which the checks and the site's page come.
 */
final class KeyTable {
  private KeyTable() {}

  /** The whole file. */
  static Shape.Group root() {
    List<Key> keys = new ArrayList<>();
    keys.add(Key.of("app", text(), "names the deploy, its messages and reports; a DNS label"));
    keys.addAll(inheritable());
    keys.add(
        Key.of(
            "environments",
            new Shape.Named(text(), environment()),
            "where to deploy: every key above, and its own"));
    return new Shape.Group(keys);
  }

  /** One environment: any key that stands above it but {@code app}, and those of its own. */
  static Shape.Group environment() {
    List<Key> keys = new ArrayList<>(inheritable());
    keys.add(
        Key.of(
            "branches",
            new Shape.Items(new Shape.Regex()),
            "regular expressions, matched whole: the branches that deploy here without -Denv"));
    keys.add(Key.of("tags", new Shape.Items(new Shape.Regex()), "the same for git tags"));
    keys.add(
        Key.of(
            "protected",
            new Shape.Flag(),
            "demands a clean tree and a cluster other than the current context of a kubeconfig; a terminal asks for the name"));
    keys.add(Key.of("url", text(), "where people find it; shown in the report"));
    keys.add(Key.later("after", Capability.CI));
    return new Shape.Group(keys);
  }

  private static List<Key> inheritable() {
    List<Key> keys = new ArrayList<>();
    keys.add(
        Key.of(
            "variables",
            new Shape.Named(text(), variable()),
            "variables for templates, the env-file and this file"));
    keys.addAll(ImageKeys.inheritable());
    keys.add(
        Key.of("env-file", envFile(), "the file that the application reads its settings from"));
    keys.add(Key.of("templates", templates(), "how manifests are rendered"));
    keys.add(
        Key.of("kubernetes", KubernetesKeys.kubernetes(), "what is applied, and to which cluster"));
    keys.addAll(later(GOOGLE, "infra", "google"));
    keys.addAll(later(VERDICT, "release", "verify"));
    keys.addAll(later(RELEASE, "on-failure"));
    keys.addAll(later(AROUND, "heroku", "messages", "slack", "hooks"));
    keys.addAll(later(Capability.CI, "ci"));
    return keys;
  }

  static Shape variable() {
    return either(
        text(),
        group(
            Key.of("default", text(), "the value where nothing else gives one"),
            new Key("value", text(), TEMPLATES, "the value, as it is without a map"),
            new Key(
                "file",
                text(),
                TEMPLATES,
                "a file in UTF-8 that holds the value; its last line break is dropped"),
            new Key("base64-encode", text(), TEMPLATES, "the text in base64, on one line"),
            new Key(
                "base64-decode",
                text(),
                TEMPLATES,
                "the UTF-8 text that is written in base64; white space in it counts for nothing"),
            new Key("sha256-file", text(), TEMPLATES, "a file's SHA-256 in hexadecimal digits"),
            new Key(
                "slug", text(), TEMPLATES, "the text as a DNS label, as ACTIVO_BRANCH_SLUG is one"),
            Key.of("secret", new Shape.Flag(), "masked wherever it would be shown")));
  }

  private static Shape envFile() {
    List<Key> keys = new ArrayList<>();
    keys.add(Key.of("path", text(), "its place in the build context; default .env"));
    keys.add(
        new Key(
            "dialect",
            word("docker", "compose", "dotenv"),
            TEMPLATES,
            "which program reads it: docker (default), compose, or dotenv of Node.js"));
    keys.add(
        Key.of(
            "from",
            either(text(), texts()),
            "environment (default), a file, or a list of both; a later one wins"));
    keys.add(
        Key.of(
            "include",
            texts(),
            "the only names to take, with *; default: all but those of the machine and the CI"));
    keys.add(Key.of("exclude", texts(), "names to leave out, with *; stands above include"));
    keys.addAll(rewriting());
    keys.add(
        new Key(
            "guard",
            guard(),
            TEMPLATES,
            "what no value may hold; in a protected environment by default: the names and hosts of the other environments, and loopback addresses"));
    keys.add(
        Key.of(
            "to",
            destination(),
            "where it goes: into the build context (image, default), or into a Secret"));
    return new Shape.Group(keys);
  }

  /** In the order in which they apply. */
  private static List<Key> rewriting() {
    List<Key> keys = new ArrayList<>();
    keys.add(
        Key.of(
            "replace",
            new Shape.Named(text(), text()),
            "words to replace in values; the pairs apply at once"));
    keys.add(
        Key.of(
            "mode",
            word("words", "text"),
            "words (default): runs of ASCII letters and digits; text: as sed s/a/b/g"));
    keys.add(
        Key.of(
            "redis-database",
            new Shape.Named(new Shape.Whole(), new Shape.Whole()),
            "Redis database indexes to change in Redis URLs"));
    keys.add(
        new Key(
            "database", database(), TEMPLATES, "the parts to change in PostgreSQL and MySQL URLs"));
    keys.add(
        new Key(
            "rename",
            new Shape.Named(text(), text()),
            TEMPLATES,
            "keys to rename, OLD: NEW; the pairs apply at once"));
    keys.add(new Key("unset", texts(), TEMPLATES, "keys to remove, with *"));
    keys.add(Key.of("set", new Shape.Named(text(), text()), "keys to set; these values are final"));
    return keys;
  }

  private static Shape database() {
    return group(
        new Key("host", text(), TEMPLATES, "a name or an address"),
        new Key("port", text(), TEMPLATES, "1 to 65535"),
        new Key("name", text(), TEMPLATES, "the database on the server"),
        new Key("user", text(), TEMPLATES, "who connects"),
        new Key("password", text(), TEMPLATES, "the password; always masked"));
  }

  private static Shape guard() {
    return group(
        new Key(
            "forbid",
            texts(),
            TEMPLATES,
            "words and hosts in place of the default ones, also where nothing is protected; [] forbids nothing"),
        new Key(
            "allow",
            new Shape.Named(text(), text()),
            TEMPLATES,
            "keys in which all is allowed, each with the reason why"));
  }

  private static Shape destination() {
    return either(
        word("image"),
        group(
            new Key(
                "secret",
                text(),
                KUBERNETES,
                "the name of a Kubernetes Secret: nothing is put into the image, and one image serves every environment")));
  }

  private static Shape templates() {
    List<Key> keys = new ArrayList<>(rendering());
    keys.add(
        new Key(
            "quote",
            word("refuse", "auto"),
            TEMPLATES,
            "a value that would change the document's structure or a scalar's type is an error (refuse, default), or is quoted (auto)"));
    return new Shape.Group(keys);
  }

  /** How templates are read; one entry of the manifests may say it for itself. */
  static List<Key> rendering() {
    return List.of(
        Key.of(
            "dialect",
            word("strict", "gnu", "bash", "none"),
            "strict (default): an unset name is an error; gnu: as GNU envsubst; bash: as an unquoted here-document; none: no template"),
        new Key(
            "placeholder",
            text(),
            TEMPLATES,
            "the marks around a name, with {} for the name; default ${}, which is $NAME and ${NAME}"),
        Key.of(
            "substitute",
            either(word("all", "declared"), texts()),
            "all (default); declared: the names that variables has, and ACTIVO_…; or the only names that are replaced"),
        Key.of("passthrough", texts(), "names that stay as they are written"),
        new Key("raw", texts(), TEMPLATES, "names whose values may carry YAML or JSON"));
  }

  private static List<Key> later(Capability with, String... names) {
    return Stream.of(names).map(name -> Key.later(name, with)).toList();
  }
}
