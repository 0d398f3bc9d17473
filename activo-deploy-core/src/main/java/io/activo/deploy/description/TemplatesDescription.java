package io.activo.deploy.description;

import io.activo.deploy.kubernetes.rendering.ValueRules.Quoting;
import io.activo.deploy.template.Dialect;
import io.activo.deploy.template.TemplateRules;
import java.util.Set;

/**
 * How manifests are rendered.
 *
 * @param rules how a template is read
 * @param raw names whose values may carry YAML or JSON
 * @param quote what is done about any other value that would not stay a value
 */
public record TemplatesDescription(TemplateRules rules, Set<String> raw, Quoting quote) {
  public TemplatesDescription {
    raw = Set.copyOf(raw);
  }

  /** What holds where nothing is said. */
  static TemplatesDescription strict() {
    return new TemplatesDescription(TemplateRules.of(Dialect.STRICT), Set.of(), Quoting.REFUSE);
  }
}
