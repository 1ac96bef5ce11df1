variable "project" {
  type        = string
  description = "The project's id."
}

variable "region" {
  type        = string
  description = "Where all of it runs; near the database, and one that Cloud Scheduler has."
}

variable "name" {
  type        = string
  default     = "cineai"
  description = "What every name begins with. With a function's it is the id of a service account, which has 30 letters at the most."
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]+$", var.name)) && length(var.name) + 1 + max([for function in keys(local.manifest) : length(function)]...) <= 30
    error_message = "name must be small letters, digits and hyphens, a letter first, and 30 at the most together with the longest function's."
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
  description = "By environment variable, e.g. ANTHROPIC_API_KEY, the functions that get it. Its value is in a secret, which outputs, secrets, names; secrets.sh puts it there."
  validation {
    condition     = length(setsubtract(flatten([for functions in values(var.secret_settings) : tolist(functions)]), keys(local.manifest))) == 0
    error_message = "secret_settings must name functions of functions/functions.yaml."
  }
}

variable "network" {
  type        = object({ network = string, subnetwork = string })
  default     = null
  description = "A network from which the database can be reached, where it is not by the internet: what goes to private addresses goes through it."
}

variable "operators" {
  type        = set(string)
  default     = []
  description = "Who beside the schedules may invoke jobs, e.g. user:me@example.com."
  validation {
    condition     = !contains(var.operators, "allUsers") && !contains(var.operators, "allAuthenticatedUsers")
    error_message = "operators must be somebody, not everybody."
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

variable "warm_reads" {
  type        = number
  default     = 0
  description = "Instances of the read function that are there though nobody reads."
  validation {
    condition     = var.warm_reads >= 0 && floor(var.warm_reads) == var.warm_reads
    error_message = "warm_reads must be a whole number, 0 or more."
  }
}

variable "reads_at_once" {
  type        = number
  default     = 40
  description = "Requests that one instance of the read function serves at once."
  validation {
    condition     = var.reads_at_once >= 1 && var.reads_at_once <= 1000
    error_message = "reads_at_once must be from 1 to 1000."
  }
}

variable "least_memory" {
  type        = number
  default     = 128
  description = "MB that every function has at the least. Images with a JVM want 512."
  validation {
    condition     = var.least_memory >= 128 && var.least_memory <= 4096
    error_message = "least_memory must be from 128 to 4096."
  }
}

variable "notification_channels" {
  type        = set(string)
  default     = []
  description = "Channels that alerts go to, by full name: projects/…/notificationChannels/…"
}

variable "alarm_email" {
  type        = string
  default     = null
  description = "Whom alerts are sent to besides."
}

variable "read_p95_ms" {
  type        = number
  default     = 200
  description = "Milliseconds that 95 of 100 reads take at the most before there is an alert."
}
