package io.cineai.functions.style;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class StyleBatchNativeIT extends StyleBatchTest {}
