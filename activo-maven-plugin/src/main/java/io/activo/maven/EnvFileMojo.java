package io.activo.maven;

import io.activo.deploy.RewrittenEnvFile;
import io.activo.deploy.secret.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows which keys the environment's env-file has and what was changed in it, without secrets; with
 * {@code activo.out} writes the file itself.
 */
@Mojo(name = "env-file", requiresProject = false, threadSafe = true)
public class EnvFileMojo extends AbstractActivoMojo {

  /**
   * Where the env-file is written, for its owner only; {@code -} for the standard output. It holds
   * secrets.
   */
  @Parameter(property = "activo.out")
  private @Nullable String out;

  @Override
  List<String> ownProperties() {
    return List.of("activo.out");
  }

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    RewrittenEnvFile envFile = planner().envFile();
    envFile.warnings().forEach(line -> getLog().warn(line));
    if (out == null) {
      envFile.lines().forEach(line -> getLog().info(line));
    } else {
      write(envFile, out);
    }
  }

  private void write(RewrittenEnvFile envFile, String to) throws MojoExecutionException {
    Optional<Path> file = fileOrStream(to);
    try {
      if (file.isPresent()) {
        PrivateFile.write(file.get(), envFile.content());
        getLog().info("env-file in " + file.get());
      } else {
        try (OutputStream standardOut = new StandardOutput()) {
          envFile.content().writeTo(standardOut);
        }
      }
    } catch (IOException e) {
      throw new MojoExecutionException("cannot write " + to + ": " + e.getMessage(), e);
    }
  }
}
