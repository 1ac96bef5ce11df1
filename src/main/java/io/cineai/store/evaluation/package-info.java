/** What is measured of the algorithms: what users made of what they were shown, added up, and the numbers that came of it. */
@NullMarked
package io.cineai.store.evaluation;

import org.jspecify.annotations.NullMarked;
