/**
 * The port to models that turn texts into vectors, and what they are given of a film. Adapters are in packages of their own, as is the way
 * without a model ({@code embed.local}); HTTP and JSON stay there. Knows no database: who calls has reserved the money, and books what it
 * cost.
 */
@NullMarked
package io.cineai.embed;

import org.jspecify.annotations.NullMarked;
