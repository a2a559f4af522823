const MINUS = '\u2212';
const groups = new Intl.NumberFormat('en-GB');

/** A lap time, `1:21.400`, or `47.112` below a minute; a dash for none. */
export function lapTime(seconds: number | null): string {
  if (seconds === null) return '–';
  const ms = Math.round(seconds * 1000);
  const minutes = Math.floor(ms / 60_000);
  const rest = ((ms % 60_000) / 1000).toFixed(3);
  return minutes > 0 ? `${minutes}:${rest.padStart(6, '0')}` : rest;
}

/** Race time, `0:24:51`. */
export function raceTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
}

/** Race time on an axis, `24:51`; with tenths when the steps are finer than a second. */
export function axisTime(seconds: number, tenths = false): string {
  const sign = seconds < 0 ? MINUS : '';
  const value = Math.abs(seconds);
  const minutes = Math.floor(value / 60);
  const rest = tenths ? (value % 60).toFixed(1) : String(Math.floor(value % 60));
  return `${sign}${minutes}:${rest.padStart(tenths ? 4 : 2, '0')}`;
}

/** A gap in the timing tower, `+1.842`; a minute or more as `+1:02.4`. */
export function gapTime(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 60) return `+${seconds.toFixed(3)}`;
  const tenths = Math.round(seconds * 10);
  return `+${Math.floor(tenths / 600)}:${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}`;
}

/** A count with thousands apart, `148,220`. */
export const count = (value: number): string => groups.format(Math.round(value));

/** A size on disk, `4.1 MB`. */
export function fileSize(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(bytes >= 1e11 ? 0 : 2)} GB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Bits a second in the unit that suits, `1.8 Mbit/s`. */
export function bitRate(bits: number): string {
  if (bits >= 1e6) return `${(bits / 1e6).toFixed(1)} Mbit/s`;
  if (bits >= 1e3) return `${(bits / 1e3).toFixed(0)} kbit/s`;
  return `${bits.toFixed(0)} bit/s`;
}

/** A value with a real minus sign. */
export function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** `24 Nov 14:02`, in the reader's own time zone. */
export function startTime(unix: number): string {
  const date = new Date(unix * 1000);
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return `${day} ${date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })}`;
}

/** `14:02:31`, in the reader's own time zone. */
export function clockTime(unix: number): string {
  return new Date(unix * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
