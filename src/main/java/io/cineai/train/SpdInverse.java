package io.cineai.train;

import java.util.stream.IntStream;
import org.ejml.data.DGrowArray;
import org.ejml.data.DMatrixRBlock;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DSubmatrixD1;
import org.ejml.dense.block.MatrixMult_DDRB;
import org.ejml.dense.block.MatrixOps_DDRB;
import org.ejml.dense.block.TriangularSolver_DDRB;
import org.ejml.dense.block.decomposition.chol.CholeskyOuterForm_MT_DDRB;

/**
 * Inverts symmetric positive definite matrices by EJML's blocked Cholesky on all cores; holds two matrices at its peak. From the factor L on,
 * each strip of columns is solved by itself, below the diagonal only: EJML's own inverse solves all of it, mostly on one core.
 */
final class SpdInverse {
    private SpdInverse() {}

    /**
     * The inverse, line by line.
     *
     * @param matrix n times n, line by line; spent afterwards
     * @throws ArithmeticException where the matrix is not positive definite
     */
    static double[] of(double[] matrix, int n) {
        DMatrixRBlock block = MatrixOps_DDRB.convertInplace(DMatrixRMaj.wrap(n, n, matrix), null, new DGrowArray());
        CholeskyOuterForm_MT_DDRB cholesky = new CholeskyOuterForm_MT_DDRB(true);
        if (!cholesky.decompose(block))
            throw new ArithmeticException("matrix is not positive definite: " + n + " x " + n);
        DMatrixRBlock factor = cholesky.getT(null);
        double[] inverse = new double[n * n];
        int width = factor.blockLength;
        IntStream.range(0, (n + width - 1) / width)
                .parallel()
                .map(strip -> strip * width)
                .forEach(from -> copy(strip(factor, from), from, inverse, n));
        return inverse;
    }

    /** A strip of the inverse from this line and column on: what is above and left of them has no say in it. */
    private static DMatrixRBlock strip(DMatrixRBlock factor, int from) {
        int n = factor.numRows;
        int width = factor.blockLength;
        DMatrixRBlock strip = new DMatrixRBlock(n - from, Math.min(width, n - from), width);
        for (int k = 0; k < strip.numCols; k++) strip.set(k, k, 1);
        TriangularSolver_DDRB.solveL(
                width, new DSubmatrixD1(factor, from, n, from, n), lines(strip, 0, n - from), false);
        solveTransposed(factor, from, strip);
        return strip;
    }

    /** From the last lines up. EJML's own would go on to the first line of the factor. */
    private static void solveTransposed(DMatrixRBlock factor, int from, DMatrixRBlock strip) {
        int n = factor.numRows;
        int width = factor.blockLength;
        for (int at = (n - 1) / width * width; at >= from; at -= width) {
            int to = Math.min(at + width, n);
            DSubmatrixD1 diagonal = new DSubmatrixD1(factor, at, to, at, to);
            TriangularSolver_DDRB.solveBlock(width, false, diagonal, lines(strip, at - from, to - from), true, false);
            if (at == from) return;
            DSubmatrixD1 beside = new DSubmatrixD1(factor, at, n, at - width, at);
            DSubmatrixD1 next = lines(strip, at - width - from, at - from);
            MatrixMult_DDRB.multMinusTransA(width, beside, lines(strip, at - from, n - from), next);
        }
    }

    private static DSubmatrixD1 lines(DMatrixRBlock strip, int from, int to) {
        return new DSubmatrixD1(strip, from, to, 0, strip.numCols);
    }

    /** To both sides of the diagonal. */
    private static void copy(DMatrixRBlock strip, int from, double[] inverse, int n) {
        for (int column = 0; column < strip.numCols; column++)
            for (int line = column; line < strip.numRows; line++) {
                double value = strip.get(line, column);
                inverse[(from + line) * n + from + column] = value;
                inverse[(from + column) * n + from + line] = value;
            }
    }
}
