package io.activo.deploy.image.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.Digest;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildContextTest {
  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void makesAContext() throws IOException {
    folder = Files.createDirectory(temp.resolve("context"));
    file("Dockerfile", "FROM scratch\n");
  }

  @Test
  void sendsOwnContentsInPlaceOfTheDisksAndBesidesThem() throws Exception {
    file(".env", "A=disk\n");
    Files.setAttribute(folder.resolve(".env"), "unix:mode", 0600);
    TarListing tar = TarListing.of(context(Map.of(".env", "A=1\n", "conf/new/x.env", "B=2\n")));
    assertEquals(
        List.of(".env", "Dockerfile", "conf/", "conf/new/", "conf/new/x.env"), tar.names());
    assertEquals("A=1\n", tar.text(".env").orElseThrow());
    assertEquals(0600, tar.entry(".env").getMode());
    assertEquals("B=2\n", tar.text("conf/new/x.env").orElseThrow());
    assertEquals(0644, tar.entry("conf/new/x.env").getMode());
    assertEquals("A=disk\n", Files.readString(folder.resolve(".env")));
  }

  @Test
  void sendsOwnContentsThoughAPatternExcludesThem() throws Exception {
    file(".dockerignore", "*\n");
    file("conf/a.env", "A=disk\n");
    file("conf/other", "");
    TarListing tar = TarListing.of(context(Map.of("conf/a.env", "A=1\n")));
    assertEquals(List.of(".dockerignore", "Dockerfile", "conf/a.env"), tar.names());
    assertEquals("A=1\n", tar.text("conf/a.env").orElseThrow());
  }

  @Test
  void anOwnDockerignoreIsTheOneThatCounts() throws Exception {
    file(".dockerignore", "b\n");
    file("a", "");
    file("b", "");
    TarListing tar = TarListing.of(context(Map.of(".dockerignore", "a\n")));
    assertEquals(List.of(".dockerignore", "Dockerfile", "b"), tar.names());
  }

  @Test
  void aDockerfileFromOutsideGetsANameThatIsNotCopied() throws Exception {
    Path outside = Files.writeString(temp.resolve("Other"), "FROM scratch\n");
    Files.delete(folder.resolve("Dockerfile"));
    file("a", "");
    BuildContext context = new BuildContext(folder, outside, Map.of());
    String name = context.dockerfileInContext();
    TarListing tar = TarListing.of(context);
    assertTrue(name.matches("\\.dockerfile\\.[0-9a-f]{20}"), name);
    assertEquals(List.of(name, ".dockerignore", "a"), tar.names());
    assertEquals("FROM scratch\n", tar.text(name).orElseThrow());
    assertEquals(".dockerignore\n" + name + "\n", tar.text(".dockerignore").orElseThrow());
  }

  @Test
  void aDockerfileBehindALinkIsFoundWhereItIs() throws Exception {
    file("docker/Real", "FROM scratch\n");
    Path link = Files.createSymbolicLink(temp.resolve("link"), folder.resolve("docker/Real"));
    assertEquals("docker/Real", new BuildContext(folder, link, Map.of()).dockerfileInContext());
  }

  @Test
  void ordersByTheBytesOfTheNames() throws Exception {
    file("b", "");
    file("a-dir/x", "");
    file("a", "");
    Map<String, String> ours = Map.of("B", "", "a.b", "", "\uFF5E", "", "\uD83D\uDE00", "");
    assertEquals(
        List.of("B", "Dockerfile", "a", "a-dir/", "a-dir/x", "a.b", "b", "\uFF5E", "\uD83D\uDE00"),
        TarListing.of(context(ours)).names());
  }

  @Test
  void keepsLongNames() throws Exception {
    String name = "n".repeat(120) + "/" + "m".repeat(130);
    file(name, "x");
    assertEquals("x", TarListing.of(context(Map.of())).text(name).orElseThrow());
  }

  @Test
  void leavesSocketsOutAndDoesNotOpenFifos() throws Exception {
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
      Process made = new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start();
      assertEquals(0, made.waitFor());
      TarListing tar = TarListing.of(context(Map.of()));
      assertEquals(List.of("Dockerfile", "fifo"), tar.names());
      assertEquals(TarConstants.LF_FIFO, tar.entry("fifo").getLinkFlag());
    }
  }

  @Test
  void keepsModesAndWholeSecondsOfTimes() throws Exception {
    file("run.sh", "");
    Files.setAttribute(folder.resolve("run.sh"), "unix:mode", 04751);
    FileTime time = FileTime.from(Instant.parse("2020-01-02T03:04:05.678Z"));
    Files.setLastModifiedTime(folder.resolve("run.sh"), time);
    TarListing tar = TarListing.of(context(Map.of()));
    assertEquals(04751, tar.entry("run.sh").getMode());
    assertEquals(
        Instant.parse("2020-01-02T03:04:05Z"),
        tar.entry("run.sh").getLastModifiedTime().toInstant());
    assertEquals(Map.of(), tar.entry("run.sh").getExtraPaxHeaders());
  }

  @Test
  void refusesAFileThatHasChangedItsSize() throws Exception {
    for (int actual : List.of(9, 11)) {
      ContextEntry.Content content =
          new ContextEntry.Content() {
            @Override
            public long size() {
              return 10;
            }

            @Override
            public InputStream open() {
              return new ByteArrayInputStream(new byte[actual]);
            }
          };
      ContextEntry entry =
          new ContextEntry("a", ContextEntry.Type.FILE, 0644, Instant.EPOCH, "", content);
      ContextTar tar = new ContextTar(OutputStream.nullOutputStream());
      Problem problem = problems(() -> visit(tar, entry)).get(0);
      assertTrue(problem.what().contains("changed while it was sent"), problem.toString());
    }
  }

  @Test
  void aWalkThatStopsLeavesTheArchiveWithoutAnEnd() throws Exception {
    file("z/a", "");
    URI notUtf8 = URI.create(folder.resolve("z").toUri() + "%FF");
    Files.createFile(Path.of(notUtf8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThrows(DeployException.class, () -> context(Map.of()).writeTo(out));
    byte[] sent = out.toByteArray();
    assertTrue(sent.length >= 1024, "sent " + sent.length);
    assertFalse(
        IntStream.range(sent.length - 1024, sent.length).allMatch(i -> sent[i] == 0),
        "ends like a whole archive");
  }

  @Test
  void refusesALinkWhoseTargetIsNotUtf8() throws Exception {
    Path root = folder.getRoot();
    Path target = root.relativize(Path.of(URI.create(root.toUri() + "gone%FF")));
    Files.createSymbolicLink(folder.resolve("link"), target);
    Problem problem = problems(() -> context(Map.of()).digest()).get(0);
    assertEquals("the link's target is not UTF-8", problem.what());
  }

  /** In a JVM of its own, whose locale has no letters beyond ASCII. */
  @ParameterizedTest
  @ValueSource(strings = {"\u00e9/b", "/\u00e9", "../\u00e9/", "a//\u00e9", "plain"})
  void keepsTheTargetOfALinkInAnyLocale(String target) throws Exception {
    Path made = folder.resolve("link");
    String command = "ln -s \"$(printf '" + octal(target) + "')\" " + made;
    assertEquals(0, new ProcessBuilder("sh", "-c", command).start().waitFor());
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LinkTarget.class.getName(),
            made.toString());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(octal(target), output.strip());
  }

  private static String octal(String text) {
    return LinkTarget.octal(text);
  }

  @Test
  void theDigestIsOfTheContentNotOfTheTimes() throws Exception {
    file("a", "1");
    Digest first = context(Map.of()).digest();
    Files.setLastModifiedTime(folder.resolve("a"), FileTime.from(Instant.EPOCH));
    assertEquals(first, context(Map.of()).digest());
    assertNotEquals(first, context(Map.of("a", "2")).digest());
    assertEquals(first, context(Map.of("a", "1")).digest());
    Files.setAttribute(folder.resolve("a"), "unix:mode", 0755);
    assertNotEquals(first, context(Map.of()).digest());
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() throws Exception {
    file(".dockerignore", "good\n  [z-a]\n# no\n!\na[\n ! x/\\\n");
    file("conf", "no folder");
    Files.move(folder.resolve("Dockerfile"), folder.resolve("Dockerfil"));
    BuildContext context = context(Map.of("conf/a.env", "A=1\n"));
    String ignore = folder.resolve(".dockerignore").toString();
    assertEquals(
        List.of(
            ignore + ":2:3",
            ignore + ":4:1",
            ignore + ":5:2",
            ignore + ":6:6",
            folder.resolve("conf").toString(),
            folder.resolve("Dockerfile").toString()),
        problems(context::check).stream().map(problem -> problem.where().toString()).toList());
    assertTrue(problems(context::check).get(5).fix().contains("'Dockerfil'"));
  }

  @Test
  void namesTheMissingFolder() {
    Path missing = temp.resolve("contxt");
    BuildContext context = new BuildContext(missing, missing.resolve("Dockerfile"), Map.of());
    assertEquals(2, problems(context::check).size());
    assertEquals("did you mean 'context'?", problems(context::check).get(0).fix());
  }

  @Test
  void refusesContentsOutsideTheContext() {
    for (String path : List.of("/etc/x", "../x", "a/../../x", "../a\nb", ".", "..", "")) {
      assertThrows(DeployException.class, () -> context(Map.of(path, "")), path);
    }
    assertEquals(
        List.of("a.env"), List.copyOf(context(Map.of("./b/../a.env", "")).files().keySet()));
  }

  @Test
  void skipsAnExcludedFolderWithoutReadingIt() throws Exception {
    file(".dockerignore", "node_modules\n");
    IntStream.range(0, 3).forEach(i -> file("node_modules/" + i, ""));
    TarListing tar = TarListing.of(context(Map.of()));
    assertFalse(
        tar.names().stream().anyMatch(name -> name.startsWith("node")), tar.names().toString());
  }

  private static void visit(ContextTar tar, ContextEntry entry) {
    try {
      tar.visit(entry);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Problem> problems(Runnable work) {
    return assertThrows(DeployException.class, work::run).problems();
  }

  private BuildContext context(Map<String, String> files) {
    Map<String, byte[]> contents = new HashMap<>();
    files.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return new BuildContext(folder, folder.resolve("Dockerfile"), contents);
  }

  private void file(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
