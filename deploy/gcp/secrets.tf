# Terraform makes the places and says who may look; up.sh and people put the values there. But for the schedules' secret, which Cloud
# Scheduler sends along and therefore knows, none comes into Terraform's state.
locals {
  owner_secrets = toset(["QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD"])
  schedules     = "CINEAI_SCHEDULER_SECRET"

  # By function, its environment variables that are secrets, and where each is.
  secret_environment = { for function, it in local.functions : function => merge(
    { QUARKUS_DATASOURCE_PASSWORD = it.password },
    it.job || contains(keys(local.consoles), function) ? { (local.schedules) = local.schedules } : {},
    { for variable, functions in var.secret_settings : variable => variable if contains(functions, function) },
  ) }

  secret_ids = { for variable in concat(values(local.functions)[*].password, [local.schedules], keys(var.secret_settings)) :
    variable => "${var.name}-${trimprefix(lower(replace(variable, "_", "-")), "cineai-")}"
  }
  access = merge([for function, variables in local.secret_environment : {
    for variable in values(variables) : "${function} ${variable}" => { function = function, variable = variable }
  }]...)
}

resource "google_secret_manager_secret" "value" {
  for_each  = local.secret_ids
  secret_id = each.value
  replication {
    auto {}
  }
  depends_on = [google_project_service.needed]
}

resource "google_secret_manager_secret" "owner" {
  for_each  = local.owner_secrets
  secret_id = "${var.name}-owner-${lower(replace(each.value, "_", "-"))}"
  replication {
    auto {}
  }
  depends_on = [google_project_service.needed]
}

resource "google_secret_manager_secret_iam_member" "function" {
  for_each  = local.access
  secret_id = google_secret_manager_secret.value[each.value.variable].id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.function[each.value.function].member
}

data "google_secret_manager_secret_version_access" "schedules" {
  secret = google_secret_manager_secret.value[local.schedules].id
}
