/** As the address of an image: the page's policy allows no others that are made here. */
export const svgAddress = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** An SVG document as a PNG. @param ratio pixels of the image for each of the document's */
export async function svgToPng(svg: string, width: number, height: number, ratio: number): Promise<Blob> {
  const image = new Image(width, height);
  image.src = svgAddress(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const ctx = canvas.getContext('2d')!;
  ctx.scale(ratio, ratio);
  ctx.drawImage(image, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture could not be made: this window has too little memory. Export it as SVG, or close other windows.');
  return blob;
}
