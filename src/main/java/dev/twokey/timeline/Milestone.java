package dev.twokey.timeline;

import java.util.Locale;

/** A key time of an incident, in the order in which they should come. */
public enum Milestone {
  /** Users began to be hurt: what a person said, never a guess. */
  FAULT_STARTED("no start of the fault recorded"),
  /** A person declared it, or a diagnosis or an alert said so first. */
  DETECTED("no detection recorded"),
  /** Somebody took it on. */
  ACKNOWLEDGED("no acknowledgement recorded"),
  /** The first change that was no drill began. */
  FIRST_CHANGE("no change recorded"),
  /** The last verified change after which no diagnosis found a fault. */
  MITIGATED("no verified change after the detection recorded"),
  /** All that was diagnosed as faulty was diagnosed as healthy. */
  RESOLVED("no healthy diagnosis after a faulty one recorded"),
  /** A person closed the incident. */
  CLOSED("it is not closed");

  private final String missing;

  Milestone(String missing) {
    this.missing = missing;
  }

  /** Returns why there is no time where the record holds none. */
  public String missing() {
    return missing;
  }

  /** Returns the words for people, such as {@code fault started}. */
  public String says() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Returns the word for programs, such as {@code fault_started}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
