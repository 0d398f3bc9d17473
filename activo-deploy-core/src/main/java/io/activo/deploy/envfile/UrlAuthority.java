package io.activo.deploy.envfile;

/** What a URL says between its scheme and its path, and whether drivers agree about it. */
final class UrlAuthority {
  private UrlAuthority() {}

  /** Where the authority ends that a text begins with. */
  static int end(String url) {
    int end = 0;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /**
   * Whether a {@code /}, {@code ?} or {@code #} may belong to a password that nobody encoded, so
   * that it is not clear where the authority ends: an {@code @} follows where none is usual.
   *
   * @param url what follows the scheme
   */
  static boolean isUnclear(String url) {
    int end = end(url);
    String authority = url.substring(0, end);
    String rest = url.substring(end);
    if (authority.indexOf('@') >= 0 || rest.indexOf('@') < 0) {
      return false;
    }
    boolean portOrNone = authority.matches("[^:]*(?::[0-9]*)?|\\[[^\\]]*\\](?::[0-9]*)?");
    int query = rest.indexOf('?');
    int at = rest.indexOf('@');
    int equals = rest.indexOf('=');
    boolean inQuery = query >= 0 && query < at && equals > query && equals < at;
    boolean inFragment = rest.indexOf('#') >= 0 && rest.indexOf('#') < at;
    return !portOrNone || !inQuery || inFragment;
  }
}
