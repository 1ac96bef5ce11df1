# Rendered from functions/functions.yaml: ./mvnw -B test -pl deploy -Dcineai.render=true
mock_data "aws_secretsmanager_secret_version" {
  defaults = {
    secret_string = <<-EOT
      {
        "ANTHROPIC_API_KEY": "a key",
        "CINEAI_PASSWORD_RECOMMENDATIONS": "password of recommendations",
        "CINEAI_PASSWORD_RECOMMENDATION_JOB": "password of recommendation-job",
        "CINEAI_PASSWORD_QUEUE_DRAIN": "password of queue-drain",
        "CINEAI_PASSWORD_SIMILARITY_TRAINING": "password of similarity-training",
        "CINEAI_PASSWORD_COLD_START": "password of cold-start",
        "CINEAI_PASSWORD_RETENTION": "password of retention",
        "CINEAI_PASSWORD_EDGE_EXPORT": "password of edge-export",
        "CINEAI_PASSWORD_EVALUATION": "password of evaluation",
        "CINEAI_PASSWORD_STYLE_ANALYSIS": "password of style-analysis",
        "CINEAI_PASSWORD_THEMATIC_ANALYSIS": "password of thematic-analysis",
        "CINEAI_PASSWORD_EMOTIONAL_ANALYSIS": "password of emotional-analysis",
        "CINEAI_PASSWORD_STORYLINE_EMBEDDING": "password of storyline-embedding",
        "CINEAI_PASSWORD_LIST_OPINIONS": "password of list-opinions",
        "CINEAI_PASSWORD_QUERY_CACHE_WARMUP": "password of query-cache-warmup",
        "CINEAI_PASSWORD_MONITOR": "password of monitor",
        "CINEAI_PASSWORD_CONSOLE": "password of console"
      }
    EOT
  }
}
