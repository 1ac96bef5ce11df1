package io.cineai.functions.monitor;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MonitorNativeIT extends MonitorTest {}
