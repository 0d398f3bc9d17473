package io.activo.deploy.description;

import static io.activo.deploy.description.Capability.GOOGLE;
import static io.activo.deploy.description.Capability.KUBERNETES;
import static io.activo.deploy.description.Capability.LAPTOP;
import static io.activo.deploy.description.Capability.RELEASE;
import static io.activo.deploy.description.Shape.either;
import static io.activo.deploy.description.Shape.group;
import static io.activo.deploy.description.Shape.text;
import static io.activo.deploy.description.Shape.texts;
import static io.activo.deploy.description.Shape.word;

import java.util.ArrayList;
import java.util.List;

/** The keys of {@code kubernetes}. */
final class KubernetesKeys {
  private KubernetesKeys() {}

  static Shape kubernetes() {
    List<Key> keys = new ArrayList<>();
    keys.addAll(target());
    keys.addAll(manifests());
    keys.addAll(generators());
    keys.addAll(changes());
    keys.addAll(applying());
    keys.addAll(checks());
    for (String name : List.of("prune", "keep", "lock", "history")) {
      keys.add(Key.later(name, RELEASE));
    }
    return new Shape.Group(keys);
  }

  private static List<Key> target() {
    return List.of(
        Key.of(
            "cluster",
            cluster(),
            "rehearsal (every outside system in memory), in-cluster (the one this runs in), or how it is reached; required"),
        Key.of(
            "namespace",
            text(),
            "where objects without a namespace of their own go; default: the context's, required where it has none"),
        Key.of(
            "create-namespace",
            either(new Shape.Flag(), new Shape.Named(text(), text())),
            "makes the namespace when it is missing; a map gives it labels"));
  }

  private static List<Key> manifests() {
    return List.of(
        Key.of(
            "manifests",
            new Shape.Items(either(text(), entry())),
            "files, folders (without their sub-folders) and ** patterns; an entry that names a file takes it out of folders and patterns"),
        key(
            "shared",
            new Shape.Items(either(text(), entry())),
            "manifests that other apps apply too: applied as all others, and never in this app's set of objects"));
  }

  private static Shape entry() {
    List<Key> keys = new ArrayList<>();
    keys.add(key("path", text(), "the file, folder or pattern; required"));
    keys.addAll(KeyTable.rendering());
    keys.add(
        key(
            "variables",
            new Shape.Named(text(), KeyTable.variable()),
            "variables of this entry; they stand above the environment's"));
    keys.add(key("namespace", text(), "where its objects go that name no namespace themselves"));
    keys.add(
        key(
            "suffix",
            text(),
            "appended to the names of its objects, and to what refers to them within the entry"));
    return new Shape.Group(keys);
  }

  private static List<Key> generators() {
    return List.of(
        key(
            "config-map-generator",
            new Shape.Items(generator()),
            "ConfigMaps made of files and values; their names get a hash of what is in them, and references follow"),
        key("secret-generator", new Shape.Items(generator()), "Secrets, in the same way"));
  }

  private static Shape generator() {
    return group(
        key("name", text(), "the object's name, without the hash; required"),
        key(
            "files",
            texts(),
            "PATH or KEY=PATH; of a folder every file in it; contents are never rendered"),
        key("literals", texts(), "KEY=VALUE"),
        key("envs", texts(), "env-files; a bare KEY in one is the variable of that name"),
        key("prefix", text(), "every variable whose name begins so, without the prefix"),
        key("hash", new Shape.Flag(), "false: the name stays as it is; default true"));
  }

  private static List<Key> changes() {
    return List.of(
        key(
            "set-image",
            new Shape.Named(text(), text()),
            "images of containers without a placeholder, by CONTAINER or KIND/NAME/CONTAINER"),
        key(
            "pull-secret",
            text(),
            "the name of a Secret made of the logins under registries, named by every pod that needs it"),
        key("annotations", new Shape.Named(text(), text()), "put on every object"),
        key(
            "restart",
            word("never", "always"),
            "never (default); always: workloads roll at every deploy, changed or not"));
  }

  private static List<Key> applying() {
    return List.of(
        key(
            "conflicts",
            either(word("fail", "take"), new Shape.Named(text(), word("take", "leave"))),
            "fields that another manager owns with another value: fail (default), take, or by FIELD, KIND/NAME or KIND/NAME/FIELD take or leave"),
        key(
            "recreate",
            texts(),
            "kinds whose objects are deleted and made anew where a change cannot be made otherwise"),
        Key.of("timeout", new Shape.Time(), "how long a rollout may take; default 10m"));
  }

  private static List<Key> checks() {
    return List.of(
        key(
            "kubernetes-version",
            text(),
            "the version that manifests are checked against, in quotes; default: the newest known, and where the cluster is asked its own"),
        key(
            "accept",
            texts(),
            "findings that are meant, as RULE, RULE KIND/NAME or RULE KIND/NAME FIELD"));
  }

  private static Shape cluster() {
    return either(
        word("rehearsal", "in-cluster"),
        group(
            Key.of("context", text(), "a context of the kubeconfig"),
            Key.of(
                "kubeconfig",
                ImageKeys.value(),
                "the kubeconfig's text or its base64; default: KUBECONFIG, ~/.kube/config"),
            Key.of(
                "server",
                text(),
                "the address of the API server, with ca and token; beside a context: the address that it must lead to"),
            Key.of("ca", ImageKeys.value(), "its certificate authority, PEM or base64"),
            Key.of("token", ImageKeys.value(), "a bearer token"),
            Key.later("gke", GOOGLE),
            Key.later("docker", LAPTOP)));
  }

  private static Key key(String name, Shape shape, String meaning) {
    return new Key(name, shape, KUBERNETES, meaning);
  }
}
