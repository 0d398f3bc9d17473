package io.activo.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the login to the registry with a password may be kept, and how a run of Maven gets it. */
enum LoginSource {
  DESCRIPTION_VARIABLE("'ci' of registries: <registry> of the description") {
    @Override
    MavenRun give(Project project, String password) throws IOException {
      described(project, "{variable: CANARY}");
      return run(project).with("CANARY", password);
    }
  },
  DESCRIPTION_FILE("'ci' of registries: <registry> of the description") {
    @Override
    MavenRun give(Project project, String password) throws IOException {
      project.write("login.txt", password + "\n").write(".gitignore", "target\nlogin.txt\n");
      described(project, "{file: login.txt}");
      return run(project);
    }
  },
  SETTINGS("settings.xml server '<registry>', user 'ci'") {
    @Override
    MavenRun give(Project project, String password) throws IOException {
      return withSettings(project, password);
    }
  },
  SETTINGS_ENCRYPTED("settings.xml server '<registry>', user 'ci'") {
    @Override
    MavenRun give(Project project, String password) throws IOException {
      String option = "-Dsettings.security=" + home(project).resolve("settings-security.xml");
      home(project).write("settings-security.xml", security(master(project)));
      String encrypted = encrypted(project, "--encrypt-password", password, option);
      return withSettings(project, encrypted).withArgument(option);
    }
  },
  DOCKER_AUTH_CONFIG("user 'ci' of auths in DOCKER_AUTH_CONFIG") {
    @Override
    MavenRun give(Project project, String password) {
      return run(project).with("DOCKER_AUTH_CONFIG", auths(password));
    }
  },
  CONFIG_JSON("user 'ci' of auths in ~/.docker/config.json") {
    @Override
    MavenRun give(Project project, String password) throws IOException {
      home(project).write(".docker/config.json", auths(password));
      return run(project);
    }
  },
  CREDENTIAL_HELPERS("docker-credential-canary (credHelpers in ~/.docker/config.json)") {
    @Override
    MavenRun give(Project project, String password) throws IOException {
      String helpers = "{\"credHelpers\": {\"" + registry() + "\": \"canary\"}}";
      home(project).write(".docker/config.json", helpers);
      return withHelper(project, password);
    }
  },
  CREDENTIAL_STORE("docker-credential-canary (credsStore in ~/.docker/config.json)") {
    @Override
    MavenRun give(Project project, String password) throws IOException {
      home(project).write(".docker/config.json", "{\"credsStore\": \"canary\"}");
      return withHelper(project, password);
    }
  },
  PODMAN("user 'ci' of auths in ~/.config/containers/auth.json") {
    @Override
    MavenRun give(Project project, String password) throws IOException {
      home(project).write(".config/containers/auth.json", auths(password));
      return run(project);
    }
  };

  private final String said;

  LoginSource(String said) {
    this.said = said;
  }

  /** What is printed of it. */
  String said() {
    return said.replace("<registry>", registry());
  }

  /** A push from the project, which finds the password there and nowhere else. */
  abstract MavenRun give(Project project, String password) throws IOException;

  private static String registry() {
    return Services.REGISTRY_AUTH.value();
  }

  /** The home of the user who runs it, beside the project. */
  private static Home home(Project project) {
    return new Home(project.folder().resolveSibling("home"));
  }

  private record Home(Path folder) {
    Path resolve(String file) {
      return folder.resolve(file);
    }

    Path write(String file, String content) throws IOException {
      Path path = resolve(file);
      Files.createDirectories(path.getParent());
      return Files.writeString(path, content);
    }
  }

  private static MavenRun run(Project project) {
    return project
        .mvn("activo:push", "-X", "-Denv=it")
        .with("HOME", home(project).folder().toString())
        .with("DOCKER_HOST", Services.DOCKER.value());
  }

  private static void described(Project project, String password) throws IOException {
    project
        .write(
            "activo.yml",
            project.read("activo.yml")
                + "registries: {\"%s\": {username: %s, password: %s}}\n"
                    .formatted(registry(), Services.user(), password))
        .commit();
  }

  private static String auths(String password) {
    return "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}"
        .formatted(registry(), Services.base64(Services.user() + ":" + password));
  }

  private static MavenRun withSettings(Project project, String password) throws IOException {
    String server =
        "<settings><servers><server><id>%s</id><username>%s</username><password>%s</password>"
            + "</server></servers></settings>";
    Path file =
        home(project)
            .write("settings.xml", server.formatted(registry(), Services.user(), password));
    return run(project).withArgument("--settings=" + file);
  }

  private static String master(Project project) {
    return encrypted(project, "--encrypt-master-password", "m4ster", "-Dactivo.skip");
  }

  private static String security(String master) {
    return "<settingsSecurity><master>" + master + "</master></settingsSecurity>";
  }

  private static String encrypted(Project project, String how, String what, String option) {
    return project.mvn(option, how, what).succeeds().text().strip();
  }

  /** A program that answers with what stands in a file beside it, not in itself. */
  private static MavenRun withHelper(Project project, String password) throws IOException {
    home(project)
        .write(
            "bin/answer",
            "{\"Username\": \"%s\", \"Secret\": \"%s\"}".formatted(Services.user(), password));
    Path helper =
        home(project).write("bin/docker-credential-canary", "#!/bin/sh\ncat \"${0%/*}/answer\"\n");
    Command.in(project.folder(), "chmod", "+x", helper.toString());
    return run(project).with("PATH", helper.getParent() + ":" + System.getenv("PATH"));
  }
}
