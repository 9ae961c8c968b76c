package dev.twokey.problem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** How one secret looks where other formats carry it. */
final class SecretForms {
  private static final int SHORTEST_BASE64 = 8;
  private static final int BITS = 8;
  private static final int BITS_OF_CHARACTER = 6;

  private SecretForms() {}

  static Set<String> of(String value) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(value);
    inAddress(value, forms);
    inJson(value, forms);
    inHtml(value, forms);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      inBase64(bytes, before, forms);
    }
    return forms;
  }

  private static void inAddress(String value, Set<String> forms) {
    StringBuilder out = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = SecretShape.letterOrDigit(c) || "-._~".indexOf(c) >= 0;
      out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    String upper = out.toString();
    String lower = lowerDigits(upper);
    for (String form : new String[] {upper, lower}) {
      forms.add(form);
      forms.add(form.replace("%20", "+"));
    }
  }

  private static String lowerDigits(String encoded) {
    StringBuilder out = new StringBuilder(encoded);
    for (int at = out.indexOf("%"); at >= 0; at = out.indexOf("%", at + 1)) {
      out.replace(at, at + 3, out.substring(at, at + 3).toLowerCase(Locale.ROOT));
    }
    return out.toString();
  }

  private static void inJson(String value, Set<String> forms) {
    String plain = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    forms.add(plain);
    forms.add(plain.replace("/", "\\/"));
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean escaped = c > '~' || "<>&='".indexOf(c) >= 0;
      out.append(escaped ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
    }
    forms.add(out.toString());
  }

  private static void inHtml(String value, Set<String> forms) {
    String most = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    forms.add(most);
    forms.add(most.replace("\"", "&quot;").replace("'", "&#39;"));
    forms.add(most.replace("\"", "&#34;").replace("'", "&#39;"));
    forms.add(most.replace("\"", "&quot;").replace("'", "&#x27;"));
  }

  /**
   * Adds the characters that stand for the secret alone, whatever stands before and after it inside
   * what was encoded, such as a user's name.
   *
   * @param before how many bytes stand before it, modulo three
   */
  private static void inBase64(byte[] secret, int before, Set<String> forms) {
    byte[] whole = new byte[before + secret.length];
    System.arraycopy(secret, 0, whole, before, secret.length);
    int from = (before * BITS + BITS_OF_CHARACTER - 1) / BITS_OF_CHARACTER;
    int to = whole.length * BITS / BITS_OF_CHARACTER;
    if (to - from >= SHORTEST_BASE64) {
      forms.add(Base64.getEncoder().encodeToString(whole).substring(from, to));
      forms.add(Base64.getUrlEncoder().encodeToString(whole).substring(from, to));
    }
  }
}
