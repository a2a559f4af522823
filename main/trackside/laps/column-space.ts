/** Room for columns that are read and forgotten again, kept so that a question to thousands of laps does not leave thousands of arrays behind. */
export class ColumnSpace {
  private samples = new Int32Array(1 << 12);
  private taken = 0;

  /** A column of so many samples, whatever they are, until `clear`. */
  take(count: number): Int32Array {
    if (this.taken + count > this.samples.length) {
      // Columns that were taken stay where they are.
      this.samples = new Int32Array(2 * (this.taken + count));
      this.taken = 0;
    }
    return this.samples.subarray(this.taken, (this.taken += count));
  }

  /** What was taken may be written over from now on. */
  clear(): void {
    this.taken = 0;
  }
}
