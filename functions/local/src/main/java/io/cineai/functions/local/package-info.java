/**
 * All functions in one process on one machine: an embedded Postgres or one of your own, migrations, sample data or an import, the
 * schedules of the manifest, and real tokens to try the API with. For people and tests; of what is here only the command {@code migrate} is
 * deployed, as the first step of an installation.
 */
@NullMarked
package io.cineai.functions.local;

import org.jspecify.annotations.NullMarked;
