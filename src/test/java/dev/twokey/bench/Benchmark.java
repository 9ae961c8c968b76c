package dev.twokey.bench;

import java.util.List;

/** Measures one promise of the design. */
interface Benchmark {
  /**
   * Runs it.
   *
   * @param scratch an empty folder on the disk that is measured
   * @param thorough whether it may take minutes
   */
  List<Measured> run(java.nio.file.Path scratch, boolean thorough) throws Exception;
}
