output "read_urls" {
  description = "Where apps read, by function."
  value       = { for function in keys(local.reads) : function => google_cloud_run_v2_service.function[function].uri }
}

output "job_urls" {
  description = "Where jobs are invoked, by function."
  value       = { for function in keys(local.jobs) : function => google_cloud_run_v2_service.function[function].uri }
}

output "schedules" {
  description = "When which payload is sent, and how long its run is waited for, in seconds."
  value       = local.ticks
}

output "shortened" {
  description = "Functions that ask for more time than there is, in seconds."
  value       = { for function, wants in local.manifest : function => wants.timeout if wants.timeout > local.longest }
}

output "images" {
  description = "Where images are pushed to, and which there must be."
  value       = { repository = local.images, names = concat(keys(local.functions), ["migrate"]) }
}

output "secrets" {
  description = "By environment variable, the secret with its value."
  value = merge(
    { for variable, secret in google_secret_manager_secret.value : variable => secret.secret_id },
    { for variable, secret in google_secret_manager_secret.owner : variable => secret.secret_id },
  )
}

output "where" {
  description = "What the scripts need to know."
  value       = { project = var.project, region = var.region, name = var.name, migrate = "${var.name}-migrate" }
}
