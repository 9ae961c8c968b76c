package dev.twokey.web;

import dev.twokey.chat.Card;
import dev.twokey.chat.Card.EnvironmentTag;
import dev.twokey.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the command line is told. Plain maps, so that the shape stands here and nowhere else. */
final class Json {
  private Json() {}

  static Map<String, Object> problem(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", problem.code().label());
    json.put("what", problem.what());
    json.put("advice", problem.advice());
    return json;
  }

  static Map<String, Object> card(Card card) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("environment", card.environment().map(EnvironmentTag::name).orElse(""));
    json.put("tone", card.tone().name().toLowerCase(java.util.Locale.ROOT));
    json.put("title", card.title());
    json.put("verdict", card.verdict());
    json.put("aside", card.aside());
    json.put("fields", card.fields().stream().map(Json::field).toList());
    json.put("buttons", card.buttons().stream().map(b -> b.label()).toList());
    json.put("footer", card.footer());
    return json;
  }

  private static Map<String, Object> field(Card.Field field) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", field.label());
    json.put("lines", List.copyOf(field.lines()));
    return json;
  }
}
