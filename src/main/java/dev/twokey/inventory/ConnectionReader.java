package dev.twokey.inventory;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import dev.twokey.problem.SecretReferences;
import dev.twokey.problem.YamlNode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one connection. Secrets stand in its credentials only, and there as references; no finding
 * repeats a value that could be a secret.
 */
final class ConnectionReader {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(?!(?:public|host)_?key$)(?:.*_)?(?:password|passwd|passphrase|token|secret|key)");
  private static final Pattern LOGIN_IN_ADDRESS = Pattern.compile("://[^/\\s@]*:[^\\s@]*@");
  private static final String SPLIT_LOGIN =
      "Take user and password out of it and put them under read, change or destroy.";
  private static final Pattern FACT = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final Fields fields;
  private final Problems problems;

  private ConnectionReader(Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  static Connection read(String name, Fields fields, Problems problems) {
    return new ConnectionReader(fields, problems).read(name);
  }

  private Connection read(String name) {
    if (!Fields.isName(name)) {
      error(fields.at(), "The connection's name is '" + name + "'.", EntryReader.NAME_ADVICE);
    }
    String kind = fields.requiredText("kind");
    fields
        .node("kind")
        .ifPresent(n -> SecretReferences.refuse(n, ErrorCode.CONFIG_INVALID, problems));
    Map<Access, Credential> credentials = new EnumMap<>(Access.class);
    for (Access access : Access.values()) {
      String key = access.word();
      fields
          .node(key)
          .ifPresent(node -> credential(key, node).ifPresent(c -> credentials.put(access, c)));
    }
    Map<String, String> facts = new LinkedHashMap<>();
    for (String key : fields.keys()) {
      boolean taken = key.equals("kind") || credentialKey(key);
      if (!taken) {
        fields.node(key).flatMap(node -> fact(key, node)).ifPresent(v -> facts.put(key, v));
      }
    }
    return new Connection(name, kind, facts, credentials);
  }

  private static boolean credentialKey(String key) {
    return key.equals("read") || key.equals("change") || key.equals("destroy");
  }

  private Optional<String> fact(String key, YamlNode node) {
    Optional<String> value = plain(key, node);
    if (!FACT.matcher(key).matches()) {
      error(fields.at(key), "The key is '" + key + "'.", EntryReader.FACT_ADVICE);
    } else if (SECRET_NAME.matcher(key).matches()) {
      error(
          fields.at(key),
          "'" + key + "' stands beside the credentials.",
          "Put it under read, change or destroy, as ${env:NAME} or ${file:PATH}.");
    } else if (value.filter(SecretReferences::in).isPresent()) {
      error(
          node.at(),
          "'" + key + "' holds a reference to a secret.",
          "References stand under read, change or destroy only.");
    } else if (value.filter(v -> LOGIN_IN_ADDRESS.matcher(v).find()).isPresent()) {
      error(node.at(), "'" + key + "' holds a password in an address.", SPLIT_LOGIN);
    } else {
      return value;
    }
    return Optional.empty();
  }

  /** A list becomes one text with commas, such as the namespaces of a cluster. */
  private Optional<String> plain(String key, YamlNode node) {
    if (node instanceof YamlNode.Sequence list) {
      return Optional.of(
          list.items().stream()
              .flatMap(item -> plain(key, item).stream())
              .collect(Collectors.joining(",")));
    }
    Optional<String> text =
        switch (node) {
          case YamlNode.Text t -> Optional.of(t.value());
          case YamlNode.Whole w -> Optional.of(Long.toString(w.value()));
          case YamlNode.Real r -> Optional.of(r.written());
          case YamlNode.Flag f -> Optional.of(Boolean.toString(f.value()));
          case YamlNode.Nothing _, YamlNode.Sequence _, YamlNode.Mapping _ -> Optional.empty();
        };
    if (text.isEmpty()) {
      error(node.at(), "'" + key + "' is no plain value.", "Write a text, a number or a list.");
    }
    return text;
  }

  private Optional<Credential> credential(String access, YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      error(
          node.at(),
          "'" + access + "' must hold keys such as user and password.",
          "Write for example: " + access + ": {user: twokey, password: \"${file:PATH}\"}.");
      return Optional.empty();
    }
    Map<String, String> facts = new LinkedHashMap<>();
    Map<String, SecretRef> secrets = new LinkedHashMap<>();
    mapping.values().forEach((key, value) -> credentialValue(key, value, facts, secrets));
    return Optional.of(new Credential(facts, secrets));
  }

  private void credentialValue(
      String key, YamlNode node, Map<String, String> facts, Map<String, SecretRef> secrets) {
    Optional<String> value = plain(key, node);
    Optional<SecretRef> reference = value.flatMap(SecretRef::parse);
    if (!FACT.matcher(key).matches()) {
      error(node.at(), "The key is '" + key + "'.", EntryReader.FACT_ADVICE);
    } else if (reference.isPresent()) {
      secrets.put(key, reference.get());
    } else if (value.filter(SecretReferences::in).isPresent()) {
      error(
          node.at(),
          "'" + key + "' is no whole reference to a secret.",
          "Write ${env:NAME} or ${file:PATH} and nothing around it.");
    } else if (SECRET_NAME.matcher(key).matches()) {
      error(
          node.at(),
          "'" + key + "' is a secret in plain text.",
          "Put it into a file or a variable and write ${file:PATH} or ${env:NAME}. Change the"
              + " secret if others could read this file.");
    } else if (value.filter(v -> LOGIN_IN_ADDRESS.matcher(v).find()).isPresent()) {
      error(node.at(), "'" + key + "' holds a password in an address.", SPLIT_LOGIN);
    } else {
      value.ifPresent(v -> facts.put(key, v));
    }
  }

  private void error(Location at, String what, String advice) {
    problems.error(at, ErrorCode.CONFIG_INVALID, what, advice);
  }
}
