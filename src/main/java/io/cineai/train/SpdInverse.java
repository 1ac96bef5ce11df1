package io.cineai.train;

import org.ejml.data.DGrowArray;
import org.ejml.data.DMatrixRBlock;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.block.MatrixOps_DDRB;
import org.ejml.dense.block.linsol.chol.CholeskyOuterSolver_MT_DDRB;

/** Inverts symmetric positive definite matrices by EJML's blocked Cholesky on all cores; holds two matrices at its peak. */
final class SpdInverse {
    private SpdInverse() {}

    /**
     * The inverse, line by line.
     *
     * @param matrix n times n, line by line; spent afterwards
     */
    static double[] of(double[] matrix, int n) {
        DGrowArray room = new DGrowArray();
        DMatrixRBlock block = MatrixOps_DDRB.convertInplace(DMatrixRMaj.wrap(n, n, matrix), null, room);
        CholeskyOuterSolver_MT_DDRB solver = new CholeskyOuterSolver_MT_DDRB();
        if (!solver.setA(block)) throw new ArithmeticException("matrix is not positive definite: " + n + " x " + n);
        DMatrixRBlock inverse = new DMatrixRBlock(n, n);
        solver.invert(inverse);
        return MatrixOps_DDRB.convertInplace(inverse, null, room).data;
    }
}
