package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

/**
 * Where a block comes from, so that a plan can name it and notice when it changed.
 *
 * @param file as people name it
 * @param line of the fence, from 1
 * @param text what stands between the fences, as it was written
 * @param sha256 of the block's canonical text, in hex: kind and lines, without what trails
 */
public record Origin(String file, int line, String text, String sha256) {
  public Origin {
    requireNonNull(file, "file");
    requireNonNull(text, "text");
    requireNonNull(sha256, "sha256");
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
