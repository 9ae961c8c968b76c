package archfixture.engineonly.engine;

import archfixture.engineonly.action.Action;
import archfixture.engineonly.probe.Probe;

/** Allowed: this is the engine. */
record Loop(Probe probe, Action action) {
  void turn() {
    if (!probe.read().equals(action.preview())) {
      action.execute();
    }
  }
}
