package dev.twokey.lab.system;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The environment variables of a process of the lab. */
record Settings(Map<String, String> variables) {
  static Settings ofProcess() {
    return new Settings(System.getenv());
  }

  String text(String name) {
    String value = variables.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the environment variable " + name + " is not set");
    }
    return value;
  }

  String text(String name, String absent) {
    return variables.getOrDefault(name, absent);
  }

  int number(String name, int absent) {
    return Integer.parseInt(variables.getOrDefault(name, Integer.toString(absent)));
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }

  List<String> list(String name) {
    return Arrays.asList(text(name).split(","));
  }
}
