package io.cineai.store.embedding;

/** A local model and what it was learned from. wordFilms: how many of its films have a word, by the word's place. */
public record WordModel(Space space, int films, int[] wordFilms) {}
