resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_subscription" "email" {
  count     = var.alarm_email == null ? 0 : 1
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

locals {
  tell = [aws_sns_topic.alarms.arn]
  # What is worth an alarm of each function, in five minutes. What runs every few minutes may fail once: the next run makes good for it.
  alarms = merge([for function, it in local.functions : {
    "${function}-errors" = {
      function = function, metric = "Errors", statistic = "Sum", above = 0, times = lookup(local.intervals, function, 86400) <= 900 ? 2 : 1
    }
    "${function}-throttles" = {
      function = function, metric = "Throttles", statistic = "Sum", above = 0, times = 3
    }
    "${function}-slow" = {
      function = function, metric = "Duration", statistic = "Maximum", above = 950 * it.timeout, times = 1
    }
  }]...)
}

resource "aws_cloudwatch_metric_alarm" "function" {
  for_each            = local.alarms
  alarm_name          = "${var.name}-${each.key}"
  namespace           = "AWS/Lambda"
  metric_name         = each.value.metric
  dimensions          = { FunctionName = aws_lambda_function.function[each.value.function].function_name }
  statistic           = each.value.statistic
  period              = 300
  evaluation_periods  = 3
  datapoints_to_alarm = each.value.times
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.above
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.tell
  ok_actions          = local.tell
}

# Nobody invoked it for twice as long as there is between two ticks. What runs less than daily is monitor's to miss.
resource "aws_cloudwatch_metric_alarm" "silent" {
  for_each            = { for function, seconds in local.intervals : function => seconds if seconds <= 86400 && !var.paused && !contains(var.unscheduled, function) }
  alarm_name          = "${var.name}-${each.key}-silent"
  namespace           = "AWS/Lambda"
  metric_name         = "Invocations"
  dimensions          = { FunctionName = aws_lambda_function.function[each.key].function_name }
  statistic           = "Sum"
  period              = each.value
  evaluation_periods  = 2
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = local.tell
  ok_actions          = local.tell
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${var.name}-dead-letters"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.tell
  ok_actions          = local.tell
}

resource "aws_cloudwatch_metric_alarm" "reads_fail" {
  for_each            = aws_apigatewayv2_api.reads
  alarm_name          = "${var.name}-${each.key}-fails"
  alarm_description   = "More than one of a hundred reads was answered 5xx."
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.tell
  ok_actions          = local.tell

  metric_query {
    id          = "share"
    expression  = "100 * failed / requests"
    label       = "reads that failed, per cent"
    return_data = true
  }
  dynamic "metric_query" {
    for_each = { failed = "5xx", requests = "Count" }
    content {
      id = metric_query.key
      metric {
        namespace   = "AWS/ApiGateway"
        metric_name = metric_query.value
        dimensions  = { ApiId = each.value.id }
        stat        = "Sum"
        period      = 300
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "reads_slow" {
  for_each            = aws_apigatewayv2_api.reads
  alarm_name          = "${var.name}-${each.key}-p95"
  namespace           = "AWS/ApiGateway"
  metric_name         = "Latency"
  dimensions          = { ApiId = each.value.id }
  extended_statistic  = "p95"
  period              = 300
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.read_p95_ms
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.tell
  ok_actions          = local.tell
}
