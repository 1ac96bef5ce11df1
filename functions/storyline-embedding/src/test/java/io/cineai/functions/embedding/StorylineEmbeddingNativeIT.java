package io.cineai.functions.embedding;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class StorylineEmbeddingNativeIT extends StorylineEmbeddingTest {}
