/** Lists as files: popular ones, by genre, by theme, similar films, and those of users who asked. One door, {@link io.cineai.usecase.export.ExportLists}. */
@NullMarked
package io.cineai.usecase.export;

import org.jspecify.annotations.NullMarked;
