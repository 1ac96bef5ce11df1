# Every function, with the adapter beside it in its image: Lambda's events become HTTP requests on loopback.
locals {
  port = 8080
  environment = { for function, it in local.functions : function => merge(
    {
      AWS_LWA_PORT = local.port
      # Not ready: with Postgres out of reach the adapter would wait for it until the time-out, where the function says 503 at once.
      AWS_LWA_READINESS_CHECK_PATH           = "/q/health/live"
      AWS_LWA_READINESS_CHECK_HEALTHY_STATUS = "200"
      QUARKUS_HTTP_HOST                      = "127.0.0.1"
      QUARKUS_HTTP_PORT                      = local.port
      QUARKUS_DATASOURCE_REACTIVE_URL        = var.database_url
      QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE   = var.connections
      QUARKUS_DATASOURCE_USERNAME            = it.role
    },
    var.transaction_pooler ? { QUARKUS_DATASOURCE_REACTIVE_CACHE_PREPARED_STATEMENTS = "false" } : {},
    var.settings_of_all,
    lookup(var.settings, function, {}),
    it.job ? {
      AWS_LWA_PASS_THROUGH_PATH = "/${function}"
      # An answer that is an error is a failed invocation: else it would count as done, with no retry and no alarm.
      AWS_LWA_ERROR_STATUS_CODES = "400-599"
      # To who is in this container, which is the adapter alone. Who may invoke is for IAM to say.
      CINEAI_SCHEDULER_OPEN = "true"
      } : {
      # What looks at its user's list asks again and again: an answer leaves here when it is whole.
      CINEAI_CONSOLE_LONGEST_STREAM = "0s"
    },
  ) }
}

resource "aws_ecr_repository" "image" {
  for_each             = merge(local.functions, { migrate = null })
  name                 = "${var.name}/${each.key}"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "image" {
  for_each   = aws_ecr_repository.image
  repository = each.value.name
  policy = jsonencode({ rules = [{
    rulePriority = 1
    description  = "the last ten, to roll back to"
    selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 10 }
    action       = { type = "expire" }
  }] })
}

resource "aws_cloudwatch_log_group" "function" {
  for_each          = local.functions
  name              = "/aws/lambda/${var.name}-${each.key}"
  retention_in_days = var.log_days
}

resource "aws_lambda_function" "function" {
  for_each                       = local.functions
  function_name                  = "${var.name}-${each.key}"
  description                    = substr(each.value.does, 0, 256)
  role                           = aws_iam_role.function[each.key].arn
  package_type                   = "Image"
  image_uri                      = "${aws_ecr_repository.image[each.key].repository_url}:${var.tag}"
  architectures                  = ["x86_64"]
  memory_size                    = each.value.memory
  timeout                        = each.value.timeout
  reserved_concurrent_executions = var.reserve_concurrency ? each.value.concurrency : -1
  kms_key_arn                    = aws_kms_key.settings.arn

  environment {
    variables = merge(local.environment[each.key], local.secret_environment[each.key])
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.function[each.key].name
  }

  dynamic "vpc_config" {
    for_each = var.network[*]
    content {
      subnet_ids         = vpc_config.value.subnets
      security_group_ids = vpc_config.value.security_groups
    }
  }

  dynamic "file_system_config" {
    for_each = try([var.folders[each.key]], [])
    content {
      arn              = file_system_config.value.access_point
      local_mount_path = file_system_config.value.path
    }
  }

  lifecycle {
    precondition {
      condition     = nonsensitive(length(lookup(local.secret, each.value.password, "")) >= 12)
      error_message = "The secret must have ${each.value.password}, of 12 characters or more."
    }
    precondition {
      condition     = !contains(keys(var.folders), each.key) || var.network != null
      error_message = "A folder is mounted from within a network: network must be given."
    }
  }

  depends_on = [aws_iam_role_policy.function]
}

# What becomes of an event that Lambda has taken: the schedules hand theirs over and do not wait.
resource "aws_lambda_function_event_invoke_config" "job" {
  for_each                     = local.jobs
  function_name                = aws_lambda_function.function[each.key].function_name
  maximum_event_age_in_seconds = local.ages[each.key]
  maximum_retry_attempts       = local.retries[each.key]
  destination_config {
    on_failure {
      destination = aws_sqs_queue.dead.arn
    }
  }
}
