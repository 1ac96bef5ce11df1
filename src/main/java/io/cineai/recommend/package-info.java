/**
 * From a user's taste and the item model to a list with reasons: candidates, score, diversify, explain. Plain Java: no clock, no
 * database, no chance. {@link io.cineai.recommend.Recommender} is the door.
 */
@NullMarked
package io.cineai.recommend;

import org.jspecify.annotations.NullMarked;
