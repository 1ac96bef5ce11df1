# Lambda itself knows no secrets, and its extension for them wants code that asks it. So Terraform reads the secret and gives each function
# what is its own as environment variables, encrypted with a key of ours. They are in Terraform's state, which must be kept as secrets are.
data "aws_secretsmanager_secret_version" "functions" {
  secret_id = var.secret
}

locals {
  secret = jsondecode(data.aws_secretsmanager_secret_version.functions.secret_string)
  secret_environment = { for function, it in local.functions : function => merge(
    { QUARKUS_DATASOURCE_PASSWORD = lookup(local.secret, it.password, "") },
    { for key, functions in var.secret_settings : key => local.secret[key] if contains(functions, function) },
  ) }
}

resource "aws_kms_key" "settings" {
  description             = "${var.name}: environment variables of functions"
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

resource "aws_kms_alias" "settings" {
  name          = "alias/${var.name}-settings"
  target_key_id = aws_kms_key.settings.key_id
}
