package io.cineai.functions.recommendations;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.cineai.testkit.PackagedJars;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PackageIT {
    @Test
    void nothingThatWritesTravelsWithTheReadFunction() throws IOException {
        assertThat(PackagedJars.all().size(), greaterThan(30));
        assertThat(PackagedJars.ofWriters(), is(empty()));
    }
}
