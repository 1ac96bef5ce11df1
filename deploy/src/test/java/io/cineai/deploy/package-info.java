/**
 * Renders of {@code functions/functions.yaml} what each target takes from it, and checks the rest of {@code deploy/} against it. Nothing of
 * what runs may come in here.
 */
@NullMarked
package io.cineai.deploy;

import org.jspecify.annotations.NullMarked;
