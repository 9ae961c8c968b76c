package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * What Twokey itself stands on: where its journal lies, and how people reach it.
 *
 * @param environment whose names these are
 * @param hosts on which it runs
 * @param services that it needs, such as the database of its journal
 * @param connections that lead to it or to its journal, such as a proxy
 * @param exemption who can make an exception together; empty means nobody
 */
public record SelfDependency(
    String environment,
    Set<String> hosts,
    Set<String> services,
    Set<String> connections,
    Optional<Exemption> exemption) {
  public SelfDependency {
    requireNonNull(environment, "environment");
    hosts = Set.copyOf(hosts);
    services = Set.copyOf(services);
    connections = Set.copyOf(connections);
    requireNonNull(exemption, "exemption");
  }
}
