/** How the services do, as the app and its operators see it: {@code ai_service_health}, a publication that nothing here reads back. */
@NullMarked
package io.cineai.store.health;

import org.jspecify.annotations.NullMarked;
