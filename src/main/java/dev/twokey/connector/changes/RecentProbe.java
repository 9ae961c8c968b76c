package dev.twokey.connector.changes;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Connection;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import dev.twokey.problem.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was deployed in an environment lately. */
final class RecentProbe extends OutsideProbe {
  private static final String KIND = "deployments";

  RecentProbe(World world) {
    super(
        world,
        new ProbeKind(
            "changes.recent",
            List.of(Argument.required("within", ArgumentType.DURATION, "how far back")),
            ReadingShape.of("changes.recent")
                .list(
                    "changes",
                    ReadingShape.of("change").time("at").text("service", "version", "by"))
                .done(),
            false,
            "What was deployed in the environment within a time, from its deployments log, oldest"
                + " first."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    DeploymentsLog log = new DeploymentsLog(call.fact(connection(call), "file"));
    List<Map<String, Object>> changes = new ArrayList<>();
    log.since(call.now().minus(call.duration("within")), call.limit())
        .forEach(deployment -> {
          Map<String, Object> change = new LinkedHashMap<>();
          change.put("at", deployment.at());
          change.put("service", deployment.service());
          change.put("version", deployment.version());
          change.put("by", deployment.by());
          changes.add(change);
        });
    return Map.of("changes", changes);
  }

  private static Connection connection(Call call) throws OutsideFailure {
    List<Connection> logs =
        call.environment().connections().values().stream()
            .filter(c -> c.kind().equals(KIND))
            .toList();
    if (logs.size() == 1) {
      return logs.getFirst();
    }
    throw OutsideFailure.notAsked(
        ErrorCode.CONNECTION_UNKNOWN,
        call.environment().name() + " has " + logs.size() + " connections of kind " + KIND + ".",
        "Give it exactly one, with 'file'.");
  }
}
