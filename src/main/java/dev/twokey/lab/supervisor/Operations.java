package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import dev.twokey.lab.text.LabLog;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations by name, each with the right that it needs; the one door to the lab. */
final class Operations {
  /** What an operation does with the fields of its request. */
  interface Work {
    ObjectNode answer(Request request) throws InterruptedException;
  }

  private record Operation(Tokens.Right needs, Work work) {}

  private final Map<String, Operation> operations = new LinkedHashMap<>();

  void read(String name, Work work) {
    operations.put(name, new Operation(Tokens.Right.READ, work));
  }

  void change(String name, Work work) {
    operations.put(name, new Operation(Tokens.Right.CHANGE, work));
  }

  /** Does what a request says, if its token allows that; a failure becomes an error answer. */
  ObjectNode answer(ObjectNode fields, Tokens tokens) {
    Request request = new Request(fields);
    ObjectNode answer = Json.object();
    if (fields.get("request") != null) {
      answer.set("request", fields.get("request"));
    }
    try {
      String token = request.text("token");
      Operation operation = operations.get(request.op());
      tokens.check(token, operation == null ? Tokens.Right.READ : operation.needs());
      ObjectNode body = run(operation, request);
      answer.put("ok", true);
      answer.setAll(body);
    } catch (Refusal e) {
      refuse(answer, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refuse(answer, internal("the supervisor is ending"));
    } catch (RuntimeException e) {
      LabLog.warn("an operation broke", "error", e.toString());
      refuse(answer, internal(e.toString()));
    }
    return answer;
  }

  /** Does an operation without a token: for timers, whose arming needed one. */
  ObjectNode run(ObjectNode fields) throws InterruptedException {
    Request request = new Request(fields);
    return run(operations.get(request.op()), request);
  }

  private ObjectNode run(@Nullable Operation operation, Request request)
      throws InterruptedException {
    if (operation == null) {
      throw new Refusal(
          Refusal.Code.OP_UNKNOWN,
          "there is no operation " + request.op(),
          "It is one of " + String.join(", ", operations.keySet()) + ".");
    }
    return operation.work().answer(request);
  }

  static void refuse(ObjectNode answer, Refusal refusal) {
    answer.put("ok", false);
    ObjectNode error = answer.putObject("error");
    error.put("code", refusal.code().text());
    error.put("what", refusal.what());
    error.put("advice", refusal.advice());
  }

  private static Refusal internal(String what) {
    return new Refusal(Refusal.Code.INTERNAL, what, "Read the supervisor's log in DIR/log.");
  }
}
