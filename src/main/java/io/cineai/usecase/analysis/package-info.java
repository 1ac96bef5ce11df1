/**
 * The pipeline of film analyses: which films, who is asked, within which budget, and what becomes of the answers. One door,
 * {@link io.cineai.usecase.analysis.AnalyzeFilms}.
 */
@NullMarked
package io.cineai.usecase.analysis;

import org.jspecify.annotations.NullMarked;
