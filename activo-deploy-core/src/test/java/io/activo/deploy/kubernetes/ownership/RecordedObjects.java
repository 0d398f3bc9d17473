package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.OtherManagers;
import io.activo.deploy.kubernetes.Outdated;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.problem.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Objects as a real program left them, with their {@code managedFields}: a file of {@code
 * src/test/resources/takeover}.
 */
record RecordedObjects(List<LiveObject> objects) {
  private static final Path FOLDER = Path.of("src/test/resources/takeover");

  /** What the server sets, and where the object was. */
  private static final Set<String> OF_ITS_LIFE =
      Set.of(
          "creationTimestamp",
          "generation",
          "managedFields",
          "namespace",
          "resourceVersion",
          "uid");

  /** What the server chooses in a {@code spec}, by kind. */
  private static final Map<String, FieldSet> CHOSEN =
      Map.of(
          "Service", FieldSet.of(List.of(field("spec", "clusterIP"), field("spec", "clusterIPs"))),
          "Job",
              FieldSet.of(
                  List.of(field("spec", "selector"), field("spec", "template", "metadata"))));

  private static ManagedField field(String... names) {
    return new ManagedField(
        Stream.of(names).<ManagedField.Step>map(ManagedField.Name::new).toList());
  }

  static RecordedObjects of(String file) throws IOException {
    Map<String, Object> list = Json.parseObject(Files.readString(FOLDER.resolve(file)));
    return new RecordedObjects(new LiveObject(list).objects("items"));
  }

  static byte[] text(String file) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(file));
  }

  /** They in the namespace, as far as they can be written again. */
  List<Manifest> manifests(RealCluster real) {
    return objects.stream().map(object -> manifest(object, real)).toList();
  }

  /** Makes them in the namespace, each owned by whom it was owned then. */
  void recreate(RealCluster real) {
    try (OtherManagers others = new OtherManagers(real.kubeconfig())) {
      objects.forEach(object -> recreate(object, real, others));
    }
  }

  private static void recreate(LiveObject recorded, RealCluster real, OtherManagers others) {
    Manifest manifest = manifest(recorded, real);
    LiveObject made = others.apply(manifest, "recorder").orElseThrow();
    handBack(made, recorded, real.cluster());
  }

  /** A controller may write the object between. */
  private static void handBack(LiveObject made, LiveObject recorded, Cluster cluster) {
    LiveObject live = made;
    for (int attempt = 1; ; attempt++) {
      try {
        cluster.replaceManagers(live, managers(recorded, live));
        return;
      } catch (Outdated e) {
        if (attempt == 10) {
          throw e;
        }
        live = cluster.get(made.ref()).orElseThrow();
      }
    }
  }

  private static List<Object> managers(LiveObject recorded, LiveObject live) {
    return Stream.concat(
            entries(recorded).filter(entry -> entry.text("subresource").isEmpty()),
            entries(live).filter(entry -> !entry.text("manager").equals("recorder")))
        .<Object>map(LiveObject::content)
        .toList();
  }

  private static Stream<LiveObject> entries(LiveObject object) {
    return object.objects("metadata", "managedFields").stream();
  }

  /** What can be written again of an object. */
  static Manifest manifest(LiveObject recorded, RealCluster real) {
    Map<String, Object> content = new LinkedHashMap<>(recorded.content());
    content.remove("status");
    content.put("metadata", without(recorded.object("metadata").content(), OF_ITS_LIFE));
    FieldSet chosen = CHOSEN.getOrDefault(recorded.ref().kind(), FieldSet.NONE);
    Map<String, Object> ours = Trimming.without(content, chosen);
    return new Manifest(new LiveObject(ours).ref(), ours, Place.in("recorded.json", 1, 1))
        .inNamespace(real.namespace());
  }

  private static Map<String, Object> without(Map<String, Object> map, Set<String> keys) {
    Map<String, Object> rest = new LinkedHashMap<>(map);
    rest.keySet().removeAll(keys);
    return rest;
  }
}
