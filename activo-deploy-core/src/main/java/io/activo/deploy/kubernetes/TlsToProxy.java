package io.activo.deploy.kubernetes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets that speak TLS with what they are connected to, which the HTTP client does not do with a
 * proxy of itself. The proxy's certificate must be for its name.
 */
final class TlsToProxy extends SocketFactory {
  private final SSLSocketFactory tls;

  /** Sockets of a factory, whose trust decides. */
  TlsToProxy(SSLSocketFactory tls) {
    this.tls = tls;
  }

  @Override
  public Socket createSocket() throws IOException {
    return checkingItsName(tls.createSocket());
  }

  private static Socket checkingItsName(Socket socket) {
    SSLSocket secured = (SSLSocket) socket;
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    return secured;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return checkingItsName(tls.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return checkingItsName(tls.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return checkingItsName(tls.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return checkingItsName(tls.createSocket(host, port, local, localPort));
  }
}
