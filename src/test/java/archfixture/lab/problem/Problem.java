package archfixture.lab.problem;

public record Problem(String text) {}
