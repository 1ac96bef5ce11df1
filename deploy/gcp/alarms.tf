locals {
  tell = concat(tolist(var.notification_channels), google_monitoring_notification_channel.email[*].name)
  # Functions that run at least hourly, and after how many seconds without a good run something is wrong.
  silences = { for tick, it in local.ticks : it.function => 2 * min([
    for other, its in local.ticks : module.clock[other].interval if its.function == it.function
  ]...)... if module.clock[tick].interval <= 3600 && !var.paused && !contains(var.unscheduled, it.function) }
}

resource "google_monitoring_notification_channel" "email" {
  count        = var.alarm_email == null ? 0 : 1
  display_name = "${var.name}: operator"
  type         = "email"
  labels       = { email_address = var.alarm_email }
  depends_on   = [google_project_service.needed]
}

# Every attempt of a schedule that did not end well, whatever the reason: refused, failed, too late, nobody there.
resource "google_logging_metric" "ticks_failed" {
  name   = "${var.name}/ticks-failed"
  filter = "resource.type=\"cloud_scheduler_job\" AND severity>=ERROR AND resource.labels.job_id=~\"^${var.name}-\""
  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    labels {
      key        = "job"
      value_type = "STRING"
    }
  }
  label_extractors = { job = "EXTRACT(resource.labels.job_id)" }
  depends_on       = [google_project_service.needed]
}

resource "google_monitoring_alert_policy" "jobs_fail" {
  display_name          = "${var.name}: a job fails"
  combiner              = "OR"
  notification_channels = local.tell
  conditions {
    display_name = "more than one attempt of a schedule failed within an hour"
    condition_threshold {
      filter          = "resource.type=\"cloud_scheduler_job\" AND metric.type=\"logging.googleapis.com/user/${google_logging_metric.ticks_failed.name}\""
      comparison      = "COMPARISON_GT"
      threshold_value = 1
      duration        = "0s"
      aggregations {
        alignment_period     = "3600s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["metric.label.job"]
      }
    }
  }
}

resource "google_monitoring_alert_policy" "silent" {
  for_each              = { for function, seconds in local.silences : function => min(seconds...) }
  display_name          = "${var.name}: no good run of ${each.key}"
  combiner              = "OR"
  notification_channels = local.tell
  conditions {
    display_name = "none for twice as long as between two schedules"
    condition_absent {
      filter   = "resource.type=\"cloud_run_revision\" AND metric.type=\"run.googleapis.com/request_count\" AND resource.label.service_name=\"${google_cloud_run_v2_service.function[each.key].name}\" AND metric.label.response_code_class=\"2xx\""
      duration = "${each.value}s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.service_name"]
      }
    }
  }
}

resource "google_monitoring_alert_policy" "reads" {
  for_each              = local.reads
  display_name          = "${var.name}: ${each.key}"
  combiner              = "OR"
  notification_channels = local.tell
  conditions {
    display_name = "more than one of a hundred reads was answered 5xx"
    condition_threshold {
      filter             = "resource.type=\"cloud_run_revision\" AND metric.type=\"run.googleapis.com/request_count\" AND resource.label.service_name=\"${google_cloud_run_v2_service.function[each.key].name}\" AND metric.label.response_code_class=\"5xx\""
      denominator_filter = "resource.type=\"cloud_run_revision\" AND metric.type=\"run.googleapis.com/request_count\" AND resource.label.service_name=\"${google_cloud_run_v2_service.function[each.key].name}\""
      comparison         = "COMPARISON_GT"
      threshold_value    = 0.01
      duration           = "600s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.service_name"]
      }
      denominator_aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.service_name"]
      }
    }
  }
  conditions {
    display_name = "95 of 100 reads take too long"
    condition_threshold {
      filter          = "resource.type=\"cloud_run_revision\" AND metric.type=\"run.googleapis.com/request_latencies\" AND resource.label.service_name=\"${google_cloud_run_v2_service.function[each.key].name}\""
      comparison      = "COMPARISON_GT"
      threshold_value = var.read_p95_ms
      duration        = "600s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_PERCENTILE_95"
        group_by_fields      = ["resource.label.service_name"]
      }
    }
  }
}
