package dev.twokey.testkit.slack;

/** A file; changed under the workspace's lock. */
final class SlackFile {
  final String id;
  final String name;
  final int length;
  byte[] content = new byte[0];
  boolean uploaded;
  boolean shared;

  SlackFile(String id, String name, int length) {
    this.id = id;
    this.name = name;
    this.length = length;
  }
}
