/**
 * The verbs of the system: one class a pipeline. Facts come from {@code store}, plain Java decides, {@code store} writes. Nobody here
 * knows HTTP, JSON or SQL. What only reads is in {@code usecase.read}, so that the read function can leave the rest out; what
 * operators look at is in {@code usecase.console}.
 */
@NullMarked
package io.cineai.usecase;

import org.jspecify.annotations.NullMarked;
