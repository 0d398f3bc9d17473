package io.activo.deploy.image.context;

import io.activo.deploy.Corpus;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.DeployException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The docker CLI with the classic builder and ours send the same contexts. */
class BuildContextCorpusTest {
  @TempDir Path temp;

  @Test
  void sendsWhatTheClassicBuilderReceives() throws Exception {
    new Corpus("dockerignore/dockerbuild-real.jsonl")
        .judge(
            Map.of(
                "dkig-perfile-0272",
                "the Dockerfile's own .dockerignore counts, which the classic builder passes over"),
            this::judgeArrival);
  }

  @Test
  void writesTheTarThatTheDockerCommandSends() throws Exception {
    new Corpus("engine-api/build-context-tar-real.jsonl").judge(Map.of(), this::judgeTar);
  }

  private Optional<String> judgeArrival(LiveObject row) throws IOException {
    BuildContext context = CorpusContext.of(row, temp);
    boolean refused = !row.text("legacy", "error").isEmpty();
    try {
      List<String> arrived = arrived(context, TarListing.of(context));
      return refused
          ? Optional.of("expected " + row.text("legacy", "error"))
          : differ(lists(row.value("legacy", "arrived")), arrived);
    } catch (DeployException e) {
      return refused ? Optional.empty() : Optional.of(e.problems().toString());
    }
  }

  /**
   * What the engine makes of a tar: folders without an entry get mode 755, and the two files that
   * are sent against a pattern are taken out again.
   */
  private static List<String> arrived(BuildContext context, TarListing tar) {
    Map<String, String> arrived = new TreeMap<>(DiskFile.BYTE_ORDER);
    for (TarArchiveEntry entry : tar.entries()) {
      String path = entry.getName().replaceAll("/$", "");
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        String parent = path.substring(0, slash);
        arrived.putIfAbsent(parent, List.of(parent, "d", "755").toString());
      }
      String mode = Integer.toOctalString(entry.getMode());
      String type = entry.isDirectory() ? "d" : entry.isSymbolicLink() ? "l" : "f";
      List<String> seen = new ArrayList<>(List.of(path, type, mode));
      seen.addAll(entry.isSymbolicLink() ? List.of(entry.getLinkName()) : List.of());
      arrived.put(path, seen.toString());
    }
    List<String> patterns = tar.text(IgnoreFile.NAME).map(IgnoreFile::patterns).orElse(List.of());
    Set.of(IgnoreFile.NAME, context.dockerfileInContext()).stream()
        .filter(DockerIgnore.of(patterns)::excludes)
        .forEach(arrived::remove);
    return List.copyOf(arrived.values());
  }

  private Optional<String> judgeTar(LiveObject row) throws IOException {
    TarListing tar = TarListing.of(CorpusContext.of(row, temp));
    List<String> expected =
        row.objects("entries_in_order").stream()
            .map(
                entry ->
                    Stream.of("name", "type", "mode", "uid", "gid", "uname", "gname", "mtime")
                            .map(key -> entry.value(key).orElseThrow().toString())
                            .toList()
                        + entry.text("linkname")
                        + entry.number("size").orElseThrow()
                        + entry.object("pax").content())
            .toList();
    return differ(expected, tar.entries().stream().map(BuildContextCorpusTest::describe).toList())
        .or(() -> differ(row.number("tar_bytes").orElseThrow(), (long) tar.bytes()));
  }

  private static String describe(TarArchiveEntry entry) {
    return List.of(
            entry.getName(),
            Character.toString(entry.getLinkFlag()),
            Integer.toOctalString(entry.getMode()),
            entry.getLongUserId(),
            entry.getLongGroupId(),
            entry.getUserName(),
            entry.getGroupName(),
            // Java cannot set the time of a link.
            (entry.isSymbolicLink() ? CorpusContext.MODIFIED : entry.getLastModifiedTime())
                    .toMillis()
                / 1000)
        + entry.getLinkName()
        + entry.getSize()
        // The header itself is counted by the length of the tar.
        + (entry.getName().chars().allMatch(c -> c < 128)
            ? "{}"
            : "{path=" + entry.getName() + "}");
  }

  private static List<String> lists(Optional<Object> value) {
    return ((List<?>) value.orElseThrow()).stream().map(String::valueOf).toList();
  }

  private static Optional<String> differ(Object expected, Object actual) {
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of("expected " + expected + "\n     was " + actual);
  }
}
