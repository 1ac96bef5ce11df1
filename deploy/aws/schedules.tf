resource "aws_scheduler_schedule_group" "ticks" {
  name = var.name
}

resource "aws_scheduler_schedule" "tick" {
  for_each                     = local.ticks
  name                         = "${var.name}-${each.key}"
  group_name                   = aws_scheduler_schedule_group.ticks.name
  schedule_expression          = module.clock[each.key].aws
  schedule_expression_timezone = "UTC"
  state                        = var.paused || contains(var.unscheduled, each.value.function) ? "DISABLED" : "ENABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.function[each.value.function].arn
    role_arn = aws_iam_role.scheduler.arn
    # To the letter what the function gets: one that reads its payload strictly would refuse what AWS could add.
    input = each.value.payload

    # Of the delivery alone; what became of the run is for the function's own retries.
    retry_policy {
      maximum_event_age_in_seconds = module.clock[each.key].age
      maximum_retry_attempts       = min(10, floor(module.clock[each.key].age / 60))
    }

    dead_letter_config {
      arn = aws_sqs_queue.dead.arn
    }
  }

  depends_on = [aws_iam_role_policy.scheduler]
}

# Ticks that could not be delivered, and events whose runs failed to the last.
resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-dead-letters"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "dead" {
  queue_url = aws_sqs_queue.dead.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.dead.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
