package archfixture.engineonly.chatops;

import archfixture.engineonly.action.Action;
import archfixture.engineonly.probe.Probe;
import java.util.function.Supplier;

record Shortcut(Probe probe, Action action) {
  String goesAroundTheEngine() {
    action.execute();
    return probe.read();
  }

  Supplier<String> alsoByReference() {
    return action::preview;
  }
}
