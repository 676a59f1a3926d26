/** The id of a record's activity in the document of its run, by its number. */
export function idOf(number: number): string {
  return `a${number}`;
}

/** The number of a record in its run by the id of its activity, such as `a17`. */
export function numberOf(activity: string): number {
  return Number(activity.slice(1));
}

/** The same of a text from an address; null for what can be none. */
export function lineNumberOf(activity: string): number | null {
  return /^a[1-9][0-9]{0,8}$/.test(activity) ? numberOf(activity) : null;
}
