package io.activo.deploy.kubernetes.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest {
  private static final Place.InText AT = Place.in("activo.yml", 7, 3);

  @TempDir Path folder;

  private final Transforming asked = new Transforming();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a=1|1",
        "a='1'|1",
        "a=\"x y\"|x y",
        "a='1\"|'1\"",
        "a=\"|\"",
        "a=''|~~",
        "a=|~~",
        "a=b=c|b=c",
        "~a= b ~|~ b ~",
      })
  void readsLiterals(String text, String value) {
    Source.Literal read = Source.Literal.parse(text, AT);
    assertEquals("a", read.key());
    assertEquals(value, read.value().reveal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "=hunter2", ""})
  void refusesALiteralWithoutKeyAndDoesNotShowIt(String text) {
    assertEquals(
        "activo.yml:7:3: a literal has no key; write KEY=VALUE",
        assertThrows(DeployException.class, () -> Source.Literal.parse(text, AT)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "a=", "=a", "a=b=c"})
  void refusesWhatNamesNoFile(String text) {
    assertEquals(
        "activo.yml:7:3: '" + text + "' names no file; write PATH or KEY=PATH",
        assertThrows(DeployException.class, () -> Source.Files.parse(text, AT)).getMessage());
  }

  @Test
  void takesTheFilesOfAFolderButNotThoseBelow() throws IOException {
    write("conf/a.txt", "${NOT_RENDERED}");
    write("conf/b.txt", "b");
    write("conf/below/c.txt", "c");
    write("one.txt", "1");
    generate(Generator.Kind.CONFIG_MAP, file("conf"), file("first=one.txt"));
    assertEquals(
        Map.of("a.txt", "${NOT_RENDERED}", "b.txt", "b", "first", "1"),
        asked.in(folder).one("ConfigMap").get("data"));
  }

  @Test
  void keepsBinaryFilesOfConfigMapsApart() throws IOException {
    Files.write(folder.resolve("logo.png"), new byte[] {(byte) 0x89, 'P'});
    write("text", "text");
    generate(Generator.Kind.CONFIG_MAP, file("logo.png"), file("text"));
    Map<String, Object> made = asked.in(folder).one("ConfigMap");
    assertEquals(Map.of("logo.png", "iVA="), made.get("binaryData"));
    assertEquals(Map.of("text", "text"), made.get("data"));
  }

  @Test
  void readsEnvFilesAndTakesBareKeysFromTheVariables() throws IOException {
    write("app.env", "# comment\nA=\"1\"\nTOKEN\n");
    generate(Generator.Kind.SECRET, new Source.EnvLines("app.env", AT));
    Object data =
        asked.in(folder).variables(Map.of("TOKEN", "t", "OTHER", "o")).one("Secret").get("data");
    assertEquals(Map.of("A", base64("\"1\""), "TOKEN", base64("t")), data);
  }

  @Test
  void refusesABareKeyThatIsNotSet() throws IOException {
    write("app.env", "A=1\nTOKEN\n");
    generate(Generator.Kind.SECRET, new Source.EnvLines("app.env", AT));
    assertEquals(
        "app.env:2:6: the variable TOKEN is not set; did you mean 'TOKENS'?",
        asked.in(folder).variables(Map.of("TOKENS", "t")).refused());
  }

  @Test
  void takesEveryVariableWithAPrefixWithoutIt() {
    generate(Generator.Kind.SECRET, new Source.Prefixed("SECRET_", AT));
    asked.variables(Map.of("SECRET_API_KEY", "k", "SECRET_URL", "u", "SECRET_", "x", "HOME", "h"));
    assertEquals(
        Map.of("API_KEY", base64("k"), "URL", base64("u")), asked.one("Secret").get("data"));
  }

  @Test
  void refusesAPrefixThatNothingHas() {
    generate(Generator.Kind.SECRET, new Source.Prefixed("SECRET_", AT));
    assertEquals(
        "activo.yml:7:3: no variable begins with 'SECRET_'; set one, or remove the prefix",
        asked.refused());
  }

  @Test
  void tellsEveryMistakeOfEveryGenerator() throws IOException {
    write("large", "x".repeat(600 * 1024));
    write("huge", "x".repeat(GeneratedData.LIMIT + 1));
    write("app.env", "A B=1\n");
    generate(
        Generator.Kind.CONFIG_MAP, file("large"), file("again=large"), file("none"), file("huge"));
    generate(Generator.Kind.SECRET, asked.literals("a=1", "a=hunter2", "b/c=hunter3"));
    generate(Generator.Kind.SECRET, new Source.EnvLines("app.env", AT));
    String told = asked.in(folder).refused();
    assertEquals(
        """
        activo.yml:5:1: ConfigMap 'made' holds 1228800 bytes; Kubernetes takes 1048576; put large \
        files into the image or on a volume
        activo.yml:3:1: 'none' cannot be read: no such file; paths are relative to the description
        activo.yml:4:1: 'huge' is larger than a ConfigMap or Secret can be: 1 MiB; paths are \
        relative to the description
        activo.yml:7:1: the key 'a' comes here again, after activo.yml:6:1; remove one of the two, \
        or rename it
        activo.yml:8:1: 'b/c' is no key of a ConfigMap or Secret; use letters, digits, '-', '_' \
        and '.', at most 253; a file is given another key as KEY=PATH
        activo.yml:10:1: Secret 'made' stands here again, after activo.yml:9:1; give one of the \
        two another name
        app.env:1:2: white space stands in the key; write KEY=value on one line; docker knows no \
        quotes over several lines"""
            .lines()
            .sorted()
            .toList(),
        told.lines().sorted().toList());
    assertFalse(told.contains("hunter"));
  }

  @Test
  void aKeyStandsWhereItIsAskedFor() {
    generate(Generator.Kind.CONFIG_MAP, asked.literals("a=1", "b=2"));
    Manifest made = asked.apply().generated().get(0);
    assertEquals("activo.yml:3:1", made.place().toString());
    assertEquals("activo.yml:2:1", made.placeOf(FieldPath.of("data", "b")).toString());
    assertEquals("activo.yml:3:1", made.placeOf(FieldPath.of("data", 0)).toString());
  }

  @Test
  void tellsTheValuesOfSecretsAndShowsThemNowhere() {
    generate(Generator.Kind.SECRET, asked.literals("password=hunter2", "empty="));
    Transformed made = asked.apply();
    assertEquals(List.of(Secret.of("hunter2")), made.secrets());
    assertFalse(Source.Literal.parse("password=hunter2", AT).toString().contains("hunter2"));
  }

  @Test
  void makesASecretOfTheEnvFile() {
    asked.generator(Generator.ofEnvFile(new PlacedText("env", AT), Map.of("B", "2", "A", "1")));
    Transformed made = asked.apply();
    Manifest secret = made.generated().get(0);
    assertTrue(secret.ref().name().matches("env-[a-z0-9]{10}"), secret.ref().name());
    assertEquals(Map.of("A", base64("1"), "B", base64("2")), secret.content().get("data"));
  }

  @Test
  void warnsOfANameWithAHashThatNothingRefersTo() {
    asked
        .configMap("setting", "a=1")
        .manifests(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: {containers: [{name: app, envFrom: [{configMapRef: {name: settings}}]}]}
            """);
    assertEquals(
        "[activo.yml:2:1: no manifest refers to ConfigMap 'setting', whose name gets a hash; did"
            + " you mean 'settings'?]",
        asked.apply().warnings().toString());
  }

  @Test
  void warnsOfACustomResourceWhereTheNameDoesNotFollow() {
    asked
        .configMap("settings", "a=1")
        .manifests(
            """
            apiVersion: example.com/v1
            kind: Rollout
            metadata: {name: web}
            spec: {config: [settings]}
            """);
    assertEquals(
        "[deploy/web.yml:1:1: ConfigMap 'settings', whose name gets a hash, is named in a custom"
            + " resource, where names do not follow: Rollout web; set hash: false at"
            + " activo.yml:2:1]",
        asked.apply().warnings().toString());
  }

  @Test
  void refusesANameThatAManifestHas() {
    asked
        .namespace("shop")
        .configMap("settings", "a=1")
        .manifests(
            "---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: shop}}");
    assertEquals(
        "activo.yml:2:1: ConfigMap 'settings' stands here again, after deploy/web.yml:2:1; give"
            + " one of the two another name",
        asked.refused());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a_b", "-a", "a."})
  void refusesWhatIsNoName(String name) {
    assertThrows(DeployException.class, () -> asked.configMap(name, "a=1"));
  }

  private void generate(Generator.Kind kind, Source... sources) {
    asked.generator(kind, "made", true, sources);
  }

  private Source file(String text) {
    return Source.Files.parse(text, asked.at());
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
