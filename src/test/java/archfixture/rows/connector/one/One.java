package archfixture.rows.connector.one;

public record One(String name) {}
