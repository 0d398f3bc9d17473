package io.activo.deploy.image.context;

import static java.util.Objects.requireNonNull;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.engine.EngineSettings;
import io.activo.deploy.image.engine.ImageBuild;
import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A real engine at a Unix socket, and what the images hold that it builds with us: the port has no
 * way to look into an image, so that is asked for in plain HTTP.
 *
 * @param host as in {@code DOCKER_HOST}
 */
record BuiltImage(String host) {

  /** Builds a context, removes the image, and gives its files by path: kind, mode and link. */
  Map<String, String> filesOf(BuildContext context) throws IOException {
    Map<String, String> files = new TreeMap<>(DiskFile.BYTE_ORDER);
    build(context)
        .forEach(
            (entry, content) -> {
              String path = entry.getName().replaceAll("^\\./|/$", "");
              String kind = entry.isDirectory() ? "d" : entry.isSymbolicLink() ? "l" : "f";
              String mode = Integer.toOctalString(entry.getMode() & 07777);
              String link = entry.isSymbolicLink() ? ", " + entry.getLinkName() : "";
              files.put(path, "[" + path + ", " + kind + ", " + mode + link + "]");
            });
    return files;
  }

  /** Builds a context, removes the image, and gives the entries of its last layer. */
  Map<TarArchiveEntry, byte[]> build(BuildContext context) throws IOException {
    String name = "context-test-" + UUID.randomUUID() + ":1";
    try (ImageEngine engine = connect()) {
      engine.build(new ImageBuild(ImageReference.parse(name), context), Progress.none());
      return lastLayer(ask("GET", "/images/" + name + "/get"));
    } finally {
      ask("DELETE", "/images/" + name + "?force=1");
    }
  }

  private ImageEngine connect() {
    return ImageEngine.connect(
        Map.of("DOCKER_HOST", host), EngineSettings.none(), Credentials.none());
  }

  private byte[] ask(String method, String path) throws IOException {
    var address = UnixDomainSocketAddress.of(URI.create(host).getPath());
    try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(address);
      String request = method + " " + path + " HTTP/1.0\r\nHost: engine\r\n\r\n";
      ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        socket.write(bytes);
      }
      byte[] answer = Channels.newInputStream(socket).readAllBytes();
      int body = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
      return Arrays.copyOfRange(answer, body, answer.length);
    }
  }

  private static Map<TarArchiveEntry, byte[]> lastLayer(byte[] saved) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    entries(saved).forEach((entry, content) -> files.put(entry.getName(), content));
    byte[] list = requireNonNull(files.get("manifest.json"), "no manifest");
    String manifest = new String(list, StandardCharsets.UTF_8);
    LiveObject image =
        new LiveObject(Json.parseObject("{\"images\":" + manifest + "}")).objects("images").get(0);
    List<?> layers = (List<?>) image.value("Layers").orElseThrow();
    byte[] layer = files.get(String.valueOf(layers.get(layers.size() - 1)));
    return entries(requireNonNull(layer, "no layer"));
  }

  private static Map<TarArchiveEntry, byte[]> entries(byte[] tar) throws IOException {
    boolean packed = tar.length > 1 && tar[0] == 0x1f && (tar[1] & 0xff) == 0x8b;
    Map<TarArchiveEntry, byte[]> entries = new LinkedHashMap<>();
    InputStream bytes = new ByteArrayInputStream(tar);
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(packed ? new GZIPInputStream(bytes) : bytes, "UTF-8")) {
      for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        in.transferTo(content);
        entries.put(e, content.toByteArray());
      }
    }
    return entries;
  }
}
