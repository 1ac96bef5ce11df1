output "read_urls" {
  description = "Where apps read, by function."
  value       = { for function, api in aws_apigatewayv2_api.reads : function => api.api_endpoint }
}

output "functions" {
  description = "Lambda's names, by function."
  value       = { for function, it in aws_lambda_function.function : function => it.function_name }
}

output "repositories" {
  description = "Where images are pushed to, by function; migrate among them."
  value       = { for image, repository in aws_ecr_repository.image : image => repository.repository_url }
}

output "schedules" {
  description = "When which payload is sent, and for how long one of them is worth being late."
  value = { for tick, it in local.ticks : tick => {
    function = it.function
    at       = module.clock[tick].aws
    payload  = it.payload
    age      = module.clock[tick].age
  } }
}

output "shortened" {
  description = "Functions that ask for more time than Lambda has, in seconds. What they do not get done in it they go on with when next invoked, or it needs another place."
  value       = { for function, wants in local.manifest : function => wants.timeout if wants.timeout > local.longest }
}

output "dead_letters" {
  description = "The queue of what could not be done."
  value       = aws_sqs_queue.dead.url
}

output "alarms" {
  description = "The topic to subscribe to."
  value       = aws_sns_topic.alarms.arn
}

output "migration" {
  description = "What migrate.sh needs to know."
  value = {
    image         = "${aws_ecr_repository.image["migrate"].repository_url}:${var.tag}"
    region        = var.region
    database_url  = var.database_url
    secret        = var.secret
    owner_secret  = var.owner_secret
    cluster       = one(aws_ecs_cluster.migrate[*].name)
    task          = one(aws_ecs_task_definition.migrate[*].arn)
    configuration = var.network == null ? null : local.migrate_network
  }
}
