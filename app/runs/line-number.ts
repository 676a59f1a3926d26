/** The id of a record's activity in the document of its run, by its number. */
export function idOf(number: number): string {
  return `a${number}`;
}

/** The number of a record in its run by the id of its activity, such as `a17`. */
export function numberOf(activity: string): number {
  return Number(activity.slice(1));
}
