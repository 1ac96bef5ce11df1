/** Every class that sees Hibernate: entities (Row), their Panache repositories, and the units of work that need a session. */
@NullMarked
package io.cineai.store.orm;

import org.jspecify.annotations.NullMarked;
