package archfixture.unknown.journal.inner;

record Inner(String name) {}
