/** What the name of whoever writes notes is remembered under. */
export const NAME_KEY = 'lapwing.note-author';

/** Whose change it is, where a name was given. */
export function signature(): { author?: string } {
  const name = localStorage.getItem(NAME_KEY)?.trim() ?? '';
  return name === '' ? {} : { author: name };
}
