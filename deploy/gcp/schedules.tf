# Cloud Run verifies the token that Cloud Scheduler brings, and lets in the one account. It hands the token on without its signature, so that
# the function cannot verify it again; that gets the secret besides, in a header of its own.
resource "google_cloud_scheduler_job" "tick" {
  for_each         = local.ticks
  name             = "${var.name}-${each.key}"
  region           = var.region
  schedule         = each.value.schedule
  time_zone        = "Etc/UTC"
  paused           = var.paused || contains(var.unscheduled, each.value.function)
  attempt_deadline = "${each.value.deadline}s"

  # Where the next tick comes soon, it is the retry. All retries together end before it: Cloud Scheduler starts none while one is at work.
  retry_config {
    retry_count          = module.clock[each.key].interval <= 900 ? 0 : module.clock[each.key].interval <= 3600 ? 1 : 3
    min_backoff_duration = "60s"
    max_backoff_duration = "600s"
    max_doublings        = 3
  }

  http_target {
    http_method = "POST"
    uri         = "${google_cloud_run_v2_service.function[each.value.function].uri}/${each.value.function}"
    body        = base64encode(each.value.payload)
    headers = {
      Content-Type              = "application/json"
      X-Cineai-Scheduler-Secret = data.google_secret_manager_secret_version_access.schedules.secret_data
    }
    oidc_token {
      service_account_email = google_service_account.scheduler.email
      audience              = google_cloud_run_v2_service.function[each.value.function].uri
    }
  }

  depends_on = [google_cloud_run_v2_service_iam_binding.jobs]
}
