# One role a function: it writes its own log, reads its own settings, leaves its dead letters, and may do nothing else in this account.
data "aws_caller_identity" "here" {}

resource "aws_iam_role" "function" {
  for_each = local.functions
  name     = "${var.name}-${each.key}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions
  name     = "own"
  role     = aws_iam_role.function[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["${aws_cloudwatch_log_group.function[each.key].arn}:*"] },
        { Effect = "Allow", Action = ["kms:Decrypt"], Resource = [aws_kms_key.settings.arn] },
      ],
      each.value.job ? [{ Effect = "Allow", Action = ["sqs:SendMessage"], Resource = [aws_sqs_queue.dead.arn] }] : [],
      # Lambda makes its network interfaces as the function, and AWS wants a star for it.
      var.network == null ? [] : [{
        Effect = "Allow"
        Action = [
          "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"
        ]
        Resource = ["*"]
      }],
      [for function, folder in var.folders : {
        Effect    = "Allow", Action = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"], Resource = ["*"]
        Condition = { StringEquals = { "elasticfilesystem:AccessPointArn" = folder.access_point } }
      } if function == each.key],
    )
  })
}

# The schedules' role: it invokes jobs, and nothing that serves people.
resource "aws_iam_role" "scheduler" {
  name = "${var.name}-scheduler"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = {
        "aws:SourceAccount" = data.aws_caller_identity.here.account_id
        "aws:SourceArn"     = aws_scheduler_schedule_group.ticks.arn
      } }
    }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name = "invoke-jobs"
  role = aws_iam_role.scheduler.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["lambda:InvokeFunction"], Resource = [for function in keys(local.jobs) : aws_lambda_function.function[function].arn] },
      { Effect = "Allow", Action = ["sqs:SendMessage"], Resource = [aws_sqs_queue.dead.arn] },
    ]
  })
}
