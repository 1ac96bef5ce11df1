# Brings the schema up to date as the owner, and gives each function's role its password. migrate.sh runs it.
locals {
  # By environment variable, the secret with its value.
  migrate_secrets = merge(
    { for variable, secret in google_secret_manager_secret.owner : variable => secret },
    { for it in values(local.functions) : it.password => google_secret_manager_secret.value[it.password] },
  )
}

resource "google_service_account" "migrate" {
  account_id   = "${var.name}-migrate"
  display_name = "brings the schema up to date"
  depends_on   = [google_project_service.needed]
}

resource "google_secret_manager_secret_iam_member" "migrate" {
  for_each  = toset(concat(tolist(local.owner_secrets), values(local.functions)[*].password))
  secret_id = local.migrate_secrets[each.value].id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.migrate.member
}

resource "google_cloud_run_v2_job" "migrate" {
  name                = "${var.name}-migrate"
  location            = var.region
  deletion_protection = false

  template {
    template {
      service_account = google_service_account.migrate.email
      timeout         = "3600s"
      # It waits for locks itself, and again; a second one is for a person to start.
      max_retries = 0

      containers {
        image = "${local.images}/migrate:${var.tag}"
        resources {
          limits = { cpu = "1", memory = "1024Mi" }
        }
        env {
          name  = "QUARKUS_DATASOURCE_REACTIVE_URL"
          value = var.database_url
        }
        dynamic "env" {
          for_each = toset(concat(tolist(local.owner_secrets), values(local.functions)[*].password))
          content {
            name = env.value
            value_source {
              secret_key_ref {
                secret  = local.migrate_secrets[env.value].secret_id
                version = "latest"
              }
            }
          }
        }
      }

      dynamic "vpc_access" {
        for_each = var.network[*]
        content {
          egress = "PRIVATE_RANGES_ONLY"
          network_interfaces {
            network    = vpc_access.value.network
            subnetwork = vpc_access.value.subnetwork
          }
        }
      }
    }
  }

  depends_on = [google_secret_manager_secret_iam_member.migrate]
}
