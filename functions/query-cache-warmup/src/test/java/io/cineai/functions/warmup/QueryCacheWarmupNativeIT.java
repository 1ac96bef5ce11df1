package io.cineai.functions.warmup;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class QueryCacheWarmupNativeIT extends QueryCacheWarmupTest {}
