package io.cineai.functions.recommendations;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SearchNativeIT extends SearchTest {}
