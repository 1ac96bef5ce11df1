package io.cineai.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorClaimTest {
    private final OperatorClaim claim = new OperatorClaim(List.of("app_metadata", "cineai_role"), "operator");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'app_metadata': {'cineai_role': 'operator'}} | true",
                "{'app_metadata': {'cineai_role': ['viewer', 'operator']}} | true",
                "{'app_metadata': {'cineai_role': 'Operator'}} | false",
                "{'app_metadata': {'cineai_role': {'operator': true}}} | false",
                "{'app_metadata': {'cineai_role': true}} | false",
                "{'app_metadata': 'operator'} | false",
                "{'app_metadata': null} | false",
                "{'app_metadata.cineai_role': 'operator'} | false",
                "{'cineai_role': 'operator'} | false",
                "{'user_metadata': {'cineai_role': 'operator'}} | false",
                "{} | false"
            })
    void itIsThereAndSaysSo(String claims, boolean operator) throws InvalidJwtException {
        assertEquals(operator, claim.isIn(JwtClaims.parse(claims.replace('\'', '"'))));
    }

    @Test
    void itMayBeAtTheTop() throws InvalidJwtException {
        assertEquals(true, new OperatorClaim(List.of("role"), "admin").isIn(JwtClaims.parse("{\"role\": \"admin\"}")));
    }

    @Test
    void whatUsersWriteThemselvesMakesNoOperator() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new OperatorClaim(List.of("user_metadata", "cineai_role"), "operator"));
        assertThrows(IllegalArgumentException.class, () -> new OperatorClaim(List.of("app_metadata", ""), "operator"));
        assertThrows(IllegalArgumentException.class, () -> new OperatorClaim(List.of("role"), " "));
    }
}
