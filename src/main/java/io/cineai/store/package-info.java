/**
 * Postgres: one store per aggregate, each with its SQL. Speaks domain; no entity, row or SQL client type leaves. What sees
 * Hibernate is in {@code store.orm}.
 */
@NullMarked
package io.cineai.store;

import org.jspecify.annotations.NullMarked;
