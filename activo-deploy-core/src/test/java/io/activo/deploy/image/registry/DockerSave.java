package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** An archive as {@code docker save} makes it, by hand; counts how often it is read. */
final class DockerSave implements ImageArchive {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);
  private final List<String> diffIds = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();
  private String platform = "\"os\":\"linux\",\"architecture\":\"amd64\"";
  private int cut;
  int opened;

  DockerSave platform(String os, String cpu) {
    platform = "\"os\":\"%s\",\"architecture\":\"%s\"".formatted(os, cpu);
    return this;
  }

  /** A layer that is a file. */
  DockerSave layer(String path, byte[] content) {
    put(path, content);
    return named(path, content);
  }

  /** A layer of which the archive has the gzip. */
  DockerSave compressed(String path, byte[] content) {
    put(path, gzip(content));
    return named(path, content);
  }

  /** A layer whose file is linked to another one. */
  DockerSave linked(String path, String to, byte[] content) {
    add(new TarArchiveEntry(path, TarConstants.LF_SYMLINK), to, new byte[0]);
    return named(path, content);
  }

  /** A layer that is named, whether its file is there or not. */
  DockerSave named(String path, byte[] content) {
    paths.add(path);
    diffIds.add(Digest.of(content).value());
    return this;
  }

  /** Ends it with its config and its list, as the engine before 25 calls them. */
  DockerSave done() {
    put("c0ffee.json", config());
    put(
        "manifest.json",
        "[{\"Config\":\"c0ffee.json\",\"RepoTags\":[\"a:1\"],\"Layers\":[%s]}]"
            .formatted(quoted(paths))
            .getBytes(StandardCharsets.UTF_8));
    return this;
  }

  DockerSave cutBy(int much) {
    cut = much;
    return this;
  }

  byte[] config() {
    return "{ %s, \"é\": 1,\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}}\n"
        .formatted(platform, quoted(diffIds))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(","));
  }

  private void put(String path, byte[] content) {
    add(new TarArchiveEntry(path), "", content);
  }

  private void add(TarArchiveEntry entry, String link, byte[] content) {
    try {
      entry.setLinkName(link);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  @Override
  public InputStream open() {
    opened++;
    return new ByteArrayInputStream(bytes.toByteArray(), 0, bytes.size() - cut);
  }
}
