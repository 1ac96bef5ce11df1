/**
 * What a catalogue calls its films, people and genres, and what people call them instead. Knows no query and no grammar; whoever asks
 * decides whether a name is meant.
 */
@NullMarked
package io.cineai.query.catalogue;

import org.jspecify.annotations.NullMarked;
