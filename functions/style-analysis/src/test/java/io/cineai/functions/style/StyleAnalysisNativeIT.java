package io.cineai.functions.style;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class StyleAnalysisNativeIT extends StyleAnalysisTest {}
