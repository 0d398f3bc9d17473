package io.activo.deploy.benchmark;

/** What renders the same text, each a method of {@link TemplatesBenchmark}. */
enum Engine {
  GNU("gnuStream", "activo templates (gnu, stream)"),
  GNU_FILE("gnuFile", "activo templates (gnu, file to /dev/null)"),
  STRICT("strictRender", "activo templates (strict, parsed once)"),
  SUBSTITUTOR("stringSubstitutor", "commons-text StringSubstitutor"),
  ENVSUBST("gnuEnvsubst", "GNU envsubst");

  private final String benchmark;
  private final String title;

  Engine(String benchmark, String title) {
    this.benchmark = benchmark;
    this.title = title;
  }

  String benchmark() {
    return benchmark;
  }

  String title() {
    return title;
  }
}
