package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who wrote fields of an object, how and when: an entry of its {@code managedFields}. */
record Manager(LiveObject entry) {

  /** All managers of an object. */
  static List<Manager> of(LiveObject live) {
    return live.objects("metadata", "managedFields").stream().map(Manager::new).toList();
  }

  String name() {
    return entry.text("manager");
  }

  /** When it wrote last; empty where the server does not say. */
  String time() {
    return entry.text("time");
  }

  FieldSet fields() {
    return new FieldSet(entry.object("fieldsV1").content());
  }

  /** Whether these are the fields that we applied. */
  boolean isUs() {
    return isUsing(Cluster.FIELD_MANAGER, "Apply");
  }

  /** Whether it wrote the object itself, by this operation. */
  boolean isUsing(String manager, String operation) {
    return name().equals(manager)
        && entry.text("operation").equals(operation)
        && entry.text("subresource").isEmpty();
  }

  /** This manager with other fields. */
  Manager with(FieldSet fields) {
    Map<String, Object> content = new LinkedHashMap<>(entry.content());
    content.put("fieldsType", "FieldsV1");
    content.put("fieldsV1", fields.tree());
    return new Manager(new LiveObject(content));
  }

  /** This manager under another name, by another operation. */
  Manager as(String manager, String operation) {
    Map<String, Object> content = new LinkedHashMap<>(entry.content());
    content.put("manager", manager);
    content.put("operation", operation);
    return new Manager(new LiveObject(content));
  }

  /** {@code kubectl (scale)}: as {@link io.activo.deploy.kubernetes.FieldConflict} names it. */
  @Override
  public String toString() {
    String subresource = entry.text("subresource");
    return name() + (subresource.isEmpty() ? "" : " (" + subresource + ")");
  }
}
