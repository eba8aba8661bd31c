package io.coreautomation.db.duration;

/**
 * What makes two actions take about as long.
 *
 * @param material what they are made from, such as a template's digest; empty where there is none
 */
public record Likeness(String kind, String material) {}
