package io.activo.deploy.image.engine;

import com.github.dockerjava.api.exception.DockerException;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;

/** Finds the first engine that answers. */
final class EngineSearch {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** What to do about a reason, by words in it. */
  private static final Map<String, String> MENDS = mends();

  private EngineSearch() {}

  static ImageEngine connect(
      Map<String, String> environment, EngineSettings settings, Credentials credentials) {
    EngineAddresses addresses =
        new EngineAddresses(environment, settings, DockerConfig.read(environment));
    return connect(addresses.candidates(), credentials, LIMIT);
  }

  /** With a limit for each engine's first answer. */
  static ImageEngine connect(
      List<EngineCandidate> candidates, Credentials credentials, Duration limit) {
    List<String> tried = new ArrayList<>();
    for (EngineCandidate candidate : candidates) {
      try {
        return DockerEngine.at(candidate.address(), credentials, limit);
      } catch (DockerException e) {
        tried.add(candidate + ": " + withMend(EngineFault.message(e)));
      } catch (UncheckedIOException e) {
        tried.add(candidate + ": " + withMend(reason(e)));
      } catch (DeployException e) {
        throw e;
      } catch (RuntimeException e) {
        // docker-java wraps what it cannot read in a bare one
        tried.add(candidate + ": " + withMend("what answers is no Docker engine"));
      }
    }
    throw new DeployException(
        Problem.of(
                "no Docker engine answers",
                "start one, or set DOCKER_HOST to where it listens, such as"
                    + " unix:///var/run/docker.sock or tcp://localhost:2375")
            .withDetail(tried));
  }

  private static String reason(UncheckedIOException e) {
    String tls = e.getCause() instanceof SSLException ? "TLS: " : "";
    return tls + EngineFault.reason(e);
  }

  private static String withMend(String reason) {
    return MENDS.entrySet().stream()
        .filter(mend -> reason.contains(mend.getKey()))
        .findFirst()
        .map(mend -> reason + "; " + mend.getValue())
        .orElse(reason);
  }

  private static Map<String, String> mends() {
    Map<String, String> mends = new LinkedHashMap<>();
    mends.put("no such socket", "start the engine that listens there");
    mends.put("no such pipe", "start Docker Desktop");
    mends.put("permission denied", "put your user into the group of the socket, and log in anew");
    mends.put("refused", "start the engine there, or mend the port");
    mends.put("unknown host", "mend the host's name");
    mends.put("HTTPS server", "set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH");
    mends.put("not an SSL", "the port speaks no TLS: unset DOCKER_TLS_VERIFY");
    mends.put("Unsupported or unrecognized SSL", "the port speaks no TLS: unset DOCKER_TLS_VERIFY");
    mends.put("PKIX", "put the authority of the engine's certificate into ca.pem");
    mends.put("No subject alternative", "name the engine by a host of its certificate");
    mends.put("bad_certificate", "let cert.pem and key.pem be of an authority that it knows");
    mends.put("certificate_required", "put cert.pem and key.pem beside ca.pem");
    mends.put("no answer within", "see whether an engine listens there, and restart it");
    mends.put("no Docker engine", "mend the address");
    return mends;
  }
}
