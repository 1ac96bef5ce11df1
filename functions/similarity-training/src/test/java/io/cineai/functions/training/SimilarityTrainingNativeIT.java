package io.cineai.functions.training;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SimilarityTrainingNativeIT extends SimilarityTrainingTest {}
