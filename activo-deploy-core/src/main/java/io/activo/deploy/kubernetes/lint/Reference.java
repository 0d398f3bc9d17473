package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding.Severity;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.List;

/**
 * One object names another.
 *
 * @param at where the name stands
 * @param rule what is broken when the other is not there
 * @param severity how bad it is when the other is surely not there
 * @param keys where keys of the other stand that it must have
 */
record Reference(Field at, ObjectRef target, Rule rule, Severity severity, List<Field> keys) {
  Reference {
    keys = List.copyOf(keys);
  }

  /** To an object in the namespace of the one that names it. */
  static Reference to(String apiVersion, String kind, Field at) {
    ObjectRef target = new ObjectRef(apiVersion, kind, at.namespace(), at.text().orElse(""));
    return new Reference(at, target, Rule.MISSING_REFERENCE, Severity.ERROR, List.of());
  }

  /** To an object of the whole cluster. */
  static Reference toWide(String apiVersion, String kind, Field at) {
    return to(apiVersion, kind, at).in("");
  }

  Reference in(String namespace) {
    return new Reference(at, target.in(namespace), rule, severity, keys);
  }

  Reference as(Rule other) {
    return new Reference(at, target, other, severity, keys);
  }

  /** One that may miss: what names it works nevertheless, if only in part. */
  Reference asWarning() {
    return new Reference(at, target, rule, Severity.WARNING, keys);
  }

  Reference withKeys(List<Field> wanted) {
    return new Reference(at, target, rule, severity, wanted);
  }
}
