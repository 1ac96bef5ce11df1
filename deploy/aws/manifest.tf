# functions/functions.yaml is read here and nowhere else: no name, schedule, payload or limit of a function stands in these files.
locals {
  manifest = yamldecode(file("${path.module}/../../functions/functions.yaml")).functions

  # Nothing runs longer on Lambda. What asks for more gets this, and is told of it by its payload; see outputs, shortened.
  longest = 900
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
  jobs  = { for function, it in local.functions : function => it if it.job }
  reads = { for function, it in local.functions : function => it if !it.job }

  ticks = merge([for function, wants in local.manifest : {
    for n, tick in concat(
      [for schedule in compact([try(wants.schedule, "")]) : jsonencode({ schedule = schedule, payload = try(wants.payload, {}) })],
      [for also in try(wants.also, []) : jsonencode(also)]
      ) : n == 0 ? function : "${function}-${n + 1}" => {
      function = function
      schedule = jsondecode(tick).schedule
      payload = jsonencode(merge(jsondecode(tick).payload, {
        for field, seconds in jsondecode(tick).payload : field => min(seconds, local.functions[function].timeout - local.ending)
        if field == "deadlineSeconds"
      }))
    }
  }]...)

  # Lambda has one age for all events of a function: that of its most frequent schedule. An hour for those that people start.
  ages = { for function in keys(local.functions) : function => min(concat(
    [for tick, it in local.ticks : module.clock[tick].age if it.function == function], [3600]
  )...) }
  # Where the next tick comes soon, it is the retry.
  retries = { for function in keys(local.functions) : function => local.ages[function] > 720 && contains(values(local.ticks)[*].function, function) ? 2 : 0 }
  # Seconds between ticks, of those that have any.
  intervals = { for function in distinct(values(local.ticks)[*].function) : function => min([
    for tick, it in local.ticks : module.clock[tick].interval if it.function == function
  ]...) }
}

module "clock" {
  source   = "../clock"
  for_each = local.ticks
  schedule = each.value.schedule
}
