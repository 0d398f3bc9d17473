package io.activo.deploy.benchmark;

import io.activo.deploy.template.Dialect;
import io.activo.deploy.template.Template;
import io.activo.deploy.template.TemplateRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The templates of the sample application, and what its pipeline sets for production. */
final class Sample {
  static final Map<String, String> VARIABLES =
      Map.of(
          "ACTIVO_IMAGE", "gcr.io/activo-prod/activo-api-production:" + "4f1c09d2".repeat(5),
          "API_HOST_DOMAIN", "api.activo.example",
          "API_LOG_LEVEL", "warning",
          "DEPLOYMENT_ENVIRONMENT", "production",
          "K8S_INGRESS_IP", "activo-production-ip",
          "WEB_HOST_DOMAIN", "activo.example");

  /** What envsubst is told, so that nginx keeps its own names. */
  static final String SHELL_FORMAT = "${" + String.join("} ${", VARIABLES.keySet()) + "}";

  private static final Path FOLDER = Path.of("../activo-api/deploy");

  private Sample() {}

  /** The templates, each a file. */
  static List<byte[]> templates() {
    List<byte[]> templates = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".tpl")).sorted().toList()) {
        templates.add(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return templates;
  }

  /** All templates, one behind the other. */
  static byte[] manifests() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] template : templates()) {
      all.writeBytes(template);
      all.writeBytes("---\n".getBytes(StandardCharsets.UTF_8));
    }
    return all.toByteArray();
  }

  /** A text as often as its size goes into a size, in bytes. */
  static byte[] repeated(byte[] text, int size) {
    int copies = size / text.length;
    byte[] all = new byte[copies * text.length];
    for (int i = 0; i < copies; i++) {
      System.arraycopy(text, 0, all, i * text.length, text.length);
    }
    return all;
  }

  /** {@link Dialect#GNU}, and the only names that are substituted. */
  static TemplateRules gnu() {
    return TemplateRules.gnu(SHELL_FORMAT);
  }

  /** {@link Dialect#STRICT}, and nginx's own names, as in the sample's description. */
  static TemplateRules strict() {
    Template all = Template.read("sample", manifests(), TemplateRules.of(Dialect.GNU));
    Set<String> passthrough = new HashSet<>(all.names());
    passthrough.removeAll(VARIABLES.keySet());
    return TemplateRules.of(Dialect.STRICT).withPassthrough(passthrough);
  }

  /** All templates with each of our references in braces: StringSubstitutor knows no others. */
  static String braced() {
    String text = new String(manifests(), StandardCharsets.UTF_8);
    return text.replaceAll("\\$(" + String.join("|", VARIABLES.keySet()) + ")\\b", "\\${$1}");
  }
}
