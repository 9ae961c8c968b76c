package dev.twokey.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.problem.Redactor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every family of events must do. A feature's test extends it with one constructor:
 *
 * <pre>{@code
 * class OperationEventsTest extends EventFamilySamples {
 *   OperationEventsTest() {
 *     super(OperationEvent.class, OperationEvents.FAMILY);
 *   }
 * }
 * }</pre>
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class EventFamilySamples {
  private final Class<? extends Event> sealedType;
  private final EventFamily family;

  /**
   * Takes what is tested.
   *
   * @param sealedType the sealed interface of the family's events
   * @param family its type names
   */
  protected EventFamilySamples(Class<? extends Event> sealedType, EventFamily family) {
    this.sealedType = sealedType;
    this.family = family;
  }

  /** Returns values of types that can't be made from parts, or that refuse generated parts. */
  protected Map<Class<?>, Object> given() {
    return Map.of();
  }

  @Test
  void every_event_has_a_type_name_with_a_version() {
    new EventCodec(List.of(family), new Redactor());
    assertThat(family.types().values()).containsAll(events());
  }

  @Test
  void every_type_name_stands_for_an_event_of_the_family() {
    assertThat(events()).containsAll(family.types().values());
  }

  @TestFactory
  Stream<DynamicTest> every_event_comes_back_from_JSON_as_it_was() {
    Samples samples = new Samples(given());
    EventCodec codec = new EventCodec(List.of(family), new Redactor());
    return events().stream()
        .map(type ->
            DynamicTest.dynamicTest(type.getSimpleName(), () -> check(type, samples, codec)));
  }

  private static void check(Class<? extends Event> type, Samples samples, EventCodec codec) {
    for (int variant = 0; variant < Samples.VARIANTS; variant++) {
      Event event = samples.of(type, variant);
      EventCodec.Encoded text = codec.write(event);
      Event back = codec.read(text.type(), text.payload());
      assertThat(back).as(text.payload()).isEqualTo(event);
      assertThat(codec.write(back)).isEqualTo(text);
    }
  }

  private Set<Class<? extends Event>> events() {
    Set<Class<? extends Event>> found = new LinkedHashSet<>();
    collect(sealedType, found);
    return found;
  }

  private static void collect(Class<? extends Event> type, Set<Class<? extends Event>> found) {
    if (type.isRecord()) {
      found.add(type);
      return;
    }
    assertThat(type.isSealed()).as(type.getName() + " is a record or a sealed interface").isTrue();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      collect(permitted.asSubclass(Event.class), found);
    }
  }
}
