resource "google_project_service" "needed" {
  for_each = toset([
    "artifactregistry.googleapis.com", "cloudscheduler.googleapis.com", "iam.googleapis.com", "logging.googleapis.com",
    "monitoring.googleapis.com", "run.googleapis.com", "secretmanager.googleapis.com",
  ])
  service            = each.value
  disable_on_destroy = false
}

resource "google_artifact_registry_repository" "images" {
  repository_id = var.name
  location      = var.region
  format        = "DOCKER"
  docker_config {
    immutable_tags = true
  }
  depends_on = [google_project_service.needed]
}

# Its number is in the address that each service has from the beginning.
data "google_project" "here" {}

# Who a function is in this project: somebody who may read its own secrets, and nothing else.
resource "google_service_account" "function" {
  for_each     = local.functions
  account_id   = "${var.name}-${each.key}"
  display_name = each.key
  depends_on   = [google_project_service.needed]
}

# The schedules', which may invoke jobs; so may the console's, for operators.
resource "google_service_account" "scheduler" {
  account_id   = "${var.name}-scheduler"
  display_name = "invokes jobs"
  depends_on   = [google_project_service.needed]
}
