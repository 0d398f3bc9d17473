package io.activo.deploy.kubernetes.transform;

import java.util.regex.Pattern;

/** The grammars of names, by k8s.io/apimachinery 0.34, {@code pkg/util/validation}. */
final class ObjectNames {
  private static final String LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
  private static final Pattern NAMESPACE = Pattern.compile(LABEL);
  private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern SUFFIX = Pattern.compile("[-.a-z0-9]*[a-z0-9]");
  private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
  private static final Pattern QUALIFIED =
      Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?");

  private ObjectNames() {}

  static boolean isNamespace(String text) {
    return text.length() <= 63 && NAMESPACE.matcher(text).matches();
  }

  static boolean isObjectName(String text) {
    return text.length() <= 253 && SUBDOMAIN.matcher(text).matches();
  }

  static boolean isSuffix(String text) {
    return text.length() <= 63 && SUFFIX.matcher(text).matches();
  }

  /** A key of a ConfigMap's or a Secret's data. */
  static boolean isDataKey(String text) {
    return text.length() <= 253
        && DATA_KEY.matcher(text).matches()
        && !text.equals(".")
        && !text.startsWith("..");
  }

  /** A key of annotations: {@code [subdomain/]name}. */
  static boolean isAnnotationKey(String text) {
    int slash = text.indexOf('/');
    String name = text.substring(slash + 1);
    return name.length() <= 63
        && QUALIFIED.matcher(name).matches()
        && (slash < 0 || isObjectName(text.substring(0, slash)));
  }
}
