package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A ConfigMap or a Secret that the deploy makes: {@code config-map-generator}, {@code
 * secret-generator}, {@code env-file.to.secret}. It goes to the namespace of the deploy.
 *
 * @param kind which of the two
 * @param name the name by which manifests refer to it
 * @param sources where its keys come from, at least one; a key may come once
 * @param hash whether a hash of the content is put behind the name, and references in manifests
 *     follow: a changed content rolls the pods
 */
public record Generator(Kind kind, PlacedText name, List<Source> sources, boolean hash) {
  private static final int HASH_LENGTH = 11;

  /** What is generated. */
  public enum Kind {
    /** A ConfigMap; what is no UTF-8 goes to its {@code binaryData}. */
    CONFIG_MAP("ConfigMap"),
    /** A Secret of type Opaque. */
    SECRET("Secret");

    private final String written;

    Kind(String written) {
      this.written = written;
    }

    /** As it is written in manifests. */
    @Override
    public String toString() {
      return written;
    }
  }

  /**
   * @throws DeployException if the name is no object's, or nothing gives keys
   */
  public Generator {
    sources = List.copyOf(sources);
    int longest = 253 - (hash ? HASH_LENGTH : 0);
    if (!ObjectNames.isObjectName(name.value()) || name.value().length() > longest) {
      throw name.refused(
          "'" + name + "' is no name of a " + kind,
          "use lower-case letters, digits, '-' and '.', at most " + longest);
    }
    if (sources.isEmpty()) {
      throw name.refused(
          kind + " '" + name + "' gets no keys", "give it files, literals, envs or a prefix");
    }
  }

  /** The Secret of a rewritten env-file, with a content hash in its name. */
  public static Generator ofEnvFile(PlacedText name, Map<String, String> values) {
    Map<String, Secret> secrets = new TreeMap<>();
    values.forEach((key, value) -> secrets.put(key, Secret.of(value)));
    return new Generator(Kind.SECRET, name, List.of(new Source.Values(secrets, name.at())), true);
  }
}
