package io.cineai.functions.evaluation;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class EvaluationNativeIT extends EvaluationTest {}
