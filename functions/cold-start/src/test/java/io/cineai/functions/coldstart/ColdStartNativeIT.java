package io.cineai.functions.coldstart;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ColdStartNativeIT extends ColdStartTest {}
