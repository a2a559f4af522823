type Draw = (now: number) => void;

/**
 * The one animation loop of the window. Rastering a chart costs more than computing it, so charts take turns, one a
 * frame: with six of them each is redrawn ten times a second, which a window of 60 s cannot show any finer. A canvas
 * with moving dots needs more and is drawn every second frame beside them. Nothing runs while nobody has registered, or
 * while the browser hides the page.
 */
class FrameLoop {
  readonly #everyFrame: Draw[] = [];
  readonly #moving: Draw[] = [];
  readonly #inTurn: Draw[] = [];
  #turn = 0;
  #frame = 0;
  #request = 0;

  /** Called each frame before anything is drawn: clocks. Must be cheap. */
  everyFrame(draw: Draw): () => void {
    return this.#add(this.#everyFrame, draw);
  }

  /** Called every second frame. */
  moving(draw: Draw): () => void {
    return this.#add(this.#moving, draw);
  }

  /** Called when its turn comes: one such drawing a frame. */
  inTurn(draw: Draw): () => void {
    return this.#add(this.#inTurn, draw);
  }

  #add(list: Draw[], draw: Draw): () => void {
    list.push(draw);
    if (this.#request === 0) this.#request = requestAnimationFrame(this.#run);
    return () => {
      const at = list.indexOf(draw);
      if (at >= 0) list.splice(at, 1);
    };
  }

  readonly #run = (now: number): void => {
    const idle = this.#everyFrame.length + this.#moving.length + this.#inTurn.length === 0;
    this.#request = idle ? 0 : requestAnimationFrame(this.#run);
    for (const draw of this.#everyFrame) draw(now);
    if (this.#frame++ % 2 === 0) for (const draw of this.#moving) draw(now);
    if (this.#inTurn.length === 0) return;
    this.#turn = (this.#turn + 1) % this.#inTurn.length;
    this.#inTurn[this.#turn]!(now);
  };
}

export const frameLoop = new FrameLoop();
