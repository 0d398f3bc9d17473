package io.activo.deploy.image.registry;

/** Heroku's registry, which takes images in {@link ImageForm#HEROKU} alone. */
public final class HerokuRegistry {
  private static final String DOMAIN = "registry.heroku.com";

  private HerokuRegistry() {}

  /**
   * Whether it is meant.
   *
   * @param domain as {@link io.activo.deploy.image.ImageReference#domain()}
   */
  public static boolean is(String domain) {
    return domain.equalsIgnoreCase(DOMAIN);
  }

  /** What an image that is copied there becomes. */
  public static ImageForm form(String domain) {
    return is(domain) ? ImageForm.HEROKU : ImageForm.SAME;
  }
}
