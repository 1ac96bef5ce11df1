variable "region" {
  type        = string
  description = "Where all of it runs; near the database."
}

variable "name" {
  type        = string
  default     = "cineai"
  description = "What every name begins with."
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}$", var.name))
    error_message = "name must be 2 to 21 small letters, digits and hyphens, a letter first."
  }
}

variable "tag" {
  type        = string
  description = "Which images: the tag that up.sh pushed. Tags never move; a new version is a new tag."
  validation {
    condition     = can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.tag)) && var.tag != "latest"
    error_message = "tag must be that of an image, and not latest."
  }
}

variable "database_url" {
  type        = string
  description = "postgresql://host:port/database, without a name or a password; ?sslmode=verify-full and the like may follow."
  validation {
    condition     = can(regex("^postgresql://[^@/]+/[^@]+$", var.database_url))
    error_message = "database_url must be postgresql://host:port/database, without credentials."
  }
}

variable "transaction_pooler" {
  type        = bool
  default     = false
  description = "Whether a pooler in transaction mode stands before the database."
}

variable "connections" {
  type        = number
  default     = 4
  description = "Connections of one instance at the most. Times the concurrency of all functions it must fit into the database's or the pooler's."
  validation {
    condition     = var.connections >= 2 && var.connections <= 8 && floor(var.connections) == var.connections
    error_message = "connections must be a whole number from 2 to 8."
  }
}

variable "secret" {
  type        = string
  default     = "cineai/functions"
  description = "Name or ARN of the secret in Secrets Manager: a JSON object with CINEAI_PASSWORD_<FUNCTION> for each, and what secret_settings names. secrets.sh makes it."
}

variable "owner_secret" {
  type        = string
  default     = "cineai/owner"
  description = "Name or ARN of the secret with the owner's QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD. Only the migration reads it, Terraform does not."
}

variable "settings" {
  type        = map(map(string))
  default     = {}
  description = "Environment variables by function, e.g. who signs the tokens of the read function's users. No secrets."
  validation {
    condition     = length(setsubtract(keys(var.settings), keys(local.manifest))) == 0
    error_message = "settings must name functions of functions/functions.yaml."
  }
}

variable "settings_of_all" {
  type        = map(string)
  default     = {}
  description = "Environment variables of every function. No secrets."
}

variable "secret_settings" {
  type        = map(set(string))
  default     = {}
  description = "By key of the secret, e.g. ANTHROPIC_API_KEY, the functions that get it as an environment variable of that name."
  validation {
    condition     = length(setsubtract(flatten([for functions in values(var.secret_settings) : tolist(functions)]), keys(local.manifest))) == 0
    error_message = "secret_settings must name functions of functions/functions.yaml."
  }
}

variable "network" {
  type = object({
    subnets         = set(string)
    security_groups = set(string)
    public          = optional(bool, false)
  })
  default     = null
  description = "Subnets and security groups from which the database can be reached, where it is not by the internet. public: the migration's task gets an address of its own there."
}

variable "folders" {
  type        = map(object({ access_point = string, path = string }))
  default     = {}
  description = "By function, an EFS access point (its ARN) and where it is mounted, /mnt/…: for what is written into a folder. Wants network."
  validation {
    condition     = length(setsubtract(keys(var.folders), keys(local.manifest))) == 0 && alltrue([for folder in values(var.folders) : startswith(folder.path, "/mnt/")])
    error_message = "folders must name functions of functions/functions.yaml, and paths in /mnt/."
  }
}

variable "paused" {
  type        = bool
  default     = false
  description = "Whether no schedule runs, e.g. while something is being put right."
}

variable "unscheduled" {
  type        = set(string)
  default     = []
  description = "Functions whose schedules do not run."
  validation {
    condition     = length(setsubtract(var.unscheduled, keys(local.manifest))) == 0
    error_message = "unscheduled must name functions of functions/functions.yaml."
  }
}

variable "reserve_concurrency" {
  type        = bool
  default     = true
  description = "Whether each function has its share of the account's concurrency, and no more. An account keeps 100 unreserved: one with a small quota must say false, and then a schedule may overlap with itself, which wastes and does not harm."
}

variable "least_memory" {
  type        = number
  default     = 128
  description = "MB that every function has at the least. Lambda gives processor by memory; images with a JVM want 1024."
  validation {
    condition     = var.least_memory >= 128 && var.least_memory <= 10240
    error_message = "least_memory must be from 128 to 10240."
  }
}

variable "log_days" {
  type        = number
  default     = 30
  description = "How long logs are kept, of the lengths that CloudWatch has."
  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_days)
    error_message = "log_days must be a retention that CloudWatch has: 1, 3, 5, 7, 14, 30, 60, 90, …"
  }
}

variable "alarm_email" {
  type        = string
  default     = null
  description = "Whom alarms are sent to; the address gets a mail to confirm it. Others may subscribe to the topic."
}

variable "read_p95_ms" {
  type        = number
  default     = 200
  description = "Milliseconds that 95 of 100 reads take at the most before there is an alarm."
}

variable "reads_per_second" {
  type        = number
  default     = 500
  description = "What the API lets through in the long run; twice as much for a moment."
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Further tags of everything."
}
