# The migration needs the owner's password and more time and memory than a function: a task of its own inside the network. Where the
# database is reached by the internet, migrate.sh runs the image at the operator's machine, and nothing of this is made.
locals {
  migrate = var.network == null ? 0 : 1
  migrate_network = {
    awsvpcConfiguration = {
      subnets        = try(tolist(var.network.subnets), [])
      securityGroups = try(tolist(var.network.security_groups), [])
      assignPublicIp = try(var.network.public, false) ? "ENABLED" : "DISABLED"
    }
  }
}

data "aws_secretsmanager_secret" "read_by_migration" {
  for_each = local.migrate == 0 ? {} : { functions = var.secret, owner = var.owner_secret }
  # One of the two, as it is a name or an ARN.
  name = startswith(each.value, "arn:") ? null : each.value
  arn  = startswith(each.value, "arn:") ? each.value : null
}

resource "aws_ecs_cluster" "migrate" {
  count = local.migrate
  name  = "${var.name}-migrate"
}

resource "aws_cloudwatch_log_group" "migrate" {
  count             = local.migrate
  name              = "/ecs/${var.name}-migrate"
  retention_in_days = var.log_days
}

resource "aws_iam_role" "migrate" {
  count = local.migrate
  name  = "${var.name}-migrate"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

# Of the agent that starts the task: the process itself has no role.
resource "aws_iam_role_policy" "migrate" {
  count = local.migrate
  name  = "start"
  role  = aws_iam_role.migrate[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["ecr:GetAuthorizationToken"], Resource = ["*"] },
      { Effect = "Allow", Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], Resource = [aws_ecr_repository.image["migrate"].arn] },
      { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["${aws_cloudwatch_log_group.migrate[0].arn}:*"] },
      { Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = [for secret in data.aws_secretsmanager_secret.read_by_migration : secret.arn] },
    ]
  })
}

resource "aws_ecs_task_definition" "migrate" {
  count                    = local.migrate
  family                   = "${var.name}-migrate"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  execution_role_arn       = aws_iam_role.migrate[0].arn

  runtime_platform {
    cpu_architecture        = "X86_64"
    operating_system_family = "LINUX"
  }

  volume {
    name = "tmp"
  }

  container_definitions = jsonencode([{
    name                   = "migrate"
    image                  = "${aws_ecr_repository.image["migrate"].repository_url}:${var.tag}"
    essential              = true
    readonlyRootFilesystem = true
    mountPoints            = [{ sourceVolume = "tmp", containerPath = "/tmp" }]
    environment            = [{ name = "QUARKUS_DATASOURCE_REACTIVE_URL", value = var.database_url }]
    secrets = concat(
      [for key in ["QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD"] : {
        name = key, valueFrom = "${data.aws_secretsmanager_secret.read_by_migration["owner"].arn}:${key}::"
      }],
      [for function in values(local.functions) : {
        name = function.password, valueFrom = "${data.aws_secretsmanager_secret.read_by_migration["functions"].arn}:${function.password}::"
      }],
    )
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.migrate[0].name
        awslogs-region        = var.region
        awslogs-stream-prefix = "migrate"
      }
    }
  }])

  depends_on = [aws_iam_role_policy.migrate]
}
