package io.cineai.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpdInverseTest {
    /** EJML's blocks are 60 wide: sizes around one and several of them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 59, 60, 61, 120, 187})
    void timesItsMatrixIsOne(int n) {
        double[] matrix = positiveDefinite(n, new Random(n));

        double[] inverse = SpdInverse.of(matrix.clone(), n);

        for (int a = 0; a < n; a++)
            for (int b = 0; b < n; b++) {
                double sum = 0;
                for (int k = 0; k < n; k++) sum += matrix[a * n + k] * inverse[k * n + b];
                assertEquals(a == b ? 1 : 0, sum, 1e-9, n + ": " + a + ", " + b);
                assertEquals(inverse[a * n + b], inverse[b * n + a], "symmetric");
            }
    }

    @Test
    void whatIsNotPositiveDefiniteIsRefused() {
        double[] indefinite = {1, 2, 2, 1};

        ArithmeticException refused = assertThrows(ArithmeticException.class, () -> SpdInverse.of(indefinite, 2));

        assertTrue(refused.getMessage().contains("2 x 2"), refused.getMessage());
    }

    private static double[] positiveDefinite(int n, Random random) {
        double[] some = random.doubles((long) n * n, -1, 1).toArray();
        double[] matrix = new double[n * n];
        for (int a = 0; a < n; a++)
            for (int b = 0; b < n; b++) {
                double sum = a == b ? 1 : 0;
                for (int k = 0; k < n; k++) sum += some[a * n + k] * some[b * n + k];
                matrix[a * n + b] = sum;
            }
        return matrix;
    }
}
