package dev.twokey.connector.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;

/** The supervisor's error codes in Twokey's words. */
final class SupervisorErrors {
  /** There is no timer of that id. */
  static final String TIMER_UNKNOWN = "TIMER-UNKNOWN";

  private SupervisorErrors() {}

  static OutsideFailure failure(JsonNode error) {
    String code = error.path("code").asText("");
    String what = "The supervisor says: " + error.path("what").asText("no reason given") + ".";
    String advice = error.path("advice").asText("");
    return switch (code) {
      case "TOKEN-REFUSED", "TOKEN-READ-ONLY" ->
          OutsideFailure.refused(
              ErrorCode.CREDENTIAL_REFUSED, what, "Check the token that the connection names.");
      case "UNIT-UNKNOWN" -> OutsideFailure.refused(ErrorCode.TARGET_UNKNOWN, what, advice);
      case "UNIT-AWAY" -> OutsideFailure.refused(ErrorCode.SYSTEM_UNREACHABLE, what, advice);
      case TIMER_UNKNOWN -> OutsideFailure.refused(ErrorCode.NOT_FOUND, what, advice);
      case "PATH-REFUSED" -> OutsideFailure.refused(ErrorCode.FORBIDDEN, what, advice);
      case "UNIT-NOT-READY", "BROKER-FAILED", "INTERNAL" ->
          new OutsideFailure(Stage.FAILED, new Problem(ErrorCode.ACTION_FAILED, what, advice));
      default -> OutsideFailure.refused(ErrorCode.SYSTEM_REFUSED, code + ". " + what, advice);
    };
  }
}
