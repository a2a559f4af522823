/** Calls back with the content size of an element, CSS px, at once and whenever it changes. Returns the function that ends it. */
export function followSize(element: Element, changed: (width: number, height: number) => void): () => void {
  const observer = new ResizeObserver(([entry]) => {
    if (entry) changed(Math.floor(entry.contentRect.width), Math.floor(entry.contentRect.height));
  });
  observer.observe(element);
  return () => observer.disconnect();
}
