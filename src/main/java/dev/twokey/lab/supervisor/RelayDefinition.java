package dev.twokey.lab.supervisor;

/** A relay as it stands in {@code units.json}: its name and its two ports on loopback. */
public record RelayDefinition(String name, int listenPort, int targetPort) {}
