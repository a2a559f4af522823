/** L of A = L·Lᵀ. */
export interface Triangle {
  size: number;
  /** Row by row; what is above the diagonal is not looked at. */
  lower: Float64Array;
}

/** Of a symmetric matrix, row by row. A direction of which it says nothing counts as one of which it says next to nothing. */
export function cholesky(matrix: Float64Array, size: number): Triangle {
  const lower = matrix.slice();
  for (let k = 0; k < size; k++) {
    for (let i = k; i < size; i++) {
      let sum = lower[i * size + k]!;
      for (let j = 0; j < k; j++) sum -= lower[i * size + j]! * lower[k * size + j]!;
      lower[i * size + k] = i === k ? Math.sqrt(Math.max(sum, 1e-10 * Math.max(1, matrix[k * size + k]!))) : sum / lower[k * size + k]!;
    }
  }
  return { size, lower };
}

/** x of A·x = right. */
export function choleskySolve({ size, lower }: Triangle, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) x[i]! -= lower[i * size + j]! * x[j]!;
    x[i]! /= lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) x[i]! -= lower[j * size + i]! * x[j]!;
    x[i]! /= lower[i * size + i]!;
  }
  return x;
}

/** Of A, row by row. */
export function inverse(triangle: Triangle): Float64Array {
  const { size } = triangle;
  const inverted = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    const unit = new Float64Array(size);
    unit[k] = 1;
    inverted.set(choleskySolve(triangle, unit), k * size);
  }
  return inverted;
}
