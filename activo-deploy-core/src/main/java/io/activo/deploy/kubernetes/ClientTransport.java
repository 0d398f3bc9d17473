package io.activo.deploy.kubernetes;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.Authenticator;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * How the requests of one cluster travel, whoever asks.
 *
 * @param proxy by which proxy; where it is empty the machine's own settings decide
 * @param headers what each request carries beside its credentials
 */
record ClientTransport(Optional<ClusterProxy> proxy, Headers headers) {

  /** Makes a client travel so. */
  ClientBuilder with(ClientBuilder client) {
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    http.addInterceptor(this::carrying);
    proxy.ifPresent(by -> use(http, by));
    return client.setApiClient(new ApiClient(http.build()));
  }

  private Response carrying(Interceptor.Chain chain) throws IOException {
    Request.Builder request = chain.request().newBuilder();
    headers.forEach(header -> request.addHeader(header.getFirst(), header.getSecond()));
    return chain.proceed(request.build());
  }

  private static void use(OkHttpClient.Builder http, ClusterProxy proxy) {
    http.proxy(proxy.proxy());
    http.addInterceptor(chain -> telling(chain, proxy));
    proxy
        .login()
        .ifPresent(login -> http.proxyAuthenticator(once("Proxy-Authorization", login.reveal())));
    if (proxy.scheme() == ClusterProxy.Scheme.HTTPS) {
      http.socketFactory(new TlsToProxy((SSLSocketFactory) SSLSocketFactory.getDefault()));
    }
  }

  private static Response telling(Interceptor.Chain chain, ClusterProxy proxy) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      throw new ProxyFailure(proxy, e);
    }
  }

  /** Gives up where what was sent is not accepted. */
  private static Authenticator once(String header, String value) {
    return (route, response) ->
        response.request().header(header) == null
            ? response.request().newBuilder().header(header, value).build()
            : null;
  }
}
