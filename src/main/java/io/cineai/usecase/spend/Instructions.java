package io.cineai.usecase.spend;

import java.util.Map;

/**
 * A question without what it is asked about.
 *
 * @param feature what for: the function's name
 * @param version of text and schema
 * @param text the same bytes whatever is asked about
 * @param schema JSON schema of an answer
 */
public record Instructions(String feature, String version, String text, Map<String, Object> schema) {}
