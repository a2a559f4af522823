/** Where the screens live in the desktop shell. */
export const SCHEME = 'app';
export const HOME = `${SCHEME}://lapwing/`;

/** Whether an address is one of our own pages. Compared by its parts, never by a piece of its text. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${SCHEME}:` && url.host === 'lapwing' && url.username === '' && url.password === '';
}
