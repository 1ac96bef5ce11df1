package io.cineai.functions.console;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectionTest {
    @Test
    void nothingIsAllowedButOurOwn() {
        String policy = Protection.policy(List.of());

        assertThat(policy, containsString("default-src 'none'; script-src 'self'; style-src 'self'"));
        assertThat(policy, containsString("img-src 'self' data:; connect-src 'self'"));
        assertThat(policy, not(containsString("unsafe")));
    }

    @Test
    void postersComeFromThoseHostsAndOverTlsOnly() {
        assertThat(
                Protection.policy(List.of("images.example.org", "*.example.com")),
                containsString("img-src 'self' data: https://images.example.org https://*.example.com; "));
        assertThat(Protection.host(" https://images.example.org "), equalTo("images.example.org"));
        assertThat(Protection.host("images.example.org:8443"), equalTo("images.example.org:8443"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "localhost",
                "http://images.example.org",
                "images.example.org/path",
                "images.example.org; script-src *",
                "images.example.org 'unsafe-inline'",
                "images.example.org\r\nSet-Cookie: a=b"
            })
    void whatIsNoHostEndsTheStart(String text) {
        assertThrows(IllegalArgumentException.class, () -> Protection.host(text));
    }
}
