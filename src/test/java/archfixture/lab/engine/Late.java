package archfixture.lab.engine;

public record Late(String name) {}
