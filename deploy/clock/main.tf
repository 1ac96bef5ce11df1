# What a schedule of functions/functions.yaml means: how far apart its ticks are, how long one of them is worth being delivered late, and
# how AWS spells it. No provider is needed.
terraform {
  required_version = ">= 1.9"
}

variable "schedule" {
  type        = string
  description = "Cron, UTC, five fields: minute, hour, day of the month, month, day of the week (0 and 7: Sunday)."

  validation {
    condition     = can(regex("^(\\*|\\*/[0-9]+|[0-9,-]+) (\\*|\\*/[0-9]+|[0-9,-]+) (\\*|[0-9,-]+) (\\*|[0-9,-]+) (\\*|[0-7](-[0-7])?(,[0-7](-[0-7])?)*)$", var.schedule))
    error_message = "A schedule must have five fields, of numbers, lists and ranges, in the first two also of steps: ${var.schedule}"
  }
  validation {
    condition     = split(" ", var.schedule)[2] == "*" || split(" ", var.schedule)[4] == "*"
    error_message = "A schedule must not bind the day of the month and the day of the week both, which AWS cannot say: ${var.schedule}"
  }
}

locals {
  fields   = split(" ", var.schedule)
  sizes    = [60, 24]
  weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

  # The minutes of an hour and the hours of a day at which there is a tick.
  at = [for field, size in local.sizes : distinct(flatten([
    for part in split(",", local.fields[field]) :
    part == "*" ? range(size) :
    startswith(part, "*/") ? range(0, size, tonumber(trimprefix(part, "*/"))) :
    range(tonumber(split("-", part)[0]), tonumber(reverse(split("-", part))[0]) + 1)
  ]))]
  of_day = [for tick in sort(flatten([for hour in local.at[1] : [for minute in local.at[0] : format("%04d", hour * 60 + minute)]])) : tonumber(tick)]
  days = [for day in distinct(flatten([
    for part in split(",", local.fields[4] == "*" ? "0-6" : local.fields[4]) :
    [for day in range(tonumber(split("-", part)[0]), tonumber(reverse(split("-", part))[0]) + 1) : day % 7]
  ])) : day]
  # From a day with ticks to the next one; one that is bound by its date may be tomorrow.
  ordered  = [for day in sort([for day in local.days : tostring(day)]) : tonumber(day)]
  day_gaps = [for n, day in local.ordered : n + 1 < length(local.ordered) ? local.ordered[n + 1] - day : local.ordered[0] + 7 - day]

  gaps = [for n, tick in local.of_day :
    n + 1 < length(local.of_day) ? local.of_day[n + 1] - tick : local.of_day[0] + 1440 * min(local.day_gaps...) - tick
  ]
  interval = 60 * min(local.gaps...)

  # A tick that is not through when the next one is near is for the next one to do; nor is a night's work done in the morning.
  age = max(60, min(floor(local.interval * 0.8), 10800))

  # AWS counts from the first of what it steps through, has names for weekdays, and wants a ? where the other field of days speaks.
  six = join(" ", [
    replace(local.fields[0], "*/", "0/"),
    replace(local.fields[1], "*/", "0/"),
    local.fields[4] == "*" ? local.fields[2] : "?",
    local.fields[3],
    local.fields[4] == "*" ? "?" : join(",", [for day in local.days : local.weekdays[day]]),
    "*",
  ])
}

output "interval" {
  description = "Seconds between two ticks, where they are closest."
  value       = local.interval
}

output "age" {
  description = "Seconds for which a tick is worth being delivered late: less than until the next one. Range 60 to 10,800."
  value       = local.age
}

output "aws" {
  description = "The same in AWS's six fields."
  value       = "cron(${local.six})"
}
