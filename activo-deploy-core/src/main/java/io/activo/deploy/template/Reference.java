package io.activo.deploy.template;

import io.activo.deploy.problem.Place;
import java.util.List;

/**
 * The first place in a template where a name is used.
 *
 * @param name the variable's name
 * @param written the reference as it stands in the template: <code>${WEB_HOST}</code>
 * @param place where it begins
 * @param excerpt the line of the template, and a line with a caret below the reference
 */
public record Reference(String name, String written, Place.InText place, List<String> excerpt) {
  public Reference {
    excerpt = List.copyOf(excerpt);
  }
}
