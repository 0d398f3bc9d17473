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
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void aDockerignoreBesideTheDockerfileStandsInPlaceOfTheFolders() throws Exception {
    file(".dockerignore", "a\n[\n");
    file("Dockerfile.dockerignore", "b\n");
    file("a", "");
    file("b", "");
    TarListing tar = TarListing.of(context(Map.of()));
    assertEquals(
        List.of(".dockerignore", "Dockerfile", "Dockerfile.dockerignore", "a"), tar.names());
    assertEquals("a\n[\n", tar.text(".dockerignore").orElseThrow());
  }

  @Test
  void aDockerignoreBesideADockerfileFromOutsideCounts() throws Exception {
    Path outside = Files.writeString(temp.resolve("Other"), "FROM scratch\n");
    Files.writeString(temp.resolve("Other.dockerignore"), "a\n");
    file(".dockerignore", "b\n");
    file("a", "");
    file("b", "");
    BuildContext context = new BuildContext(folder, outside, Map.of());
    TarListing tar = TarListing.of(context);
    String name = context.dockerfileInContext();
    assertEquals(List.of(name, ".dockerignore", "Dockerfile", "b"), tar.names());
    assertEquals("b\n" + name + "\n", tar.text(".dockerignore").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // the folder's, the Dockerfile's own, what the tar's says
        "-, x, -",
        "-, Docker*, .dockerignore+Dockerfile+",
        "-, .dockerignore, -",
        "x, .dockerignore, -",
        "x, x, x",
        "*, x, *+!.dockerignore+!Dockerfile+",
        "Dockerfile, x, Dockerfile+!Dockerfile+",
        "x, *, x+.dockerignore+Dockerfile+",
        "[, Dockerfile, Dockerfile+",
      })
  void theBuilderIsToldWhatTheDockerfilesOwnPatternsSay(
      @Nullable String folders, String own, @Nullable String told) throws Exception {
    if (folders != null) {
      file(".dockerignore", folders);
    }
    file("Dockerfile.dockerignore", own);
    Optional<String> text = TarListing.of(context(Map.of())).text(".dockerignore");
    assertEquals(Optional.ofNullable(told), text.map(lines -> lines.replace('\n', '+')));
  }

  @Test
  void hidesADockerfileWhosePathLooksLikeAPattern() throws Exception {
    String name = "docker [1]/!#*?\\^ file ";
    file(name, "FROM scratch\n");
    file(name + ".dockerignore", "docker*\n");
    TarListing tar = TarListing.of(new BuildContext(folder, folder.resolve(name), Map.of()));
    DockerIgnore told =
        DockerIgnore.of(IgnoreFile.patterns(tar.text(".dockerignore").orElseThrow()));
    assertTrue(told.excludes(name));
    assertFalse(told.excludes("docker [1]/!#*?\\^ fil"));
    assertFalse(told.excludes("docker 1/!#xx\\^ file "));
  }

  @Test
  void namesTheFaultyLineOfTheDockerfilesOwnPatterns() throws Exception {
    file("Dockerfile.dockerignore", "a\n[\n");
    assertEquals(
        folder.resolve("Dockerfile.dockerignore") + ":2:1",
        problems(() -> context(Map.of()).check()).get(0).where().toString());
  }

  @Test
  void sendsHardLinksAndHolesAsTheirContent() throws Exception {
    file("a", "1");
    Files.createLink(folder.resolve("b"), folder.resolve("a"));
    try (FileChannel sparse =
        FileChannel.open(
            folder.resolve("sparse"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      sparse.write(ByteBuffer.wrap(new byte[] {'x'}), 99_999);
    }
    TarListing tar = TarListing.of(context(Map.of()));
    assertEquals("1", tar.text("b").orElseThrow());
    assertEquals(TarConstants.LF_NORMAL, tar.entry("b").getLinkFlag());
    assertEquals("\0".repeat(99_999) + "x", tar.text("sparse").orElseThrow());
  }

  /** The file changes when its header is made, before its content is read. */
  @ParameterizedTest
  @CsvSource({
    "echo more >> a,             it had 3 bytes and has 8",
    "printf x > a,               it had 3 bytes and has 1",
    "touch -d 2020-01-01 a,      it was written to",
    "rm a,                       it was removed",
    "rm a; mkdir a,              it is no file any more",
    "rm a; ln -s Dockerfile a,   it is no file any more",
  })
  void refusesAFileThatChangesMeanwhile(String change, String how) throws Exception {
    file("a", "old");
    ContextEntry entry = DiskFile.of(folder.resolve("a")).entry("a").orElseThrow();
    shell(change);
    ContextTar tar = new ContextTar(OutputStream.nullOutputStream());
    Problem problem = problems(() -> visit(tar, entry)).get(0);
    assertEquals("changed while it was sent to the builder: " + how, problem.what());
    assertEquals(folder.resolve("a").toString(), problem.where().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 11})
  void refusesAFileThatGivesNotWhatItsSizeSays(int actual) {
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
    assertTrue(problem.what().endsWith("gives more or fewer than its 10 bytes"), problem.what());
  }

  /** What follows the entry that is visited was listed before, and is looked at after. */
  @ParameterizedTest
  @CsvSource({
    "rm b/x,                 b/x, it was removed",
    "rm -r b,                b,   it was removed",
  })
  void refusesWhatVanishesBetweenListingAndReading(String change, String path, String how)
      throws Exception {
    file("a", "");
    file("b/a", "");
    file("b/x", "");
    ContextEntry.Visitor deletes =
        entry -> {
          if (entry.path().equals(path.equals("b") ? "a" : "b/a")) {
            shell(change);
          }
        };
    ContextWalk walk = ContextDockerfile.of(context(Map.of())).walk(context(Map.of()));
    Problem problem =
        assertThrows(DeployException.class, () -> walk.each(deletes)).problems().get(0);
    assertEquals("changed while it was sent to the builder: " + how, problem.what());
    assertEquals(folder.resolve(path).toString(), problem.where().toString());
  }

  /** In a JVM of its own with little memory: 100 MB and 5,000 files in one folder. */
  @Test
  void needsLittleMemoryForALargeContext() throws Exception {
    file("large", "");
    try (RandomAccessFile large = new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
      large.setLength(100_000_000);
    }
    IntStream.range(0, 5_000).forEach(i -> file("many/" + i, ""));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-cp",
                System.getProperty("java.class.path"),
                ContextSize.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertTrue(Long.parseLong(output.strip()) > 102_000_000, output);
  }

  private void shell(String command) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).inheritIO().start();
      assertEquals(0, process.waitFor());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWalkThatStopsLeavesTheArchiveWithoutAnEnd() throws Exception {
    file("a", "a".repeat(1 << 20));
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
