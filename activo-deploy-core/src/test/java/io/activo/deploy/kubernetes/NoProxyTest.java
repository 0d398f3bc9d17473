package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of Go's {@code golang.org/x/net/http/httpproxy}. */
class NoProxyTest {

  @ParameterizedTest(name = "''{0}'' reaches {1}:{2} directly: {3}")
  @CsvSource({
    "'', localhost, 443, true",
    "'', LOCALHOST, 443, true",
    "'', 127.0.0.1, 6443, true",
    "'', 127.8.8.8, 443, true",
    "'', ::1, 443, true",
    "'', 10.0.0.1, 443, false",
    "'', ::2, 443, false",
    "'*', anywhere.example, 443, true",
    "'a.example, *', b.example, 443, true",
    "example.com, example.com, 443, true",
    "example.com, EXAMPLE.com, 443, true",
    "EXAMPLE.com, k8s.example.com, 443, true",
    "example.com, notexample.com, 443, false",
    "example.com, example.com.org, 443, false",
    ".example.com, example.com, 443, false",
    ".example.com, a.example.com, 443, true",
    "*.example.com, example.com, 443, false",
    "*.example.com, a.b.example.com, 443, true",
    "example.com:6443, example.com, 6443, true",
    "example.com:6443, example.com, 443, false",
    ".example.com:6443, a.example.com, 443, false",
    "10.0.0.1, 10.0.0.1, 443, true",
    "10.0.0.1, 10.0.0.2, 443, false",
    "10.0.0.1:6443, 10.0.0.1, 443, false",
    "10.0.0.1:6443, 10.0.0.1, 6443, true",
    "10.0.0.0/8, 10.200.3.4, 443, true",
    "10.0.0.0/8, 11.0.0.1, 443, false",
    "10.0.0.0/8, 10.example.com, 443, false",
    "192.168.64.0/18, 192.168.127.255, 443, true",
    "192.168.64.0/18, 192.168.128.0, 443, false",
    "0.0.0.0/0, 8.8.8.8, 443, true",
    "10.0.0.0/33, 10.0.0.0, 443, false",
    "fd00::/8, fd12::1, 443, true",
    "fd00::/8, fe80::1, 443, false",
    "fd00::1, fd00:0::1, 443, true",
    "[fd00::1]:6443, fd00::1, 6443, true",
    "[fd00::1]:6443, fd00::1, 443, false",
    "10.0.0.0/8, fd00::1, 443, false",
    "' a.example , b.example ', b.example, 443, true",
    "',,', a.example, 443, false",
    ":443, a.example, 443, false",
  })
  void decidesAsGoDoes(String rules, String host, int port, boolean direct) {
    assertEquals(direct, new NoProxy(rules).covers(host, port));
  }
}
