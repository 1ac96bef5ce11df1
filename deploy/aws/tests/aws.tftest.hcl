# With a mocked provider: ./../src/test/java/io/cineai/deploy/AwsTest.java runs it, or `terraform test` after `terraform init`.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  region       = "eu-central-1"
  tag          = "1.0.0"
  database_url = "postgresql://db.example:5432/app?sslmode=verify-full"
}

run "all_that_the_manifest_asks_for" {
  assert {
    condition     = toset(keys(aws_lambda_function.function)) == toset(keys(local.manifest)) && length(local.manifest) > 10
    error_message = "not one for each function of the manifest"
  }
  assert {
    condition = alltrue([for function, it in aws_lambda_function.function :
      it.package_type == "Image" && endswith(it.image_uri, ":1.0.0") && it.memory_size == local.manifest[function].memory
      && it.reserved_concurrent_executions == local.manifest[function].concurrency
      && it.timeout == min(local.manifest[function].timeout, 900)
    ])
    error_message = "limits are not those of the manifest"
  }
  assert {
    condition     = length(distinct(values(aws_iam_role.function)[*].name)) == length(local.manifest)
    error_message = "functions share a role"
  }
  assert {
    condition     = output.shortened == { for function, it in local.manifest : function => it.timeout if it.timeout > 900 }
    error_message = "what Lambda cuts short is not told"
  }
  assert {
    condition     = length(aws_scheduler_schedule.tick) == sum([for function, it in local.manifest : (can(it.schedule) ? 1 : 0) + length(try(it.also, []))])
    error_message = "not one for each tick of the manifest"
  }
  assert {
    condition = alltrue([for function, it in local.manifest :
      aws_scheduler_schedule.tick[function].schedule_expression == module.clock[function].aws && local.ticks[function].schedule == it.schedule
      && alltrue([for field, value in it.payload : field == "deadlineSeconds" || jsondecode(aws_scheduler_schedule.tick[function].target[0].input)[field] == value])
      if can(it.schedule)
    ])
    error_message = "schedules or payloads are not those of the manifest"
  }
  assert {
    condition = alltrue([for tick, it in aws_scheduler_schedule.tick :
      it.state == "ENABLED" && it.schedule_expression_timezone == "UTC"
      && it.target[0].retry_policy[0].maximum_event_age_in_seconds < module.clock[tick].interval
      && it.target[0].retry_policy[0].maximum_event_age_in_seconds >= 60
      && it.target[0].retry_policy[0].maximum_retry_attempts <= 10
      && it.target[0].dead_letter_config[0].arn == aws_sqs_queue.dead.arn
    ])
    error_message = "a tick is late for longer than until the next"
  }
  assert {
    condition = alltrue([for tick, it in aws_scheduler_schedule.tick :
      try(jsondecode(it.target[0].input).deadlineSeconds, 0) + 60 <= aws_lambda_function.function[local.ticks[tick].function].timeout
    ])
    error_message = "a deadline leaves no time for an end"
  }
  assert {
    condition     = aws_scheduler_schedule.tick["evaluation"].target[0].input == "{\"deadlineSeconds\":840}" && aws_scheduler_schedule.tick["evaluation"].schedule_expression == "cron(17 4 ? * SUN *)"
    error_message = "the weekly one: ${aws_scheduler_schedule.tick["evaluation"].target[0].input}"
  }
  assert {
    condition     = aws_scheduler_schedule.tick["style-analysis-2"].target[0].input == "{\"collect\":true}"
    error_message = "the further one: ${aws_scheduler_schedule.tick["style-analysis-2"].target[0].input}"
  }
  assert {
    condition     = toset(keys(aws_lambda_function_event_invoke_config.job)) == toset([for function, it in local.manifest : function if it.kind == "job"])
    error_message = "not one for each job"
  }
  assert {
    condition     = aws_lambda_function_event_invoke_config.job["queue-drain"].maximum_event_age_in_seconds == 240 && aws_lambda_function_event_invoke_config.job["queue-drain"].maximum_retry_attempts == 0
    error_message = "queue-drain's next tick is its retry"
  }
  assert {
    condition     = aws_lambda_function_event_invoke_config.job["retention"].maximum_event_age_in_seconds == 3600 && aws_lambda_function_event_invoke_config.job["retention"].maximum_retry_attempts == 2
    error_message = "retention's next tick is tomorrow"
  }
  assert {
    condition     = aws_lambda_function_event_invoke_config.job["cold-start"].maximum_retry_attempts == 0
    error_message = "who starts it by hand looks"
  }
  assert {
    condition     = length(aws_cloudwatch_metric_alarm.function) == 3 * length(local.manifest)
    error_message = "errors, throttles and slowness of each"
  }
  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.silent)) == toset([for function, it in local.manifest : function if can(it.schedule) && function != "evaluation"])
    error_message = "silence of what runs daily or oftener"
  }
  assert {
    condition = alltrue([for it in concat(values(aws_cloudwatch_metric_alarm.function), values(aws_cloudwatch_metric_alarm.silent)) :
      it.period * it.evaluation_periods <= (it.period >= 3600 ? 604800 : 86400)
    ])
    error_message = "CloudWatch looks no further back"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.function["monitor-errors"].datapoints_to_alarm == 2 && aws_cloudwatch_metric_alarm.function["retention-errors"].datapoints_to_alarm == 1
    error_message = "one failure of what runs every five minutes is not yet one"
  }
  assert {
    condition     = length(aws_ecs_task_definition.migrate) == 0 && length(aws_lambda_function.function["monitor"].vpc_config) == 0
    error_message = "something of a network without one"
  }
}

run "each_function_is_told_what_it_needs_and_no_more" {
  command = plan
  variables {
    secret_settings    = { ANTHROPIC_API_KEY = ["style-analysis"] }
    settings           = { recommendations = { CINEAI_AUTH_ISSUER = "https://issuer.example" } }
    settings_of_all    = { CINEAI_LOG_JSON = "true" }
    transaction_pooler = true
  }
  assert {
    condition = alltrue([for function, it in aws_lambda_function.function :
      it.environment[0].variables.QUARKUS_DATASOURCE_USERNAME == local.manifest[function].role
      && it.environment[0].variables.QUARKUS_HTTP_HOST == "127.0.0.1"
      && it.environment[0].variables.QUARKUS_DATASOURCE_REACTIVE_CACHE_PREPARED_STATEMENTS == "false"
      && it.environment[0].variables.CINEAI_LOG_JSON == "true"
      && it.environment[0].variables.AWS_LWA_READINESS_CHECK_PATH == "/q/health/live"
    ])
    error_message = "what every function is told"
  }
  assert {
    condition = alltrue([for function, it in aws_lambda_function.function :
      lookup(it.environment[0].variables, "AWS_LWA_PASS_THROUGH_PATH", null) == (local.manifest[function].kind == "job" ? "/${function}" : null)
      && lookup(it.environment[0].variables, "CINEAI_SCHEDULER_OPEN", null) == (local.manifest[function].kind == "job" ? "true" : null)
      && lookup(it.environment[0].variables, "AWS_LWA_ERROR_STATUS_CODES", null) == (local.manifest[function].kind == "job" ? "400-599" : null)
    ])
    error_message = "events do not reach jobs, or reads are as open as they"
  }
  assert {
    condition     = [for function, it in aws_lambda_function.function : function if contains(keys(it.environment[0].variables), "ANTHROPIC_API_KEY")] == ["style-analysis"]
    error_message = "a key that is for one function is not with it alone"
  }
  assert {
    condition     = nonsensitive(aws_lambda_function.function["queue-drain"].environment[0].variables.QUARKUS_DATASOURCE_PASSWORD) == "password of queue-drain"
    error_message = "not its own password"
  }
  assert {
    condition     = [for function, it in aws_lambda_function.function : function if contains(keys(it.environment[0].variables), "CINEAI_AUTH_ISSUER")] == ["recommendations"]
    error_message = "a setting that is for one function is not with it alone"
  }
}

run "paused_means_that_nothing_runs_by_itself" {
  command = plan
  variables { paused = true }
  assert {
    condition     = alltrue([for it in aws_scheduler_schedule.tick : it.state == "DISABLED"]) && length(aws_cloudwatch_metric_alarm.silent) == 0
    error_message = "something runs, or is missed"
  }
}

run "some_may_be_left_unscheduled" {
  command = plan
  variables { unscheduled = ["edge-export"] }
  assert {
    condition     = [for tick, it in aws_scheduler_schedule.tick : tick if it.state == "DISABLED"] == ["edge-export"] && !contains(keys(aws_cloudwatch_metric_alarm.silent), "edge-export")
    error_message = "not that one alone"
  }
}

run "in_a_network_the_migration_is_a_task" {
  command = plan
  variables {
    network = { subnets = ["subnet-1", "subnet-2"], security_groups = ["sg-1"] }
    folders = { edge-export = { access_point = "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-0123456789abcdef0", path = "/mnt/edge" } }
  }
  assert {
    condition     = aws_lambda_function.function["monitor"].vpc_config[0].subnet_ids == toset(["subnet-1", "subnet-2"])
    error_message = "functions are not inside"
  }
  assert {
    condition     = length(jsondecode(aws_ecs_task_definition.migrate[0].container_definitions)[0].secrets) == length(local.manifest) + 2
    error_message = "a password of each, and the owner's name and password"
  }
  assert {
    condition     = [for function, it in aws_lambda_function.function : function if length(it.file_system_config) > 0] == ["edge-export"]
    error_message = "the folder is not mounted, or elsewhere too"
  }
}

run "a_function_without_a_password_is_not_deployed" {
  command = plan
  override_data {
    target = data.aws_secretsmanager_secret_version.functions
    values = { secret_string = "{}" }
  }
  expect_failures = [aws_lambda_function.function]
}

run "credentials_have_no_place_in_an_address" {
  command = plan
  variables { database_url = "postgresql://owner:password@db.example/app" }
  expect_failures = [var.database_url]
}

run "latest_is_no_version" {
  command = plan
  variables { tag = "latest" }
  expect_failures = [var.tag]
}

run "misspelt_functions_are_refused" {
  command = plan
  variables {
    unscheduled     = ["edge-exports"]
    settings        = { nobody = {} }
    secret_settings = { ANTHROPIC_API_KEY = ["nobody"] }
  }
  expect_failures = [var.unscheduled, var.settings, var.secret_settings]
}
