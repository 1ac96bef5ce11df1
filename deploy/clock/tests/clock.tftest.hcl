run "every_few_minutes" {
  variables { schedule = "*/5 * * * *" }
  assert {
    condition     = output.aws == "cron(0/5 * * * ? *)" && output.interval == 300 && output.age == 240
    error_message = "${output.aws} every ${output.interval} s, for ${output.age} s"
  }
}

run "every_hour" {
  variables { schedule = "7 * * * *" }
  assert {
    condition     = output.aws == "cron(7 * * * ? *)" && output.interval == 3600 && output.age == 2880
    error_message = "${output.aws} every ${output.interval} s, for ${output.age} s"
  }
}

run "every_night" {
  variables { schedule = "23 3 * * *" }
  assert {
    condition     = output.aws == "cron(23 3 * * ? *)" && output.interval == 86400 && output.age == 10800
    error_message = "${output.aws} every ${output.interval} s, for ${output.age} s"
  }
}

run "on_sundays" {
  variables { schedule = "17 4 * * 0" }
  assert {
    condition     = output.aws == "cron(17 4 ? * SUN *)" && output.interval == 604800 && output.age == 10800
    error_message = "${output.aws} every ${output.interval} s, for ${output.age} s"
  }
}

run "sunday_is_seven_too" {
  variables { schedule = "0 12 * * 5-7" }
  assert {
    condition     = output.aws == "cron(0 12 ? * FRI,SAT,SUN *)" && output.interval == 86400
    error_message = "${output.aws} every ${output.interval} s, for ${output.age} s"
  }
}

run "on_the_first" {
  variables { schedule = "0 */6 1 * *" }
  assert {
    condition     = output.aws == "cron(0 0/6 1 * ? *)" && output.interval == 21600
    error_message = "${output.aws} every ${output.interval} s, for ${output.age} s"
  }
}

run "the_closest_of_a_list_counts" {
  variables { schedule = "0,50 8-9 * * 1" }
  assert {
    condition     = output.aws == "cron(0,50 8-9 ? * MON *)" && output.interval == 600 && output.age == 480
    error_message = "${output.aws} every ${output.interval} s, for ${output.age} s"
  }
}

run "a_minute_is_never_less_than_what_aws_takes" {
  variables { schedule = "* * * * *" }
  assert {
    condition     = output.aws == "cron(* * * * ? *)" && output.interval == 60 && output.age == 60
    error_message = "${output.aws} every ${output.interval} s, for ${output.age} s"
  }
}

run "two_kinds_of_days_are_refused" {
  command = plan
  variables { schedule = "0 0 1 * 1" }
  expect_failures = [var.schedule]
}

run "names_are_refused" {
  command = plan
  variables { schedule = "0 0 * * SUN" }
  expect_failures = [var.schedule]
}
