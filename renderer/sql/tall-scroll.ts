/** px; what browsers lay out ends somewhere above this, and is rough before. */
const TALLEST = 8_000_000;

/**
 * Scrolling through more than a browser can lay out. The wheel and keys move by pixels, a drag of the bar by the share of the
 * whole; at rest the bar is put where the content is.
 */
export class TallScroll {
  /** px of the content above the view. */
  offset = 0;
  #full = 0;
  #view = 0;
  #top = 0;

  /** px of the content and of the view. */
  resize(full: number, view: number): void {
    this.#full = full;
    this.#view = view;
    this.offset = Math.min(this.offset, this.#last);
  }

  /** px that are laid out. */
  get height(): number {
    return Math.min(this.#full, TALLEST);
  }

  /** The bar has come to `top`. */
  scrolled(top: number): void {
    const moved = top - this.#top;
    this.#top = top;
    const room = this.height - this.#view;
    if (this.height === this.#full || top <= 0) this.offset = Math.min(Math.max(top, 0), this.#last);
    else if (top >= room - 1) this.offset = this.#last;
    else if (Math.abs(moved) <= 2 * this.#view) this.offset = Math.min(Math.max(this.offset + moved, 0), this.#last);
    else this.offset = (top / room) * this.#last;
  }

  /** Puts the content there; gives where the bar is to be. */
  goTo(offset: number): number {
    this.offset = Math.min(Math.max(offset, 0), this.#last);
    return this.aligned();
  }

  /** Where the bar is to be for what is in view. To be set at rest. */
  aligned(): number {
    const share = this.#last > 0 ? this.offset / this.#last : 0;
    this.#top = this.height === this.#full ? this.offset : Math.round(share * (this.height - this.#view));
    return this.#top;
  }

  get #last(): number {
    return Math.max(0, this.#full - this.#view);
  }
}
