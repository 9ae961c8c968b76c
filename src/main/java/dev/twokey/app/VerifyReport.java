package dev.twokey.app;

import dev.twokey.app.VerifyCommand.Noted;
import dev.twokey.audit.Report;
import dev.twokey.journal.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says what a journal proves, to somebody who has to believe it. */
final class VerifyReport {
  private final PrintWriter out;

  VerifyReport(PrintWriter out) {
    this.out = out;
  }

  void print(Path journal, Report report, Noted noted) {
    Verification chain = report.chain();
    out.println(
        journal
            + ": "
            + chain.events()
            + " records, "
            + chain.erased()
            + " erased, head #"
            + chain.head().position()
            + " "
            + chain.head().hash());
    List<String> wrong = wrong(report, noted);
    block("NOT WHOLE", wrong);
    block("Look at", report.warnings().stream().map(w -> at(w.position(), w.what())).toList());
    block("Proven", proven(report, noted));
    block("Not proven", unproven(report, noted));
    out.println(wrong.isEmpty() ? "The journal is whole." : "THE JOURNAL IS NOT WHOLE.");
  }

  private static List<String> wrong(Report report, Noted noted) {
    List<String> lines = new ArrayList<>();
    report.chain().defects().forEach(d -> lines.add(at(d.position(), d.what())));
    report.defects().forEach(d -> lines.add(at(d.position(), d.what())));
    long more = report.chain().leftOut() + report.leftOut();
    if (more > 0) {
      lines.add("… and " + more + " more");
    }
    if (noted.isOfAnother()) {
      lines.add("all " + noted.others() + " witnesses are of another journal than this");
    }
    return lines;
  }

  private static List<String> proven(Report report, Noted noted) {
    List<String> lines = new ArrayList<>(report.proven());
    boolean all =
        report.chain().defects().stream()
            .noneMatch(d -> d.kind() == Verification.Kind.ANCHOR_DIFFERS);
    if (all && !noted.heads().isEmpty()) {
      long last = noted.heads().stream().mapToLong(h -> h.position()).max().orElseThrow();
      lines.add(
          "witnesses: "
              + noted.heads().size()
              + " heads that were noted elsewhere are in this journal, the newest at #"
              + last);
    }
    return lines;
  }

  private static List<String> unproven(Report report, Noted noted) {
    List<String> lines = new ArrayList<>(report.unproven());
    if (noted.heads().isEmpty()) {
      lines.add("that it is not an older copy: no head that was noted elsewhere (--witness FILE)");
    } else if (noted.others() > 0) {
      lines.add("witnesses: " + noted.others() + " are of other journals");
    }
    return lines;
  }

  private static String at(long position, String what) {
    String prefix = "position " + position + ": ";
    return "#"
        + position
        + " "
        + (what.startsWith(prefix) ? what.substring(prefix.length()) : what);
  }

  private void block(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      out.println(title);
      lines.forEach(line -> out.println("  " + line));
    }
  }
}
