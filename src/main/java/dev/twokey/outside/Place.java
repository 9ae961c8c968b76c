package dev.twokey.outside;

import java.util.Map;

/**
 * Makes an attempt where an instance runs, with the names, routes and logins that the instance has:
 * its own health page is no evidence of what it can reach.
 */
public interface Place {
  /**
   * Asks.
   *
   * @param call whose arguments were checked
   * @param probe the kind of probe
   * @param from the instance
   * @return fields as the probe's kind declares them
   * @throws OutsideFailure where the place itself is away: then nothing is known
   */
  Map<String, Object> ask(Call call, String probe, String from) throws OutsideFailure;
}
