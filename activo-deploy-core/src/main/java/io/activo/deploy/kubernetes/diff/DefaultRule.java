package io.activo.deploy.kubernetes.diff;

import static io.activo.deploy.kubernetes.diff.Unsaid.Origin.CHOSEN;
import static io.activo.deploy.kubernetes.diff.Unsaid.Origin.DEFAULT;
import static io.activo.deploy.kubernetes.diff.Unsaid.Origin.ECHO;
import static java.util.Map.entry;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.diff.Unsaid.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A rule by which a server adds a value.
 *
 * @param test whether it is the value that the rule gives there
 */
record DefaultRule(Origin origin, BiPredicate<Object, Site> test) {
  private static final Map<String, BiPredicate<Object, Site>> NAMED =
      Map.ofEntries(
          entry("pull-policy", DefaultRule::isPullPolicy),
          entry("no-other-source", DefaultRule::isOnlySource),
          entry("host-port", DefaultRule::isHostPort),
          entry("token-volume", DefaultRule::isTokenVolume),
          entry("token-mount", DefaultRule::isTokenMount),
          entry("replacement", DefaultRule::isReplacementPolicy),
          entry("policy-types", DefaultRule::isPolicyTypes),
          entry("subject-group", DefaultRule::isSubjectGroup),
          entry("most-limit", DefaultRule::isMostLimit),
          entry("least-request", DefaultRule::isLeastRequest),
          entry("one-completion", DefaultRule::isOneCompletion),
          entry("job-label", DefaultRule::isJobLabel),
          entry("cpu-target", DefaultRule::isCpuTarget),
          entry("address", (value, site) -> isAddress(value)),
          entry("addresses", DefaultRule::isAddresses),
          entry("families", DefaultRule::isFamilies),
          entry("family-policy", DefaultRule::isFamilyPolicy),
          entry("number", (value, site) -> value instanceof Number),
          entry("singular", DefaultRule::isSingular),
          entry("list-kind", (value, site) -> value.equals(site.beside("kind") + "List")));

  private static final String OTHER_METRICS = "autoscaling.alpha.kubernetes.io/metrics";
  private static final Set<String> FAMILIES = Set.of("IPv4", "IPv6");
  private static final Set<String> ALONE = Set.of("name", "emptyDir");

  /**
   * Where a field stands.
   *
   * @param object the whole object
   * @param parent the map that the field, or the list with the item, stands in
   * @param said what somebody wrote of that map
   */
  record Site(Map<String, Object> object, Map<String, Object> parent, Said said) {

    /** The text of another field of the same map, empty where there is none. */
    String beside(String other) {
      return new LiveObject(parent).text(other);
    }
  }

  boolean gives(Object value, Site site) {
    return test.test(value, site);
  }

  /** A default that is always the same. */
  static DefaultRule of(Object standard) {
    return new DefaultRule(DEFAULT, (value, site) -> Values.same(value, standard));
  }

  /** A default that is the value of another field. */
  static DefaultRule as(DefaultPath other) {
    return new DefaultRule(DEFAULT, (value, site) -> isAt(other, value, site));
  }

  /** What says again what another field says. */
  static DefaultRule echo(DefaultPath other) {
    return new DefaultRule(ECHO, (value, site) -> isAt(other, value, site));
  }

  private static boolean isAt(DefaultPath other, Object value, Site site) {
    return other.in(site).filter(found -> Values.same(found, value)).isPresent();
  }

  /** A default by a rule of its own; each names where Kubernetes 1.34 has it. */
  static DefaultRule named(String name) {
    return new DefaultRule(DEFAULT, test(name));
  }

  /** The same for what the cluster chooses, and for what tells something when it goes. */
  static DefaultRule chosen(String name) {
    return new DefaultRule(CHOSEN, test(name));
  }

  private static BiPredicate<Object, Site> test(String name) {
    return Objects.requireNonNull(NAMED.get(name), name);
  }

  /** {@code SetDefaults_Container}: images of the tag {@code latest}, or of none, are pulled. */
  private static boolean isPullPolicy(Object value, Site site) {
    String image = site.beside("image");
    String tagged = image.replaceFirst("@.*", "");
    int tag = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
    boolean latest = tag < 0 ? tagged.equals(image) : tagged.substring(tag).equals(":latest");
    return value.equals(latest ? "Always" : "IfNotPresent");
  }

  /** {@code SetDefaults_Volume}. */
  private static boolean isOnlySource(Object value, Site site) {
    return value.equals(Map.of()) && site.parent().keySet().equals(ALONE);
  }

  /** {@code SetDefaults_Pod}: in the network of the host a port is the host's. */
  private static boolean isHostPort(Object value, Site site) {
    Optional<Object> inHost = new LiveObject(site.object()).value("spec", "hostNetwork");
    return inHost.equals(Optional.of(true))
        && Values.same(value, site.parent().get("containerPort"));
  }

  /** The admission plugin ServiceAccount; the name ends in another text each time. */
  private static boolean isTokenVolume(Object value, Site site) {
    return value instanceof Map<?, ?> volume
        && String.valueOf(volume.get("name")).startsWith("kube-api-access-")
        && volume.containsKey("projected");
  }

  private static boolean isTokenMount(Object value, Site site) {
    return value instanceof Map<?, ?> mount
        && String.valueOf(mount.get("name")).startsWith("kube-api-access-")
        && "/var/run/secrets/kubernetes.io/serviceaccount".equals(mount.get("mountPath"));
  }

  /** {@code SetDefaults_Job}. */
  private static boolean isReplacementPolicy(Object value, Site site) {
    boolean judgesFailures = site.parent().get("podFailurePolicy") != null;
    return value.equals(judgesFailures ? "Failed" : "TerminatingOrFailed");
  }

  /** {@code SetDefaults_NetworkPolicy}. */
  private static boolean isPolicyTypes(Object value, Site site) {
    boolean hasEgress = site.parent().get("egress") instanceof List<?> rules && !rules.isEmpty();
    return value.equals(hasEgress ? List.of("Ingress", "Egress") : List.of("Ingress"));
  }

  /** {@code SetDefaults_Subject} of rbac. */
  private static boolean isSubjectGroup(Object value, Site site) {
    boolean isAccount = site.beside("kind").equals("ServiceAccount");
    return value.equals(isAccount ? "" : "rbac.authorization.k8s.io");
  }

  /** {@code SetDefaults_LimitRangeItem}: for containers alone. */
  private static boolean isMostLimit(Object value, Site site) {
    return isOfContainers(site) && Values.same(value, site.parent().get("max"));
  }

  private static boolean isOfContainers(Site site) {
    return site.beside("type").equals("Container");
  }

  /** {@code SetDefaults_LimitRangeItem}: the default limits, and the least amounts of the rest. */
  private static boolean isLeastRequest(Object value, Site site) {
    LiveObject item = new LiveObject(site.parent());
    Map<String, Object> least = new HashMap<>(item.object("min").content());
    least.putAll(item.object("default").content());
    return isOfContainers(site) && Values.same(value, least);
  }

  /** {@code SetDefaults_CustomResourceDefinitionSpec}. */
  private static boolean isSingular(Object value, Site site) {
    return value.equals(site.beside("kind").toLowerCase(Locale.ROOT));
  }

  /**
   * {@code SetDefaults_Job}: only where the parallelism is not said either. A job without it is
   * complete when any pod succeeds.
   */
  private static boolean isOneCompletion(Object value, Site site) {
    return Values.same(value, 1)
        && Values.same(site.parent().get("parallelism"), 1)
        && !site.said().child("parallelism").isSaid();
  }

  /** {@code generateSelector} of pkg/registry/batch/job. */
  private static boolean isJobLabel(Object value, Site site) {
    LiveObject job = new LiveObject(site.object());
    return !job.value("spec", "manualSelector").equals(Optional.of(true))
        && value.equals(job.text("metadata", "name"));
  }

  /** The conversion of pkg/apis/autoscaling/v1: where no other metric stands in the annotation. */
  private static boolean isCpuTarget(Object value, Site site) {
    Optional<Object> others =
        new LiveObject(site.object()).value("metadata", "annotations", OTHER_METRICS);
    return others.isEmpty() && Values.same(value, 80);
  }

  /** What pkg/registry/core/service/ipallocator gives: never {@code None}. */
  private static boolean isAddress(@Nullable Object value) {
    return value instanceof String text && text.matches("[0-9a-fA-F.:]+");
  }

  /** {@code NormalizeClusterIPs}: the address first, then one of the other family. */
  private static boolean isAddresses(Object value, Site site) {
    return value instanceof List<?> addresses
        && !addresses.isEmpty()
        && Values.same(addresses.get(0), site.parent().get("clusterIP"))
        && addresses.stream().skip(1).allMatch(DefaultRule::isAddress);
  }

  private static boolean isFamilies(Object value, Site site) {
    return value instanceof List<?> families && FAMILIES.containsAll(families);
  }

  /** {@code initIPFamilyFields} of pkg/registry/core/service. */
  private static boolean isFamilyPolicy(Object value, Site site) {
    boolean isHeadless = site.beside("clusterIP").equals("None");
    boolean isUnselecting = new LiveObject(site.parent()).object("selector").content().isEmpty();
    return value.equals(isHeadless && isUnselecting ? "RequireDualStack" : "SingleStack");
  }
}
