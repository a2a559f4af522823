/**
 * Puts a text on the clipboard. Through the event of a copy, which needs neither a permission nor TLS: the desktop shell
 * gives none, and a browser on the network has no `navigator.clipboard`. False when the browser refuses.
 */
export function copyText(text: string): boolean {
  let taken = false;
  const give = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData!.setData('text/plain', text);
    taken = true;
  };
  document.addEventListener('copy', give, true);
  try {
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', give, true);
  }
  return taken;
}
