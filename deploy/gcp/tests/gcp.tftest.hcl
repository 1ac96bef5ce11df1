# With a mocked provider: `terraform init && terraform test`. It was not run where this was written, for want of Google's provider.
mock_provider "google" {
  mock_resource "google_service_account" {
    defaults = { email = "mocked@my-project.iam.gserviceaccount.com", member = "serviceAccount:mocked@my-project.iam.gserviceaccount.com" }
  }
  mock_resource "google_cloud_run_v2_service" {
    defaults = { uri = "https://mocked.example" }
  }
  mock_data "google_project" {
    defaults = { number = "123456789012" }
  }
  mock_data "google_secret_manager_secret_version_access" {
    defaults = { secret_data = "a secret of the schedules" }
  }
}

variables {
  project      = "my-project"
  region       = "europe-west3"
  tag          = "1.0.0"
  database_url = "postgresql://db.example:5432/app?sslmode=verify-full"
}

run "all_that_the_manifest_asks_for" {
  assert {
    condition = alltrue([for function, it in google_cloud_run_v2_service.function :
      it.template[0].scaling[0].max_instance_count == local.manifest[function].concurrency
      && it.template[0].timeout == "${local.manifest[function].timeout}s"
      && it.template[0].containers[0].resources[0].limits.memory == "${local.manifest[function].memory}Mi"
      && (local.manifest[function].kind != "job" || it.template[0].max_instance_request_concurrency == 1)
    ])
    error_message = "limits are not those of the manifest"
  }
  assert {
    condition     = length(google_cloud_scheduler_job.tick) == sum([for function, it in local.manifest : (can(it.schedule) ? 1 : 0) + length(try(it.also, []))])
    error_message = "not one for each tick of the manifest"
  }
  assert {
    condition     = alltrue([for function, it in local.manifest : google_cloud_scheduler_job.tick[function].schedule == it.schedule if can(it.schedule)])
    error_message = "schedules are not those of the manifest"
  }
  assert {
    condition     = alltrue([for it in google_cloud_run_v2_service_iam_binding.jobs : !contains(it.members, "allUsers")])
    error_message = "anybody may invoke a job"
  }
}

run "paused_means_that_nothing_runs_by_itself" {
  command = plan
  variables { paused = true }
  assert {
    condition     = alltrue([for it in google_cloud_scheduler_job.tick : it.paused]) && length(google_monitoring_alert_policy.silent) == 0
    error_message = "something runs, or is missed"
  }
}

run "nobody_is_everybody" {
  command = plan
  variables { operators = ["allUsers"] }
  expect_failures = [var.operators]
}
