package dev.twokey.runbook;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Location;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problems;
import dev.twokey.problem.SecretReferences;
import dev.twokey.problem.YamlNode;
import dev.twokey.problem.YamlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Reads the Markdown of one runbook. What its names mean is found out later, over all files. */
final class RunbookReader {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .build();

  private final SourceText source;
  private final Problems problems;
  private final List<Draft.DraftBlock> blocks = new ArrayList<>();
  private final List<Impact> impacts = new ArrayList<>();
  private final TaskReader tasks;

  private RunbookReader(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
    this.tasks = new TaskReader(source, problems);
  }

  /** Reads a file; empty if it is too long. */
  static Optional<Draft> read(String file, String text, Problems problems) {
    if (text.length() > YamlReader.CHARACTERS_MAX) {
      problems.error(
          new Location(file, 1, 1),
          ErrorCode.RUNBOOK_INVALID,
          "The file has "
              + text.length()
              + " characters, "
              + YamlReader.CHARACTERS_MAX
              + " are allowed.",
          "Split it.");
      return Optional.empty();
    }
    return new RunbookReader(SourceText.of(file, text), problems).read();
  }

  private Optional<Draft> read() {
    FrontReader.Result head = new FrontReader(source, problems).read();
    String fromName = FrontReader.idOf(source.file());
    String id = head.id().orElse(Ids.isSnakeCase(fromName) ? fromName : Ids.slug(fromName));
    if (!Ids.isSnakeCase(id)) {
      problems.error(
          new Location(source.file(), 1, 1),
          ErrorCode.RUNBOOK_INVALID,
          "The name of the file gives no id.",
          "Rename it, or add an id to the front matter.");
      return Optional.empty();
    }
    String body =
        "\n".repeat(head.lines())
            + String.join("\n", source.lines().subList(head.lines(), source.lines().size()));
    Node document = PARSER.parse(body);
    String heading = "";
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Heading title -> {
          heading = heading.isEmpty() ? words(title) : heading;
          tasks.heading(words(title), source.at(title));
        }
        case FencedCodeBlock fence -> fence(id, fence);
        case TableBlock table -> impacts.addAll(new ImpactReader(source, problems).read(table));
        case ListBlock list -> tasks.list(list);
        default -> {}
      }
      refuseInner(node);
    }
    return Optional.of(
        new Draft(id, source, titled(head.front(), heading), impacts, blocks, tasks.lists()));
  }

  private Draft.Front titled(Draft.Front front, String heading) {
    if (!front.title().isEmpty()) {
      return front;
    }
    return new Draft.Front(
        front.plain(),
        front.at(),
        heading.isEmpty() ? source.file() : heading,
        front.service(),
        front.owner(),
        front.environments(),
        front.alerts(),
        front.postmortemAfter(),
        front.parameters(),
        front.watch());
  }

  private void fence(String file, FencedCodeBlock fence) {
    Optional<Draft.Kind> kind = kind(fence);
    if (kind.isEmpty()) {
      return;
    }
    Location at = source.at(fence);
    if (at.column() > 1) {
      error(at, "The block is indented.", "Begin its lines at the left margin.");
      return;
    }
    Optional<Fields> fields =
        YamlReader.read(source.file(), fence.getLiteral(), at.line(), problems)
            .flatMap(n -> Fields.of(n, problems, ErrorCode.RUNBOOK_INVALID));
    fields.ifPresent(f -> block(file, kind.get(), fence, f));
  }

  private void block(String file, Draft.Kind kind, FencedCodeBlock fence, Fields fields) {
    String name = fields.requiredText("id");
    if (name.isEmpty()) {
      return;
    }
    if (!Ids.isSnakeCase(name)) {
      fields.error("id", Ids.wrong(name), Ids.advice(name));
      return;
    }
    Location at = source.at(fence);
    String canonical =
        kind.word()
            + "\n"
            + fence
                .getLiteral()
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    Origin origin =
        new Origin(source.file(), at.line(), fence.getLiteral(), SourceText.sha256(canonical));
    if (YamlReader.read(source.file(), fence.getLiteral(), at.line(), new Problems()).orElse(null)
        instanceof YamlNode.Mapping yaml) {
      SecretReferences.refuse(yaml, ErrorCode.RUNBOOK_INVALID, problems);
      blocks.add(
          new Draft.DraftBlock(
              kind, file, name, fields.valueAt("id"), origin, yaml, byHand(fence.getNext())));
    }
  }

  private Optional<Draft.Kind> kind(FencedCodeBlock fence) {
    String[] words =
        fence.getInfo() == null ? new String[0] : fence.getInfo().strip().split("\\s+");
    if (words.length < 2 || !List.of("yaml", "yml").contains(words[0])) {
      return Optional.empty();
    }
    Optional<Draft.Kind> kind =
        Arrays.stream(Draft.Kind.values()).filter(k -> k.word().equals(words[1])).findFirst();
    List<String> known = Arrays.stream(Draft.Kind.values()).map(Draft.Kind::word).toList();
    if (kind.isEmpty() || words.length > 2 || words[0].equals("yml")) {
      error(
          source.at(fence),
          "There is no block 'yaml "
              + words[1]
              + "' as it is written here: '"
              + fence.getInfo()
              + "'.",
          Nearest.to(words[1], known).map(n -> "Write 'yaml " + n + "'. ").orElse("")
              + "Known: "
              + String.join(", ", known)
              + ".");
      return Optional.empty();
    }
    return kind;
  }

  /** Blocks inside lists and quotations would be shown but not read: an error, not a surprise. */
  private void refuseInner(Node top) {
    if (top instanceof FencedCodeBlock) {
      return;
    }
    top.accept(
        new AbstractVisitor() {
          @Override
          public void visit(FencedCodeBlock fence) {
            if (kind(fence).isPresent()) {
              error(
                  source.at(fence),
                  "A block can't stand inside a list or a quotation.",
                  "Begin its lines at the left margin.");
            }
          }
        });
  }

  private String byHand(@Nullable Node next) {
    return switch (next) {
      case Paragraph words -> {
        String text = source.raw(words);
        String shell = text.endsWith(":") ? code(words.getNext()) : "";
        yield shell.isEmpty() ? text : text + "\n" + shell;
      }
      case null -> "";
      default -> code(next);
    };
  }

  private static String code(@Nullable Node node) {
    return switch (node) {
      case FencedCodeBlock fence
          when fence.getInfo() == null || !fence.getInfo().startsWith("yaml") ->
          fence.getLiteral().strip();
      case IndentedCodeBlock block -> block.getLiteral().strip();
      case null, default -> "";
    };
  }

  private static String words(Heading heading) {
    StringBuilder words = new StringBuilder();
    heading.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words.toString().strip();
  }

  private void error(Location at, String what, String advice) {
    problems.error(at, ErrorCode.RUNBOOK_INVALID, what, advice);
  }
}
