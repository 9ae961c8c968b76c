package dev.twokey.runbook;

import dev.twokey.condition.Shape;
import dev.twokey.inventory.ArgumentType;

/** What type a parameter has in conditions. */
final class Parameters {
  private Parameters() {}

  static Shape shape(ArgumentType type) {
    return switch (type) {
      case DURATION -> Shape.Plain.SPAN;
      case TIME -> Shape.Plain.TIME;
      case NUMBER -> Shape.Plain.REAL;
      case FLAG -> Shape.Plain.FLAG;
      case WORKLOAD, SERVICE, HOST, NODE, QUEUE, ENVIRONMENT, RUNBOOK, DRILL, CHOICE, PATH, TEXT ->
          Shape.Plain.TEXT;
    };
  }
}
