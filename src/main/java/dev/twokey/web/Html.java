package dev.twokey.web;

import dev.twokey.problem.Problem;
import dev.twokey.web.jte.JtechannelGenerated;
import dev.twokey.web.jte.JtedialogGenerated;
import dev.twokey.web.jte.JteenrolGenerated;
import dev.twokey.web.jte.JteenrollingGenerated;
import dev.twokey.web.jte.JteentryGenerated;
import dev.twokey.web.jte.JtekeysGenerated;
import dev.twokey.web.jte.JteproblemGenerated;
import dev.twokey.web.jte.JtesigninGenerated;
import dev.twokey.web.jte.JtetroubleGenerated;
import dev.twokey.web.jte.tag.JteitemGenerated;
import dev.twokey.web.jte.tag.JtenotesGenerated;
import dev.twokey.web.jte.tag.JterailGenerated;
import dev.twokey.web.jte.tag.JtesayGenerated;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Consumer;

/** Renders the templates; each call is checked by the compiler. */
final class Html {
  private Html() {}

  static String channel(View.Page page, View.Who who) {
    return render(out -> JtechannelGenerated.render(out, null, page, who));
  }

  static String entry(View.Shell shell, String name, String path) {
    return render(out -> JteentryGenerated.render(out, null, shell, name, path));
  }

  static String signIn(View.Shell shell) {
    return render(out -> JtesigninGenerated.render(out, null, shell));
  }

  /** Returns the page behind a link for enrolling. */
  static String enrol(View.Shell shell, String name, String path, boolean further) {
    return render(out -> JteenrolGenerated.render(out, null, shell, name, path, further));
  }

  static String enrolling(View.Shell shell, String name) {
    return render(out -> JteenrollingGenerated.render(out, null, shell, name));
  }

  static String keys(View.Shell shell, View.OwnKeys keys, View.Who who) {
    return render(out -> JtekeysGenerated.render(out, null, shell, keys, who));
  }

  static String problem(View.Shell shell, Problem problem) {
    return render(out -> JteproblemGenerated.render(out, null, shell, problem));
  }

  static String trouble(Problem problem) {
    return render(out -> JtetroubleGenerated.render(out, null, problem));
  }

  static String dialog(View.Ask ask) {
    return render(out -> JtedialogGenerated.render(out, null, ask));
  }

  /** Returns a message alone. */
  static String item(View.Item item) {
    return render(out -> JteitemGenerated.render(out, null, item, null));
  }

  /** Returns a message that goes to the end of the conversation. */
  static String newItem(View.Item item) {
    return render(out -> JteitemGenerated.render(out, null, item, "beforeend:#messages"));
  }

  /** Returns a message that takes the place of its former state. */
  static String changedItem(View.Item item) {
    return render(out -> JteitemGenerated.render(out, null, item, "morph"));
  }

  static String notes(List<View.Note> notes, String channel) {
    return render(out -> JtenotesGenerated.render(out, null, notes, channel, true));
  }

  static String rail(List<View.Link> links) {
    return render(out -> JterailGenerated.render(out, null, links, true));
  }

  /** Returns what is read out to those who do not see the page change. */
  static String announce(String text) {
    return render(out -> JtesayGenerated.render(out, null, "announce", "unseen", text));
  }

  /** Returns the line under the command box. */
  static String sent(String text) {
    return render(out -> JtesayGenerated.render(out, null, "sent", "sent", text));
  }

  static void send(Context ctx, String html) {
    ctx.contentType("text/html; charset=utf-8").result(html);
  }

  private static String render(Consumer<HtmlTemplateOutput> template) {
    StringOutput text = new StringOutput();
    template.accept(new OwaspHtmlTemplateOutput(text));
    return text.toString();
  }
}
