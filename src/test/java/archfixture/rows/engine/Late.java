package archfixture.rows.engine;

public record Late(String name) {}
