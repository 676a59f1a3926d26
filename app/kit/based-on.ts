import { type ShouldRevalidateFunction, useActionData } from "@remix-run/react";

/**
 * Reloads the current state after a refused form. By default the page would keep the state that it was opened with, and
 * its form would be refused as outdated each time.
 */
export const seeWhatHolds: ShouldRevalidateFunction = ({ actionStatus = 200, defaultShouldRevalidate }) =>
  defaultShouldRevalidate || actionStatus >= 400;

/**
 * The tag that a form sends. After an error in a field, it is still the state that the author saw: only authors who
 * were shown another person's change may overwrite it.
 *
 * @param current the tag of the state that the page shows
 */
export function useBasedOn(current: string): string {
  const answer = useActionData<{ errors?: Record<string, string>; typed?: Record<string, string> }>();
  if (answer?.errors?.form === "stale") return current;
  return answer?.typed?.basedOn ?? current;
}
