package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Work in order, under a heading.
 *
 * @param id in the whole folder: the heading in snake_case behind the runbook's id
 * @param title the heading
 * @param line of the heading
 */
public record TaskList(String id, String title, int line, List<Item> items) {
  /**
   * One piece of work.
   *
   * @param key stable while the order of the list is, such as {@code rabbitmq_down.recovery/2/1}
   * @param text without the box, with its Markdown
   * @param link what it is done by; a person ticks it if there is none
   * @param items below it
   */
  public record Item(String key, int line, String text, Optional<Link> link, List<Item> items) {
    public Item {
      requireNonNull(key, "key");
      requireNonNull(text, "text");
      requireNonNull(link, "link");
      items = List.copyOf(items);
    }
  }

  public TaskList {
    requireNonNull(id, "id");
    requireNonNull(title, "title");
    items = List.copyOf(items);
  }
}
