package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.json.Json;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks ConfigMaps and Secrets. */
record DataCheck(ValueCheck values) {
  private static final String ACCOUNT = "kubernetes.io/service-account.name";
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "kubernetes.io/dockercfg", List.of(".dockercfg"),
          "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"),
          "kubernetes.io/ssh-auth", List.of("ssh-privatekey"),
          "kubernetes.io/tls", List.of("tls.crt", "tls.key"));

  void check(Field object, String kind) {
    Field data = object.child("data");
    values.keys(data, Names.CONFIG_KEY);
    if (kind.equals("Secret")) {
      Field texts = object.child("stringData");
      values.keys(texts, Names.CONFIG_KEY);
      checkSecret(object.child("type").textOr(""), data, texts);
      checkContent(object, object.child("type").textOr(""), texts);
      return;
    }
    Field binary = object.child("binaryData");
    values.keys(binary, Names.CONFIG_KEY);
    for (Field entry : data.children()) {
      if (binary.child(entry.key()).isWritten()) {
        String what = "stands below binaryData too";
        values.refuse(entry, SchemaRule.DUPLICATE_KEY, what, "remove one of the two");
      }
    }
  }

  private void checkSecret(String type, Field data, Field texts) {
    Set<String> written = new HashSet<>();
    data.children().forEach(entry -> written.add(entry.key()));
    texts.children().forEach(entry -> written.add(entry.key()));
    for (String key : KEYS.getOrDefault(type, List.of())) {
      if (!written.contains(key)) {
        values.refuse(
            data.child(key),
            SchemaRule.MISSING_FIELD,
            "is missing in a Secret of type " + type,
            "add it");
      }
    }
    boolean basic = type.equals("kubernetes.io/basic-auth");
    if (basic && !written.contains("username") && !written.contains("password")) {
      values.written(data.child("username"));
    }
  }

  private void checkContent(Field object, String type, Field texts) {
    switch (type) {
      case "kubernetes.io/service-account-token" ->
          values.written(object.at("metadata", "annotations", ACCOUNT));
      case "kubernetes.io/ssh-auth" -> {
        Field key = texts.child("ssh-privatekey");
        values.written(key.isWritten() ? key : object.at("data", "ssh-privatekey"));
      }
      case "kubernetes.io/dockercfg" -> json(texts.child(".dockercfg"));
      case "kubernetes.io/dockerconfigjson" -> json(texts.child(".dockerconfigjson"));
      default -> {}
    }
  }

  private void json(Field field) {
    if (field.text().filter(text -> !isJsonMap(text)).isPresent()) {
      values.refuse(field, "is no map in JSON", "write {\"auths\": {…}}");
    }
  }

  private static boolean isJsonMap(String text) {
    try {
      return Json.parse(text) instanceof Map;
    } catch (UncheckedIOException e) {
      return false;
    }
  }
}
