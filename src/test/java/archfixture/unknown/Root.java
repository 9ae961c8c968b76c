package archfixture.unknown;

record Root(String name) {}
