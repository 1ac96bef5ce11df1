/**
 * The console: a web page that shows what the functions do, to each user their own list, and to operators how it all does, with a button to
 * run each function. Serves the pages, and the addresses that only they ask; lists and films come from the read function's addresses.
 */
@NullMarked
package io.cineai.functions.console;

import org.jspecify.annotations.NullMarked;
