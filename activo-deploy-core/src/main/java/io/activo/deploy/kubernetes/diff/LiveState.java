package io.activo.deploy.kubernetes.diff;

/** What was seen of an object in a cluster. */
public sealed interface LiveState {

  /** It was not there. */
  record Absent() implements LiveState {}

  /** It could not be seen. */
  record Unknown() implements LiveState {}

  /**
   * It was there.
   *
   * @param uid which one of its name
   * @param generation how often its desired state was changed; 0 for kinds that do not count
   * @param digest of what people and tools write: all but the status and the metadata other than
   *     labels and annotations, without what controllers write there
   */
  record Present(String uid, long generation, String digest) implements LiveState {}
}
