/** The console's pages in a real browser, on the packaged {@code local} with its sample data. No page is looked at without one. */
@NullMarked
package io.cineai.functions.local.console;

import org.jspecify.annotations.NullMarked;
