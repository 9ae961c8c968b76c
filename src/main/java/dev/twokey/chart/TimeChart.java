package dev.twokey.chart;

public record TimeChart() {}
