# An HTTP API before the functions that serve reads: it may invoke them and no one else may, it limits the rate, and it counts and times
# every answer. Who asks is for the function to say, which verifies each token.
resource "aws_apigatewayv2_api" "reads" {
  for_each      = local.reads
  name          = "${var.name}-${each.key}"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "reads" {
  for_each               = local.reads
  api_id                 = aws_apigatewayv2_api.reads[each.key].id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.function[each.key].arn
  payload_format_version = "2.0"
  timeout_milliseconds   = min(each.value.timeout * 1000, 30000)
}

resource "aws_apigatewayv2_route" "reads" {
  for_each  = local.reads
  api_id    = aws_apigatewayv2_api.reads[each.key].id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.reads[each.key].id}"
}

resource "aws_cloudwatch_log_group" "reads" {
  for_each          = local.reads
  name              = "/aws/apigateway/${var.name}-${each.key}"
  retention_in_days = var.log_days
}

resource "aws_apigatewayv2_stage" "reads" {
  for_each    = local.reads
  api_id      = aws_apigatewayv2_api.reads[each.key].id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit  = var.reads_per_second
    throttling_burst_limit = 2 * var.reads_per_second
  }

  # Neither addresses nor queries: what people search for is theirs.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.reads[each.key].arn
    format = jsonencode({
      requestId = "$context.requestId"
      time      = "$context.requestTimeEpoch"
      method    = "$context.httpMethod"
      status    = "$context.status"
      ms        = "$context.responseLatency"
      error     = "$context.integrationErrorMessage"
    })
  }
}

resource "aws_lambda_permission" "reads" {
  for_each      = local.reads
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.function[each.key].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.reads[each.key].execution_arn}/*"
}
