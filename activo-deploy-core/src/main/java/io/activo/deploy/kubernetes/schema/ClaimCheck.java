package io.activo.deploy.kubernetes.schema;

/** Checks claims of storage. */
record ClaimCheck(ValueCheck values) {

  void check(Field spec) {
    values.written(spec.child("accessModes"));
    values.written(spec.at("resources", "requests", "storage"));
    values.name(spec.child("storageClassName"), Names.orEmpty(Names.DNS_SUBDOMAIN));
  }
}
