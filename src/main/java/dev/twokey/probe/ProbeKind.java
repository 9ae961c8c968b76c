package dev.twokey.probe;

import static java.util.Objects.requireNonNull;

import dev.twokey.condition.Shape;
import dev.twokey.inventory.Argument;
import java.util.List;

/**
 * What a probe is called, takes and gives; runbooks are checked against it at load.
 *
 * @param name with a dot, such as {@code rabbitmq.queue}
 * @param arguments what {@code with} may hold
 * @param reading the typed fields of its reading
 * @param placed whether it can be asked from an instance's place ({@code from})
 * @param says what it reads, for the manual
 */
public record ProbeKind(
    String name, List<Argument> arguments, Shape.Fields reading, boolean placed, String says) {
  public ProbeKind {
    requireNonNull(name, "name");
    requireNonNull(reading, "reading");
    requireNonNull(says, "says");
    arguments = List.copyOf(arguments);
  }
}
