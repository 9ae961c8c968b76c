package archfixture.rows.app;

import archfixture.rows.connector.one.One;
import archfixture.rows.engine.Late;

/** Allowed: the app sees everything before it. */
public record Wiring(Late late, One one) {}
