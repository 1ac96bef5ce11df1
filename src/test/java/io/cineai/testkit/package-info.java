/** What tests of every module share: a real Postgres, its migrations, a plain session, builders. No assertion of one test's own. */
@NullMarked
package io.cineai.testkit;

import org.jspecify.annotations.NullMarked;
