# Anybody may ask. Who it is the function says, which verifies each token.
resource "google_cloud_run_v2_service_iam_binding" "reads" {
  for_each = local.reads
  name     = google_cloud_run_v2_service.function[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  members  = ["allUsers"]
}
