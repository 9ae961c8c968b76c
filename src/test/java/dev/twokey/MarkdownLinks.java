package dev.twokey;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Finds links in README.md and src/site that lead nowhere. Links to other hosts are not followed.
 */
final class MarkdownLinks {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final TextContentRenderer PLAIN =
      TextContentRenderer.builder().extensions(List.of(TablesExtension.create())).build();

  private final Path root;

  MarkdownLinks(Path root) {
    this.root = root;
  }

  List<String> broken() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path page : pages()) {
      for (String target : targets(page)) {
        if (!leadsSomewhere(page, target)) {
          wrong.add(root.relativize(page) + ": link to " + target + " leads nowhere");
        }
      }
    }
    return wrong;
  }

  private List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    if (Files.exists(root.resolve("README.md"))) {
      pages.add(root.resolve("README.md"));
    }
    if (Files.isDirectory(root.resolve("src/site"))) {
      try (Stream<Path> all = Files.walk(root.resolve("src/site"))) {
        all.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  private static List<String> targets(Path page) throws IOException {
    List<String> targets = new ArrayList<>();
    PARSER
        .parse(Files.readString(page))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                targets.add(link.getDestination());
                visitChildren(link);
              }

              @Override
              public void visit(Image image) {
                targets.add(image.getDestination());
              }
            });
    return targets;
  }

  private static boolean leadsSomewhere(Path page, String target) throws IOException {
    if (target.matches("[a-z][a-z0-9+.-]*:.*")) {
      return true;
    }
    int hash = target.indexOf('#');
    String name = hash < 0 ? target : target.substring(0, hash);
    Path file =
        name.isEmpty()
            ? page
            : page.resolveSibling(URLDecoder.decode(name, StandardCharsets.UTF_8)).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    boolean toAHeading = hash >= 0 && file.toString().endsWith(".md");
    return !toAHeading || anchors(file).contains(target.substring(hash + 1));
  }

  /** The anchors that GitHub gives to the headings of a page. */
  private static Set<String> anchors(Path page) throws IOException {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    PARSER
        .parse(Files.readString(page))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Heading heading) {
                String anchor = anchor(heading);
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
              }
            });
    return anchors;
  }

  private static String anchor(Node heading) {
    StringBuilder text = new StringBuilder();
    for (Node child = heading.getFirstChild(); child != null; child = child.getNext()) {
      text.append(
          child instanceof Link link ? PLAIN.render(link.getFirstChild()) : PLAIN.render(child));
    }
    return text.toString()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }
}
