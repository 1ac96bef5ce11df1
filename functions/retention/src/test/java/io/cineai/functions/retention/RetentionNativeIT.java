package io.cineai.functions.retention;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RetentionNativeIT extends RetentionTest {}
