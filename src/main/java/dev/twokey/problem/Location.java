package dev.twokey.problem;

import static java.util.Objects.requireNonNull;

/**
 * A place in a file that a team writes.
 *
 * @param file the file as people name it, relative to its folder
 * @param line from 1
 * @param column from 1
 */
public record Location(String file, int line, int column) {
  public Location {
    requireNonNull(file, "file");
  }

  /** Returns this place moved, as an expression inside a value needs it. */
  public Location plus(int lines, int columns) {
    return new Location(file, line + lines, lines == 0 ? column + columns : columns + 1);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
