/**
 * What is amiss, and what the channel must be told: rules over figures, and a comparison of what stands with what was said. Pure: figures,
 * the time and every limit come in as arguments; nothing of ours is seen.
 */
@NullMarked
package io.cineai.monitor;

import org.jspecify.annotations.NullMarked;
