package dev.twokey.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chatops.Families;
import dev.twokey.fuzz.FuzzTarget;
import dev.twokey.fuzz.Told;
import dev.twokey.journal.EventCodec.Encoded;
import dev.twokey.problem.Redactor;
import dev.twokey.timeline.WholeTale;
import java.util.List;

/** Events as the journal keeps them: the name of the type, a space, the JSON. */
public final class EventTextsFuzz implements FuzzTarget {
  private final EventCodec codec = Families.codec(new Redactor());

  @Override
  public List<String> seeds() {
    return WholeTale.tale().events().stream()
        .map(stored -> codec.write(stored.event()))
        .map(text -> text.type() + " " + text.payload())
        .distinct()
        .toList();
  }

  @Override
  public void take(String input) {
    int space = Math.max(0, input.indexOf(' '));
    Event event;
    try {
      event = codec.read(input.substring(0, space), input.substring(space).strip());
    } catch (JournalException e) {
      Told.check(e.problem());
      return;
    }
    Encoded text = codec.write(event);
    Event again = codec.read(text.type(), text.payload());
    assertThat(again).as(text.payload()).isEqualTo(event);
    assertThat(codec.write(again)).isEqualTo(text);
  }
}
