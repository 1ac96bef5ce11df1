/** Other recommenders of the JVM, each by its public API, on the split that {@code PeersBenchmark} wrote. Nothing of CineAI comes in. */
package io.cineai.peers;
