package io.activo.deploy.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
  @TempDir private Path folder;

  @Test
  void aFolderWithoutGitIsUnknown() {
    assertEquals(Revision.unknown(), new Checkout(folder).revision());
  }

  @Test
  void readsCommitAndBranch() throws Exception {
    commit();
    Revision revision = new Checkout(folder).revision();
    assertEquals(40, revision.commit().orElseThrow().length());
    assertEquals(Optional.of("develop"), revision.branch());
    assertFalse(revision.dirty());
    assertEquals(revision.commit(), revision.name());
  }

  @Test
  void aNewOrChangedFileMakesTheTreeDirty() throws Exception {
    commit();
    Files.writeString(folder.resolve("new"), "x");
    Revision revision = new Checkout(folder).revision();
    assertTrue(revision.dirty());
    assertEquals(revision.commit().map(commit -> commit + "-dirty"), revision.name());
  }

  @Test
  void filesThatDifferFromTheCommitAreNamed() throws Exception {
    commit();
    Files.writeString(folder.resolve("file"), "changed");
    Files.writeString(folder.resolve("a new one"), "x");
    assertEquals(List.of("file", "a new one"), new Checkout(folder).revision().changed());
    git("checkout", "-q", "file");
    git("mv", "file", "its new name");
    assertEquals(List.of("its new name", "a new one"), new Checkout(folder).revision().changed());
  }

  @Test
  void aDetachedHeadWithOneTagIsThatTag() throws Exception {
    commit();
    git("tag", "v1");
    assertEquals(Optional.empty(), new Checkout(folder).revision().tag());
    git("checkout", "-q", "--detach");
    Revision revision = new Checkout(folder).revision();
    assertEquals(Optional.empty(), revision.branch());
    assertEquals(Optional.of("v1"), revision.tag());
    git("tag", "v2");
    assertEquals(Optional.empty(), new Checkout(folder).revision().tag());
  }

  @Test
  void aCheckoutWithoutCommitHasNone() throws Exception {
    git("init", "-q", "-b", "develop");
    Revision revision = new Checkout(folder).revision();
    assertEquals(Optional.empty(), revision.commit());
    assertEquals(Optional.of("develop"), revision.branch());
  }

  @Test
  void aGitThatDoesNotEndIsEndedAndUnknown() throws Exception {
    Path program = folder.resolve("slow");
    Files.writeString(program, "#!/bin/sh\nsleep 5\ntouch ended\necho '# branch.head b'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Checkout checkout = new Checkout(folder, program.toString(), Duration.ofMillis(200));
    assertEquals(Revision.unknown(), checkout.revision());
    ProcessHandle.current().children().forEach(child -> child.onExit().join());
    assertFalse(Files.exists(folder.resolve("ended")));
  }

  private void commit() throws Exception {
    git("init", "-q", "-b", "develop");
    Files.writeString(folder.resolve("file"), "x");
    git("add", "file");
    git("-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-q", "-m", "One");
  }

  private void git(String... arguments) throws Exception {
    List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    assertEquals(0, process.waitFor());
  }
}
