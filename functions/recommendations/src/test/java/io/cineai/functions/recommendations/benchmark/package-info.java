/** What a read costs: the packaged function beside those that do less, or the same in another way. */
@NullMarked
package io.cineai.functions.recommendations.benchmark;

import org.jspecify.annotations.NullMarked;
