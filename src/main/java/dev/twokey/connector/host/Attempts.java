package dev.twokey.connector.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what a supervisor says of an attempt into the fields that the probes declare. */
final class Attempts {
  private Attempts() {}

  static Map<String, Object> connected(Map<String, Object> from) {
    Map<String, Object> to = new LinkedHashMap<>();
    take(from, "answered", to, "answered");
    take(from, "detail", to, "detail");
    take(from, "duration_ms", to, "milliseconds");
    return to;
  }

  static Map<String, Object> resolved(Map<String, Object> from) {
    Map<String, Object> to = new LinkedHashMap<>();
    boolean some = from.get("addresses") instanceof List<?> list && !list.isEmpty();
    to.put("answered", some);
    to.put("addresses", some ? from.get("addresses") : List.of());
    take(from, "name", to, "host");
    take(from, "detail", to, "detail");
    return to;
  }

  static Map<String, Object> got(Map<String, Object> from) {
    Map<String, Object> to = new LinkedHashMap<>();
    take(from, "answered", to, "answered");
    take(from, "status", to, "status");
    take(from, "duration_ms", to, "milliseconds");
    take(from, "body", to, "body");
    take(from, "detail", to, "detail");
    return to;
  }

  static Map<String, Object> shaken(Map<String, Object> from) {
    Map<String, Object> to = new LinkedHashMap<>();
    take(from, "answered", to, "answered");
    take(from, "started", to, "started");
    take(from, "detail", to, "answer");
    String answer = String.valueOf(from.getOrDefault("answer", ""));
    boolean halfWay =
        Boolean.TRUE.equals(from.get("started"))
            && !Boolean.TRUE.equals(from.get("authenticated"))
            && !isRefusal(answer);
    if (!halfWay) { // a login that nobody answered was neither taken nor refused
      take(from, "authenticated", to, "authenticated");
      if (!answer.isEmpty()) {
        take(from, "answer", to, "answer");
      }
    }
    take(from, "user", to, "user");
    take(from, "host", to, "host");
    take(from, "password_fingerprint", to, "fingerprint");
    take(from, "duration_ms", to, "milliseconds");
    return to;
  }

  /** A broker that refuses a login says so with a code, such as {@code 403 ACCESS_REFUSED}. */
  private static boolean isRefusal(String answer) {
    return !answer.isEmpty() && Character.isDigit(answer.charAt(0));
  }

  private static void take(
      Map<String, Object> from, String field, Map<String, Object> to, String name) {
    Object value = from.get(field);
    if (value != null) {
      to.put(name, value);
    }
  }
}
