package io.activo.deploy.kubernetes;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts that are reached without the environment's proxy: those of {@code NO_PROXY}, and always
 * this machine itself. The rules are those of Go's {@code golang.org/x/net/http/httpproxy}: {@code
 * *}, addresses, networks ({@code 10.0.0.0/8}), names with all below them ({@code example.com}),
 * only what is below a name ({@code .example.com}, {@code *.example.com}), each but a network with
 * a port if that one alone is meant.
 *
 * @param rules comma-separated
 */
record NoProxy(String rules) {
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:\\[(?<bracketed>[^\\]]*)\\]|(?<host>[^:\\[\\]]*)):(?<port>\\d+)");
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

  /** Whether a host, a name or an address without brackets, is reached directly. */
  boolean covers(String host, int port) {
    String asked = host.toLowerCase(Locale.ROOT);
    return asked.equals("localhost")
        || address(asked).filter(Address::loopback).isPresent()
        || parsed().anyMatch(rule -> rule.covers(asked, port));
  }

  private Stream<Rule> parsed() {
    return Arrays.stream(rules.split(",", -1))
        .map(rule -> rule.strip().toLowerCase(Locale.ROOT))
        .filter(rule -> !rule.isEmpty())
        .map(Rule::of);
  }

  /** One rule; without a port where all are meant. */
  private record Rule(String host, Optional<Integer> port) {

    static Rule of(String text) {
      Matcher parts = WITH_PORT.matcher(text);
      if (!parts.matches()) {
        return new Rule(bare(text), Optional.empty());
      }
      String bracketed = parts.group("bracketed");
      String host = bracketed == null ? parts.group("host") : bracketed;
      return new Rule(host, number(parts.group("port")));
    }

    private static String bare(String text) {
      return text.startsWith("[") && text.endsWith("]")
          ? text.substring(1, text.length() - 1)
          : text;
    }

    boolean covers(String asked, int port) {
      if (host.equals("*")) {
        return true;
      }
      if (host.contains("/")) {
        return inNetwork(asked);
      }
      return this.port.map(only -> only == port).orElse(true) && names(asked);
    }

    private boolean names(String asked) {
      Optional<Address> own = address(host);
      if (own.isPresent()) {
        return address(asked).equals(own);
      }
      String name = host.startsWith("*.") ? host.substring(1) : host;
      return name.startsWith(".")
          ? asked.endsWith(name)
          : !name.isEmpty() && (asked.equals(name) || asked.endsWith("." + name));
    }

    private boolean inNetwork(String asked) {
      int slash = host.indexOf('/');
      Optional<Address> network = address(host.substring(0, slash));
      Optional<Integer> bits = number(host.substring(slash + 1));
      return address(asked)
          .filter(
              one ->
                  network.isPresent()
                      && bits.isPresent()
                      && one.sharesBits(network.orElseThrow(), bits.orElseThrow()))
          .isPresent();
    }
  }

  private static Optional<Integer> number(String text) {
    return text.matches("\\d{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** An address written as numbers; a name is never looked up. */
  private static Optional<Address> address(String text) {
    if (!NUMBERS.matcher(text).matches() && !text.contains(":")) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress();
      return Optional.of(new Address(bytes.length * 8, new BigInteger(1, bytes)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** An address as a number of 32 or 128 bits. */
  private record Address(int size, BigInteger number) {
    boolean sharesBits(Address network, int bits) {
      return size == network.size
          && bits <= size
          && number.shiftRight(size - bits).equals(network.number.shiftRight(size - bits));
    }

    boolean loopback() {
      return size == 32 ? number.shiftRight(24).intValue() == 127 : number.equals(BigInteger.ONE);
    }
  }
}
