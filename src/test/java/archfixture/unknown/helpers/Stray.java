package archfixture.unknown.helpers;

record Stray(String name) {}
