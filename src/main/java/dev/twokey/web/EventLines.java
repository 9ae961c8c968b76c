package dev.twokey.web;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events to one page; each is flushed. Fails when the page has gone. */
final class EventLines {
  private final ServletOutputStream out;

  EventLines(Context ctx) throws IOException {
    ctx.res().setContentType("text/event-stream;charset=utf-8");
    ctx.header("X-Accel-Buffering", "no");
    out = ctx.res().getOutputStream();
  }

  /** Writes a comment, which pages ignore. */
  void heartbeat() throws IOException {
    write(": here\n\n");
  }

  /** Writes an event; an empty id leaves the page's place as it is. */
  void event(String name, String data, String id) throws IOException {
    StringBuilder text = new StringBuilder("event: ").append(name).append('\n');
    if (!id.isEmpty()) {
      text.append("id: ").append(id).append('\n');
    }
    data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
    write(text.append('\n').toString());
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
