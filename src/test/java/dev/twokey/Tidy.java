package dev.twokey;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Small rules about the text of the repository. Each one returns what is wrong, best with a line.
 */
final class Tidy {
  static final int FILE_LINES_MAX = 500;
  static final int METHOD_LINES_MAX = 70;

  private static final Set<String> NOT_OURS = Set.of(".git", ".idea", ".twokey", "target");
  private static final Set<String> CODE = Set.of(".java", ".jte", ".js", ".css", ".sh", ".sql");

  // The patterns are put together from pieces, so that this file does not find itself.
  private static final Pattern SKIPPED_OR_SLEEPING =
      Pattern.compile(
          "Thread\\." + "sleep\\(|@" + "Disabled\\b|\\b" + "assum(e|ing)(True|False|That)\\b");
  private static final Pattern LEFT_FOR_LATER =
      Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME)\\b");
  private static final Pattern PLACE_OF_ONE_MACHINE =
      Pattern.compile(
          "(?<![\\w.)}])/wor"
              + "k/|\\.\\./sha"
              + "red|/home/\\w+/|/Users/\\w+/"
              + "|repo1?\\.maven\\.(apache\\.)?"
              + "org|registry\\.npm"
              + "js|registry\\.yarn"
              + "pkg"
              + "|(^|\\W)pypi\\."
              + "org|files\\.python"
              + "hosted|proxy\\.go"
              + "lang");

  private final Path root;

  /** Text of every file of ours, by its path from the root; files that are no text are left out. */
  private final TreeMap<String, String> texts = new TreeMap<>();

  Tidy(Path root) throws IOException {
    this.root = root;
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String text = textOf(file);
            if (text != null) {
              texts.put(root.relativize(file).toString().replace('\\', '/'), text);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static @Nullable String textOf(Path file) throws IOException {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : null;
    } catch (CharacterCodingException notText) {
      return null;
    }
  }

  List<String> longFiles() {
    List<String> wrong = new ArrayList<>();
    texts.forEach((name, text) -> {
      long lines = text.lines().count();
      if (isCode(name) && lines > FILE_LINES_MAX) {
        wrong.add(name + ": " + lines + " lines; split it, " + FILE_LINES_MAX + " is the limit");
      }
    });
    return wrong;
  }

  List<String> sleepingOrSkippedTests() {
    return find(
        "src/test/",
        SKIPPED_OR_SLEEPING,
        "tests neither sleep nor skip; use a settable clock, or wait with Awaitility");
  }

  List<String> leftForLater() {
    return find("src/main/", LEFT_FOR_LATER, "do it, or take it out");
  }

  List<String> placesOfOneMachine() {
    return find("", PLACE_OF_ONE_MACHINE, "belongs to one machine or one package registry");
  }

  List<String> longMethods() {
    List<Path> sources =
        texts.keySet().stream().filter(name -> name.endsWith(".java")).map(root::resolve).toList();
    if (sources.isEmpty()) {
      return List.of();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> wrong = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new LongMethods(unit, positions, wrong).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return wrong;
  }

  private List<String> find(String under, Pattern pattern, String advice) {
    List<String> wrong = new ArrayList<>();
    texts.forEach((name, text) -> {
      if (name.startsWith(under) && !name.contains("/vendor/")) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
          Matcher found = pattern.matcher(lines.get(i));
          if (found.find()) {
            wrong.add(name + ":" + (i + 1) + ": \"" + found.group() + "\": " + advice);
          }
        }
      }
    });
    return wrong;
  }

  private static boolean isCode(String name) {
    return !name.contains("/vendor/")
        && (name.equals("twokey") || CODE.stream().anyMatch(name::endsWith));
  }

  private final class LongMethods extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> wrong;

    LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> wrong) {
      this.unit = unit;
      this.positions = positions;
      this.wrong = wrong;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      LineMap map = unit.getLineMap();
      long first = map.getLineNumber(positions.getStartPosition(unit, method));
      long last = map.getLineNumber(positions.getEndPosition(unit, method));
      if (last - first + 1 > METHOD_LINES_MAX) {
        Path file = root.relativize(Path.of(unit.getSourceFile().getName()));
        wrong.add(
            "%s:%d: %s has %d lines; split it, %d is the limit"
                .formatted(file, first, method.getName(), last - first + 1, METHOD_LINES_MAX));
      }
      return super.visitMethod(method, null);
    }
  }
}
