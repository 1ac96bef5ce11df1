# functions/functions.yaml is read here and nowhere else: no name, schedule, payload or limit of a function stands in these files.
locals {
  manifest = yamldecode(file("${path.module}/../../functions/functions.yaml")).functions

  # Cloud Run lets a request run for an hour, Cloud Scheduler waits for half of one.
  longest       = 3600
  longest_tick  = 1800
  shortest_tick = 15
  # What a run has for its end, once it takes up no more.
  ending = 60

  functions = { for function, wants in local.manifest : function => {
    job         = wants.kind == "job"
    does        = wants.does
    role        = wants.role
    memory      = max(wants.memory, var.least_memory)
    timeout     = min(wants.timeout, local.longest)
    concurrency = wants.concurrency
    password    = "CINEAI_PASSWORD_${upper(replace(function, "-", "_"))}"
  } }
  # Who runs functions by hand, for operators.
  consoles = { for function, it in local.functions : function => it if it.role == "cineai_console" }

  jobs  = { for function, it in local.functions : function => it if it.job }
  reads = { for function, it in local.functions : function => it if !it.job }

  ticks = merge([for function, wants in local.manifest : {
    for n, tick in concat(
      [for schedule in compact([try(wants.schedule, "")]) : jsonencode({ schedule = schedule, payload = try(wants.payload, {}) })],
      [for also in try(wants.also, []) : jsonencode(also)]
      ) : n == 0 ? function : "${function}-${n + 1}" => {
      function = function
      schedule = jsondecode(tick).schedule
      deadline = max(local.shortest_tick, min(local.functions[function].timeout, local.longest_tick))
      payload = jsonencode(merge(jsondecode(tick).payload, {
        for field, seconds in jsondecode(tick).payload : field => min(seconds, local.functions[function].timeout - local.ending, local.longest_tick - local.ending)
        if field == "deadlineSeconds"
      }))
    }
  }]...)
}

module "clock" {
  source   = "../clock"
  for_each = local.ticks
  schedule = each.value.schedule
}
