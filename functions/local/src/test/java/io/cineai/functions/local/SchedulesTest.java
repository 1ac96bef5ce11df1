package io.cineai.functions.local;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.cineai.functions.console.Manifest;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTest {
    private static final CronParser QUARTZ =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 * * * *      | 0 7 * * * ?",
                "*/5 * * * *    | 0 */5 * * * ?",
                "23 3 * * *     | 0 23 3 * * ?",
                "0 4 1 * *      | 0 0 4 1 * ?",
                "0 4 * * 1      | 0 0 4 ? * MON",
                "0 4 * * 0      | 0 0 4 ? * SUN",
                "0 4 * * 7      | 0 0 4 ? * SUN",
                "0 4 * * 1-5    | 0 0 4 ? * MON-FRI",
                "0 4 * * 1,3,6  | 0 0 4 ? * MON,WED,SAT",
                "0 4 * * MON    | 0 0 4 ? * MON",
                "' 0  4 * * * ' | 0 0 4 * * ?"
            })
    void cronOfFiveFieldsBecomesCronOfSix(String five, String six) {
        assertThat(Schedules.withSeconds(five), equalTo(six));
    }

    @Test
    void mondayIsMonday() {
        ExecutionTime mondays = ExecutionTime.forCron(QUARTZ.parse(Schedules.withSeconds("0 4 * * 1")));

        ZonedDateTime next =
                mondays.nextExecution(ZonedDateTime.parse("2026-01-01T00:00Z")).orElseThrow();

        assertThat(next.getDayOfWeek(), equalTo(DayOfWeek.MONDAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * * *", "0 * * * * *", "@daily", "0 4 1 * 1"})
    void anythingElseIsRefused(String cron) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Schedules.withSeconds(cron));

        assertThat(refusal.getMessage(), containsString("schedule must"));
    }

    @Test
    void everyScheduleOfTheManifestIsValid() {
        Manifest.read().functions().values().stream()
                .flatMap(entry -> entry.ticks().stream())
                .forEach(tick ->
                        QUARTZ.parse(Schedules.withSeconds(tick.schedule())).validate());
    }
}
