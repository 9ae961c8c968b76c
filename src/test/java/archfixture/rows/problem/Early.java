package archfixture.rows.problem;

import archfixture.rows.engine.Late;

public record Early(Late late) {}
