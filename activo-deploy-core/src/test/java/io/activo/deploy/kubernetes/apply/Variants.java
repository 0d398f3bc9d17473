package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One object in many variants: what it always has, and parts of which each may be there or not.
 *
 * @param base as JSON
 * @param parts as JSON, each with the place to which it belongs
 */
record Variants(String base, List<String> parts) {

  static List<Variants> all(String namespace, String group) {
    List<Variants> all =
        List.of(deployment(), service(), configMap(), secret(), account(), policy(), thing(group));
    return all.stream()
        .map(one -> new Variants(one.base.replace("NAMESPACE", namespace), one.parts))
        .toList();
  }

  private static Variants deployment() {
    return new Variants(
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"NAMESPACE"},
         "spec":{"replicas":0,"selector":{"matchLabels":{"app":"web"}},
          "template":{"metadata":{"labels":{"app":"web"}},
           "spec":{"containers":[{"name":"app","image":"none:1"}]}}}}""",
        List.of(
            "{'metadata':{'labels':{'a':'1'}}}",
            "{'metadata':{'labels':{'a':'2','b':'1'}}}",
            "{'metadata':{'annotations':{}}}",
            "{'metadata':{'annotations':{'n':''}}}",
            "{'spec':{'paused':false,'minReadySeconds':0}}",
            "{'spec':{'strategy':{}}}",
            "{'spec':{'strategy':{'type':'Recreate'}}}",
            "{'spec':{'strategy':{'type':'RollingUpdate',"
                + "'rollingUpdate':{'maxSurge':'25%','maxUnavailable':'25%'}}}}",
            "{'spec':{'template':{'metadata':{'creationTimestamp':null}}}}",
            "{'spec':{'template':{'spec':{'volumes':[]}}}}",
            "{'spec':{'template':{'spec':{'volumes':null}}}}",
            "{'spec':{'template':{'spec':{'volumes':[{'name':'v','emptyDir':{}}]}}}}",
            "{'spec':{'template':{'spec':{'volumes':[{'name':'v','emptyDir':{'sizeLimit':'1024Mi'}},"
                + "{'name':'w','emptyDir':{}}]}}}}",
            "{'spec':{'template':{'spec':{'nodeSelector':{}}}}}",
            "{'spec':{'template':{'spec':{'nodeSelector':{'a':'b'}}}}}",
            "{'spec':{'template':{'spec':{'nodeSelector':{'a':'c','d':'e'}}}}}",
            "{'spec':{'template':{'spec':{'securityContext':{}}}}}",
            "{'spec':{'template':{'spec':{'securityContext':{'runAsUser':0}}}}}",
            "{'spec':{'template':{'spec':{'hostNetwork':false,'terminationGracePeriodSeconds':30}}}}",
            "{'spec':{'template':{'spec':{'tolerations':[{'key':'k','operator':'Exists'}]}}}}",
            "{'spec':{'template':{'spec':{'tolerations':[]}}}}",
            "{'spec':{'template':{'spec':{'imagePullSecrets':[{'name':'a'}]}}}}",
            "{'spec':{'template':{'spec':{'imagePullSecrets':[{'name':'b'},{'name':'a'}]}}}}",
            "{'containers':{'env':[{'name':'A','value':''}]}}",
            "{'containers':{'env':[{'name':'A','value':'1'},{'name':'B','value':'2'}]}}",
            "{'containers':{'env':[{'name':'B','value':'2'},{'name':'A','value':'1'}]}}",
            "{'containers':{'env':[{'name':'A','value':'1'},{'name':'A','value':'1'}]}}",
            "{'containers':{'env':[{'name':'F','valueFrom':{'fieldRef':{'fieldPath':"
                + "'metadata.name'}}}]}}",
            "{'containers':{'env':[{'name':'F','valueFrom':{'fieldRef':{'apiVersion':'v1',"
                + "'fieldPath':'metadata.name'}}}]}}",
            "{'containers':{'ports':[{'containerPort':80}]}}",
            "{'containers':{'ports':[{'containerPort':80,'protocol':'TCP'}]}}",
            "{'containers':{'ports':[{'containerPort':80,'protocol':'UDP'},{'containerPort':80}]}}",
            "{'containers':{'args':['a','b']}}",
            "{'containers':{'args':['b','a']}}",
            "{'containers':{'args':[]}}",
            "{'containers':{'resources':{}}}",
            "{'containers':{'resources':{'requests':{}}}}",
            "{'containers':{'resources':{'requests':{'cpu':'1000m','memory':'1Gi'}}}}",
            "{'containers':{'resources':{'requests':{'cpu':1,'memory':'1024Mi'}}}}",
            "{'containers':{'resources':{'requests':{'cpu':'1','memory':'1073741824'}}}}",
            "{'containers':{'image':'none:2'}}"));
  }

  private static Variants service() {
    return new Variants(
        """
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"NAMESPACE"},
         "spec":{"ports":[{"port":80,"name":"a"}]}}""",
        List.of(
            "{'spec':{'ports':[{'port':80,'protocol':'TCP','name':'a'}]}}",
            "{'spec':{'ports':[{'port':80,'name':'a','targetPort':80}]}}",
            "{'spec':{'ports':[{'port':81,'name':'b'},{'port':80,'name':'a'}]}}",
            "{'spec':{'ports':[{'port':80,'name':'a'},{'port':81,'name':'b'}]}}",
            "{'spec':{'ports':[{'port':80,'protocol':'UDP','name':'u'},{'port':80,'name':'a'}]}}",
            "{'spec':{'selector':{}}}",
            "{'spec':{'selector':{'a':'b'}}}",
            "{'spec':{'type':'ClusterIP','sessionAffinity':'None'}}",
            "{'metadata':{'finalizers':['example.org/a']}}",
            "{'metadata':{'finalizers':['example.org/b','example.org/a']}}",
            "{'metadata':{'finalizers':[]}}"));
  }

  private static Variants configMap() {
    return new Variants(
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m","namespace":"NAMESPACE"}}""",
        List.of(
            "{'data':{}}",
            "{'data':{'a':'1'}}",
            "{'data':{'a':'2'}}",
            "{'data':{'a':''}}",
            "{'data':{'b':'1','cpu':'1000m'}}",
            "{'data':{'cpu':'1'}}",
            "{'data':null}",
            "{'binaryData':{'c':'eA=='}}",
            "{'immutable':false}",
            "{'metadata':{'labels':{}}}",
            "{'metadata':{'labels':{'selector':'a','ports':'b'}}}"));
  }

  private static Variants secret() {
    return new Variants(
        """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"s","namespace":"NAMESPACE"}}""",
        List.of(
            "{'stringData':{'a':'x'}}",
            "{'stringData':{'a':''}}",
            "{'stringData':{'a':'y','b':'x'}}",
            "{'stringData':{}}",
            "{'data':{'a':'eA=='}}",
            "{'data':{'b':'eA=='}}",
            "{'data':{'a':'eQ=='}}",
            "{'type':'Opaque'}"));
  }

  private static Variants account() {
    return new Variants(
        """
        {"apiVersion":"v1","kind":"ServiceAccount",
         "metadata":{"name":"a","namespace":"NAMESPACE"}}""",
        List.of(
            "{'imagePullSecrets':[{'name':'a'}]}",
            "{'imagePullSecrets':[{'name':'b'},{'name':'a'}]}",
            "{'imagePullSecrets':[]}",
            "{'imagePullSecrets':null}",
            "{'secrets':[{'name':'a'}]}",
            "{'secrets':[{'name':'b'},{'name':'a'}]}",
            "{'secrets':null}",
            "{'automountServiceAccountToken':false}"));
  }

  private static Variants policy() {
    return new Variants(
        """
        {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy",
         "metadata":{"name":"n","namespace":"NAMESPACE"},"spec":{"podSelector":{}}}""",
        List.of(
            "{'spec':{'podSelector':{'matchLabels':{'a':'b'}}}}",
            "{'spec':{'policyTypes':['Ingress']}}",
            "{'spec':{'policyTypes':['Egress','Ingress']}}",
            "{'spec':{'ingress':[{'ports':[{'port':80}]}]}}",
            "{'spec':{'ingress':[{'ports':[{'port':80,'protocol':'TCP'}]}]}}",
            "{'spec':{'ingress':[]}}",
            "{'spec':{'ingress':null}}"));
  }

  private static Variants thing(String group) {
    String base =
        """
        {"apiVersion":"GROUP/v1","kind":"Thing","metadata":{"name":"t","namespace":"NAMESPACE"}}""";
    return new Variants(
        base.replace("GROUP", group),
        List.of(
            "{'spec':{}}",
            "{'spec':{'selector':{'a':'b'}}}",
            "{'spec':{'selector':{}}}",
            "{'spec':{'selector':{'c':'d'}}}",
            "{'spec':{'whole':{'a':'b'}}}",
            "{'spec':{'whole':{}}}",
            "{'spec':{'ports':[{'port':80}]}}",
            "{'spec':{'ports':[{'port':80,'protocol':'TCP'},{'port':81}]}}",
            "{'spec':{'ports':[]}}",
            "{'spec':{'ports':null}}",
            "{'spec':{'names':['a','b']}}",
            "{'spec':{'names':['b','a']}}",
            "{'spec':{'list':[{'a':1}]}}",
            "{'spec':{'list':[{'a':1},{'a':2}]}}",
            "{'spec':{'list':null}}",
            "{'spec':{'withDefault':null}}",
            "{'spec':{'withDefault':{'a':'x'}}}",
            "{'spec':{'withDefault':{}}}",
            "{'spec':{'size':0}}",
            "{'spec':{'ratio':1.5}}",
            "{'spec':{'ratio':1}}"));
  }

  /** The definition of the custom kind among them. */
  static String definition(String group) {
    return """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
         "metadata":{"name":"things.GROUP"},
         "spec":{"group":"GROUP","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},
          "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":
           {"type":"object","properties":{"spec":{"type":"object","properties":{
            "selector":{"type":"object","additionalProperties":{"type":"string"}},
            "whole":{"type":"object","x-kubernetes-map-type":"atomic",
             "additionalProperties":{"type":"string"}},
            "ports":{"type":"array","x-kubernetes-list-type":"map",
             "x-kubernetes-list-map-keys":["port","protocol"],
             "items":{"type":"object","required":["port"],"properties":{
              "port":{"type":"integer"},"protocol":{"type":"string","default":"UDP"}}}},
            "names":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
            "list":{"type":"array","items":{"type":"object",
             "properties":{"a":{"type":"integer"}}}},
            "withDefault":{"type":"object","default":{"a":"x"},
             "properties":{"a":{"type":"string"}}},
            "size":{"type":"integer"},"ratio":{"type":"number"}}}}}}}]}}"""
        .replace("GROUP", group);
  }

  /** The object with some of the parts, or with one alone. */
  Manifest some(Random random, int most) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>(Json.parseObject(base));
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      merge(content, Json.parseObject(parts.get(random.nextInt(parts.size())).replace('\'', '"')));
    }
    return new Manifest(
        new LiveObject(content).ref(), content, Place.in("deploy/variants.yml", 1, 1));
  }

  @SuppressWarnings("unchecked")
  private static void merge(
      Map<String, @Nullable Object> into, Map<String, @Nullable Object> part) {
    part.forEach(
        (key, value) -> {
          if (key.equals("containers")) {
            LiveObject pod = new LiveObject(into).object("spec", "template", "spec");
            Map<String, @Nullable Object> container =
                (Map<String, @Nullable Object>)
                    ((List<?>) pod.value("containers").orElseThrow()).get(0);
            merge(container, (Map<String, @Nullable Object>) value);
          } else if (value instanceof Map<?, ?> map
              && !map.isEmpty()
              && into.get(key) instanceof Map<?, ?> there) {
            merge((Map<String, @Nullable Object>) there, (Map<String, @Nullable Object>) map);
          } else {
            into.put(key, value);
          }
        });
  }

  /** Where a part of the object may be removed from: JSON pointers. */
  static List<String> pointers(LiveObject live) {
    List<String> pointers = new ArrayList<>();
    collect("", live.content(), pointers);
    pointers.removeIf(
        pointer ->
            List.of("/apiVersion", "/kind", "/metadata", "/metadata/name", "/metadata/namespace")
                    .contains(pointer)
                || pointer.startsWith("/metadata/managedFields")
                || pointer.startsWith("/status"));
    return pointers;
  }

  private static void collect(String above, Object value, List<String> pointers) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) -> add(above + "/" + key.toString().replace("/", "~1"), item, pointers));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        add(above + "/" + i, list.get(i), pointers);
      }
    }
  }

  private static void add(String pointer, Object value, List<String> pointers) {
    pointers.add(pointer);
    collect(pointer, value, pointers);
  }
}
