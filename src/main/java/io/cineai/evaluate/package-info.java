/**
 * Says how good recommendation lists are, wherever they come from: splits of history in time, accuracy, spread, variety, and the
 * interval of a difference. Pure; what trains or recommends may not come in; sees only {@code taste} and {@code movie}.
 */
@NullMarked
package io.cineai.evaluate;

import org.jspecify.annotations.NullMarked;
