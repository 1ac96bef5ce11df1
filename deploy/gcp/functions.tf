locals {
  environment = { for function, it in local.functions : function => merge(
    {
      QUARKUS_HTTP_HOST                    = "0.0.0.0"
      QUARKUS_HTTP_PORT                    = "8080"
      QUARKUS_DATASOURCE_REACTIVE_URL      = var.database_url
      QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE = tostring(var.connections)
      QUARKUS_DATASOURCE_USERNAME          = it.role
    },
    contains(keys(local.consoles), function) ? {
      CINEAI_CONSOLE_FUNCTION_URL = "https://${var.name}-{function}-${data.google_project.here.number}.${var.region}.run.app/{function}"
      CINEAI_CONSOLE_IDENTITY_URL = "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity"
    } : {},
    var.transaction_pooler ? { QUARKUS_DATASOURCE_REACTIVE_CACHE_PREPARED_STATEMENTS = "false" } : {},
    var.settings_of_all,
    lookup(var.settings, function, {}),
  ) }
  images = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}"
}

resource "google_cloud_run_v2_service" "function" {
  for_each            = local.functions
  name                = "${var.name}-${each.key}"
  location            = var.region
  description         = substr(each.value.does, 0, 512)
  ingress             = "INGRESS_TRAFFIC_ALL"
  deletion_protection = false

  template {
    service_account = google_service_account.function[each.key].email
    timeout         = "${each.value.timeout}s"
    # A job has an instance to itself: more than one at once in it would share its memory and its time.
    max_instance_request_concurrency = each.value.job ? 1 : var.reads_at_once

    scaling {
      min_instance_count = each.value.job ? 0 : var.warm_reads
      max_instance_count = each.value.concurrency
    }

    containers {
      image = "${local.images}/${each.key}:${var.tag}"
      ports {
        container_port = 8080
      }

      resources {
        limits            = { cpu = "1", memory = "${each.value.memory}Mi" }
        cpu_idle          = true
        startup_cpu_boost = true
      }

      dynamic "env" {
        for_each = local.environment[each.key]
        content {
          name  = env.key
          value = env.value
        }
      }
      dynamic "env" {
        for_each = local.secret_environment[each.key]
        content {
          name = env.key
          value_source {
            secret_key_ref {
              secret  = google_secret_manager_secret.value[env.value].secret_id
              version = "latest"
            }
          }
        }
      }

      # Lives, not is ready: with Postgres out of reach it is to start all the same, and to say 503.
      startup_probe {
        period_seconds    = 1
        timeout_seconds   = 1
        failure_threshold = 60
        http_get {
          path = "/q/health/live"
        }
      }
      liveness_probe {
        period_seconds    = 30
        timeout_seconds   = 5
        failure_threshold = 3
        http_get {
          path = "/q/health/live"
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

  depends_on = [google_secret_manager_secret_iam_member.function]
}

# All who may: whoever else was given the role loses it at the next apply.
resource "google_cloud_run_v2_service_iam_binding" "jobs" {
  for_each = local.jobs
  name     = google_cloud_run_v2_service.function[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  members = concat(
    [google_service_account.scheduler.member],
    [for function in keys(local.consoles) : google_service_account.function[function].member],
    tolist(var.operators),
  )
}
