package dev.twokey.diagnosis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All readings that are kept, of each check and item in the order of time. Immutable. */
public record Samples(Map<String, List<Sample>> byKey) {
  /** No readings. */
  public static final Samples NONE = new Samples(Map.of());

  public Samples {
    byKey = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
  }

  /** Returns this with one more; one that is older than the last is put in its place. */
  public Samples with(Sample sample) {
    List<Sample> more = new ArrayList<>(of(sample.check(), sample.item()));
    int place = more.size();
    while (place > 0 && more.get(place - 1).at().isAfter(sample.at())) {
      place--;
    }
    more.add(place, sample);
    Map<String, List<Sample>> all = new LinkedHashMap<>(byKey);
    all.put(sample.key(), List.copyOf(more));
    return new Samples(all);
  }

  /** Returns this without what is older, except the last reading of each. */
  public Samples since(Instant oldest) {
    Map<String, List<Sample>> all = new LinkedHashMap<>();
    byKey.forEach((key, list) -> {
      int from = 0;
      while (from < list.size() - 1 && list.get(from).at().isBefore(oldest)) {
        from++;
      }
      all.put(key, List.copyOf(list.subList(from, list.size())));
    });
    return new Samples(all);
  }

  /** Returns the readings of one check and item, oldest first. */
  public List<Sample> of(String check, String item) {
    return byKey.getOrDefault(Sample.key(check, item), List.of());
  }

  /** Returns the last reading at or before a time. */
  Optional<Sample> last(String check, String item, Instant at) {
    List<Sample> list = of(check, item);
    for (int i = list.size() - 1; i >= 0; i--) {
      if (!list.get(i).at().isAfter(at)) {
        return Optional.of(list.get(i));
      }
    }
    return Optional.empty();
  }
}
