package archfixture.names.plan.util;

record Things(String name) {}
