/**
 * The discrete Fourier transform of a signal, in place: radix 2, decimation in time (Cooley and Tukey, "An Algorithm for the Machine Calculation
 * of Complex Fourier Series", Math. Comp. 19, 1965). Not scaled: X[k] = Σ x[n] exp(−2πi kn / N).
 * @param re real parts; a power of two of them
 * @param im imaginary parts, as many
 */
export function fourier(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  reverseBits(re, im);
  const cos = new Float64Array(n / 2);
  const sin = new Float64Array(n / 2);
  for (let i = 0; i < n / 2; i++) {
    cos[i] = Math.cos((2 * Math.PI * i) / n);
    sin[i] = -Math.sin((2 * Math.PI * i) / n);
  }
  for (let half = 1; half < n; half *= 2) {
    const stride = n / (2 * half);
    for (let block = 0; block < n; block += 2 * half) {
      for (let i = 0; i < half; i++) {
        const [low, high] = [block + i, block + i + half];
        const [c, s] = [cos[i * stride]!, sin[i * stride]!];
        const real = re[high]! * c - im[high]! * s;
        const imaginary = re[high]! * s + im[high]! * c;
        re[high] = re[low]! - real;
        im[high] = im[low]! - imaginary;
        re[low]! += real;
        im[low]! += imaginary;
      }
    }
  }
}

function reverseBits(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [re[i], re[j]] = [re[j]!, re[i]!];
    [im[i], im[j]] = [im[j]!, im[i]!];
  }
}
