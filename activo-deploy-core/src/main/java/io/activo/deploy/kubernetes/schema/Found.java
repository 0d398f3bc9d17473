package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Finding.Severity;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is found in one manifest. */
final class Found {
  private static final int SHOWN = 60;

  private final Manifest manifest;
  private final Set<Finding> findings = new LinkedHashSet<>();

  Found(Manifest manifest) {
    this.manifest = manifest;
  }

  Manifest manifest() {
    return manifest;
  }

  List<Finding> list() {
    return new ArrayList<>(findings);
  }

  boolean isEmpty() {
    return findings.isEmpty();
  }

  /** Whether something was found at a field already. */
  boolean hasAt(FieldPath path) {
    return findings.stream().anyMatch(finding -> finding.field().equals(path));
  }

  /**
   * An error.
   *
   * @param what a clause that follows the object's name
   */
  void error(FieldPath path, SchemaRule rule, String what, String fix) {
    add(path, rule, Severity.ERROR, new Finding.Text(what, fix));
  }

  /** An error: a value that is none of those that are allowed. */
  void unlisted(FieldPath path, @Nullable Object value, List<String> allowed) {
    String all = (allowed.size() == 1 ? "" : "one of ") + String.join(", ", allowed);
    error(
        path,
        SchemaRule.WRONG_VALUE,
        path + " is " + shown(value) + ", but must be " + all,
        NearestName.hint(String.valueOf(value), allowed));
  }

  /** A warning. */
  void warning(FieldPath path, SchemaRule rule, String what, String fix) {
    add(path, rule, Severity.WARNING, new Finding.Text(what, fix));
  }

  private void add(FieldPath path, SchemaRule rule, Severity severity, Finding.Text text) {
    Finding.Text said = new Finding.Text(manifest.ref() + ": " + text.what(), text.fix());
    findings.add(Finding.at(manifest, path, rule.id(), severity, said));
  }

  /** A value for a message, shortened; a Secret's is not shown. */
  String shown(@Nullable Object value) {
    if (manifest.ref().kind().equals("Secret")) {
      return "the value";
    }
    String text = String.valueOf(value);
    return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "'";
  }
}
