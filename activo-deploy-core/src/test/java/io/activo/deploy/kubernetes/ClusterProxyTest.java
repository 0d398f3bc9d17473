package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterProxyTest {
  private static final String SERVER = "https://k8s.example:6443";

  @ParameterizedTest
  @CsvSource({
    "http://p:3128, http://p:3128",
    "http://p, http://p:80",
    "https://p/, https://p:443",
    "SOCKS5://p, socks5://p:1080",
    "socks5h://p:9, socks5://p:9",
    "socks5://p:80, socks5://p:80",
    "http://[fd00::1]:8, http://fd00::1:8",
    "http://ann:hunter2@p:3128, http://p:3128",
  })
  void readsTheAddressOfAProxy(String url, String shown) {
    assertEquals(
        "proxy " + shown + " from 'proxy-url' of the kubeconfig",
        of(url, SERVER, Map.of()).orElseThrow().toString());
  }

  @Test
  void theClustersOwnProxyIsUsedWhateverTheEnvironmentSays() {
    Map<String, String> environment = Map.of("HTTPS_PROXY", "http://q", "NO_PROXY", "*");
    assertEquals("p", of("http://p", "https://127.0.0.1", environment).orElseThrow().host());
  }

  @Test
  void takesTheVariableOfTheServersScheme() {
    Map<String, String> environment = Map.of("HTTPS_PROXY", "s:1", "HTTP_PROXY", "h:2");
    assertEquals("proxy http://s:1 from HTTPS_PROXY", shown(SERVER, environment));
    assertEquals("proxy http://h:2 from HTTP_PROXY", shown("http://k8s.example", environment));
  }

  @Test
  void takesUpperCaseBeforeLowerCase() {
    assertEquals(
        "proxy http://a:80 from HTTPS_PROXY",
        shown(SERVER, Map.of("HTTPS_PROXY", "a", "https_proxy", "b")));
    assertEquals("proxy http://b:80 from HTTPS_PROXY", shown(SERVER, Map.of("https_proxy", "b")));
    assertEquals("", shown(SERVER, Map.of("https_proxy", "b", "no_proxy", "example")));
  }

  @Test
  void goesDirectlyWhereNothingIsNamed() {
    assertEquals("", shown(SERVER, Map.of()));
    assertEquals("", shown("https://localhost:1", Map.of("HTTPS_PROXY", "a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://u:hunter2@p",
        "u:hunter2@p",
        "http://u:hunter2@",
        "http://u:hunter2@p:99999"
      })
  void refusesWhatIsNoProxyWithoutShowingIt(String url) {
    DeployException refused = assertThrows(DeployException.class, () -> of(url, SERVER, Map.of()));
    assertEquals(
        "context a: 'proxy-url' of the kubeconfig is no address of a proxy; write it as"
            + " http://host:port, https://host:port or socks5://host:port",
        refused.getMessage());
  }

  @Test
  void refusesAPasswordForSocks() {
    DeployException refused =
        assertThrows(DeployException.class, () -> of("socks5://u:hunter2@p", SERVER, Map.of()));
    assertFalse(refused.toString().contains("hunter2"));
  }

  private static Optional<ClusterProxy> of(
      String named, String server, Map<String, String> environment) {
    return ClusterProxy.of(named, server, environment, Place.of("context a"));
  }

  private static String shown(String server, Map<String, String> environment) {
    return of("", server, environment).map(ClusterProxy::toString).orElse("");
  }
}
