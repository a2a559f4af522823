const LONGEST = 300;

/** Text for a message of one line: what a file says may hold line ends and worse. */
export function oneLine(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}
