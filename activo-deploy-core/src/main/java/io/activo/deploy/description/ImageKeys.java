package io.activo.deploy.description;

import static io.activo.deploy.description.Capability.BUILDKIT;
import static io.activo.deploy.description.Capability.IMAGES;
import static io.activo.deploy.description.Shape.either;
import static io.activo.deploy.description.Shape.group;
import static io.activo.deploy.description.Shape.text;
import static io.activo.deploy.description.Shape.texts;
import static io.activo.deploy.description.Shape.word;

import java.util.ArrayList;
import java.util.List;

/** The keys of images, registries and the engine. */
final class ImageKeys {
  private ImageKeys() {}

  /** Those that stand at the top and in environments. */
  static List<Key> inheritable() {
    return List.of(
        Key.of("image", image(), "the image to build and push, named as the app"),
        key(
            "images",
            new Shape.Named(text(), image()),
            "several images by name, built in written order; a later one may use ${ACTIVO_IMAGE_<NAME>}, upper case, - as _"),
        key(
            "registries",
            new Shape.Named(text(), registry()),
            "credentials by the registry's host, where the machine's own do not do"),
        key("engine", engine(), "the Docker engine, where it is not the machine's own"));
  }

  private static Shape image() {
    List<Key> keys = new ArrayList<>();
    keys.add(Key.of("repository", text(), "the image's name without a tag; required"));
    keys.add(Key.of("tag", text(), "the tag deployed; default ${ACTIVO_REVISION}"));
    keys.add(key("tags", texts(), "more tags, moved to the image at every deploy"));
    keys.add(Key.of("context", text(), "the build context; default: the folder of activo.yml"));
    keys.add(Key.of("dockerfile", text(), "default: Dockerfile in the context"));
    keys.addAll(contents());
    keys.addAll(options());
    keys.addAll(origin());
    keys.addAll(later());
    return new Shape.Group(keys);
  }

  private static List<Key> contents() {
    return List.of(
        key(
            "files",
            new Shape.Named(text(), value()),
            "files to put into the build context, by path; the disk stays as it is"),
        key("env-file", new Shape.Nothing(), "~: this image gets no env-file"));
  }

  private static List<Key> options() {
    return List.of(
        key("target", text(), "the stage to build; default: the last"),
        key("args", new Shape.Named(text(), text()), "build arguments"),
        key(
            "labels",
            new Shape.Named(text(), text()),
            "labels; org.opencontainers.image.revision, source, created and version are set unless they stand here, an empty one is left out"),
        key("platform", text(), "such as linux/amd64; default: the engine's"),
        key("pull", new Shape.Flag(), "looks base images up anew"),
        key("network", text(), "of RUN instructions: default, host, none or a network's name"),
        key("add-hosts", texts(), "lines for /etc/hosts of RUN instructions, NAME:ADDRESS"),
        key("shm-size", new Shape.Size(), "the size of /dev/shm"),
        key("memory", new Shape.Size(), "the memory that RUN instructions may use"),
        key("cache-from", texts(), "images whose layers may be taken"),
        key("timeout", new Shape.Time(), "how long the build may take; default: no limit"));
  }

  private static List<Key> origin() {
    return List.of(
        key(
            "build",
            word("always", "missing", "never"),
            "always; missing: only when the registry lacks the tag; never: the tag must be there; default: missing where environments share one image, else always"),
        key(
            "from",
            text(),
            "another environment, whose image of this commit is taken by digest, and copied where the repository differs"));
  }

  private static List<Key> later() {
    return List.of(
        Key.later("cache-to", BUILDKIT),
        Key.later("secrets", BUILDKIT),
        Key.later("ssh", BUILDKIT),
        Key.later("contexts", BUILDKIT),
        Key.later("builder", BUILDKIT));
  }

  private static Shape registry() {
    return group(
        key("username", text(), "who logs in, with 'password'"),
        key("password", value(), "the password or what stands in its place; always masked"),
        key("google", value(), "a Google service account's key, raw or base64; always masked"),
        key("helper", text(), "asks the program docker-credential-NAME"),
        key("token", value(), "a bearer token that is sent as it is; always masked"),
        key(
            "plain-http",
            new Shape.Flag(),
            "speaks to this registry without encryption; a loopback address needs no leave"));
  }

  private static Shape engine() {
    return group(
        key(
            "host",
            text(),
            "where the engine listens, as in DOCKER_HOST: unix:///PATH, tcp://HOST:PORT, npipe:////./pipe/NAME"),
        key("context", text(), "a Docker context of this machine"),
        key(
            "certificates",
            text(),
            "the folder with ca.pem, cert.pem and key.pem for tcp:// with TLS; may lie outside"));
  }

  /** Text, or the value of a variable, or what a file holds. */
  static Shape value() {
    return either(
        text(),
        group(
            key("variable", text(), "the value of a variable, by its name"),
            key("file", text(), "what a file holds; of text without its last line break")));
  }

  private static Key key(String name, Shape shape, String meaning) {
    return new Key(name, shape, IMAGES, meaning);
  }
}
