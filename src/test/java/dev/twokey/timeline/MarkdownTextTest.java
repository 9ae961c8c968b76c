package dev.twokey.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people typed is shown as they typed it, by a Markdown reader that is not ours. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MarkdownTextTest {
  private static final Parser READER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final Set<Class<? extends Node>> PLAIN =
      Set.of(
          Document.class,
          Paragraph.class,
          Text.class,
          TableBlock.class,
          TableHead.class,
          TableBody.class,
          TableRow.class,
          TableCell.class);

  /** Reads a page, and notes its text and everything in it that is no plain text. */
  private static final class Seen extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();
    private final List<String> markup = new ArrayList<>();
    private int cells;

    static Seen in(String page) {
      Seen seen = new Seen();
      READER.parse(page).accept(seen);
      return seen;
    }

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    protected void visitChildren(Node parent) {
      if (!PLAIN.contains(parent.getClass())) {
        markup.add(parent.getClass().getSimpleName());
      }
      cells += parent instanceof TableCell ? 1 : 0;
      super.visitChildren(parent);
    }
  }

  private static String row(String cell) {
    StringBuilder page = new StringBuilder();
    MarkdownPage out = new MarkdownPage(page);
    try {
      out.table("one", "two");
      out.row(cell, "end");
      out.endTable();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return page.toString();
  }

  private static String paragraph(String text) {
    StringBuilder page = new StringBuilder();
    try {
      new MarkdownPage(page).paragraph(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return page.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a | b | c",
        "`rm -rf /`",
        "``` block ```",
        "*bold* _slanted_ ~~gone~~",
        "[a link](https://evil.example)",
        "![a picture](https://evil.example/x.png)",
        "[a][b]",
        "<script>alert(1)</script>",
        "<https://evil.example>",
        "&lt;b&gt; &#60; &amp;",
        "back\\slash \\| at the end \\",
        "$x^2$ $$y$$",
        "# heading",
        "- item",
        "+ item",
        "1. item",
        "2) item",
        "===",
        "---",
        "> quote",
        "    code",
        "[^1]",
        "<!-- hidden -->",
      })
  void what_people_typed_comes_out_as_plain_text(String typed) {
    for (String page : List.of(row(typed), paragraph(typed))) {
      Seen seen = Seen.in(page);
      assertThat(seen.markup).as(page).isEmpty();
      assertThat(seen.text.toString()).contains(typed.strip());
    }
    assertThat(Seen.in(row(typed)).cells).isEqualTo(4);
  }

  @Test
  void random_texts_of_the_worst_characters_come_out_as_plain_text() {
    String worst = "|`*_[]()<>!#+-=~\\&$:/.@ \n\r\tab1wW\"'{}^";
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      StringBuilder typed = new StringBuilder("x");
      random
          .ints(1 + random.nextInt(40), 0, worst.length())
          .forEach(i -> typed.append(worst.charAt(i)));
      for (String page : List.of(row(typed.toString()), paragraph(typed.toString()))) {
        assertThat(Seen.in(page).markup).as("seed=%s page=%s", seed, page).isEmpty();
      }
      assertThat(Seen.in(row(typed.toString())).cells).as("seed=%s", seed).isEqualTo(4);
    }
  }

  @Test
  void addresses_and_mentions_are_no_links() {
    assertThat(MarkdownText.escape("https://evil.example")).isEqualTo("https:\\/\\/evil.example");
    assertThat(MarkdownText.escape("WWW.evil.example")).isEqualTo("WWW\\.evil.example");
    assertThat(MarkdownText.escape("@channel ana@example.com file @ 8c1d2e"))
        .isEqualTo("@\u200Bchannel ana@\u200Bexample.com file @ 8c1d2e");
  }

  @Test
  void line_breaks_are_shown_as_a_sign() {
    assertThat(MarkdownText.escape("one\ntwo\r\nthree\u2028four\ttab"))
        .isEqualTo("one ⏎ two ⏎ three ⏎ four tab");
  }

  @Test
  void what_could_hide_or_turn_text_is_replaced_and_emoji_stay_whole() {
    assertThat(MarkdownText.escape("a\u202Eb\u0007c\u0000d\uD800e\u200Ff"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf");
    assertThat(MarkdownText.escape("👩\u200D🚒 déjà vu")).isEqualTo("👩\u200D🚒 déjà vu");
  }
}
