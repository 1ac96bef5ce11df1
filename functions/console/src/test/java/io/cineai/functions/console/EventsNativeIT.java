package io.cineai.functions.console;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class EventsNativeIT extends EventsTest {}
