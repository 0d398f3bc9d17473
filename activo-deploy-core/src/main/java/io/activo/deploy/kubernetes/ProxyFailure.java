package io.activo.deploy.kubernetes;

import java.io.IOException;

/** A request that got no answer by way of a proxy, which may be why. */
final class ProxyFailure extends IOException {
  private static final long serialVersionUID = 1;

  private final String proxy;
  private final IOException reason;

  ProxyFailure(ClusterProxy proxy, IOException reason) {
    super(reason);
    this.proxy = proxy.toString();
    this.reason = reason;
  }

  /** The proxy and who names it, without its password. */
  String proxy() {
    return proxy;
  }

  IOException reason() {
    return reason;
  }
}
