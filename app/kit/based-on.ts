import { type ShouldRevalidateFunction, useActionData } from "@remix-run/react";

/**
 * A page whose form was refused reads what holds now. By itself it would keep what it was opened with, and a form that
 * names the version it is based on would be refused as outdated however often it is saved again.
 */
export const seeWhatHolds: ShouldRevalidateFunction = ({ actionStatus = 200, defaultShouldRevalidate }) =>
  defaultShouldRevalidate || actionStatus >= 400;

/**
 * What a form says that it is based on. After a fault in a field that is what its author saw, not what holds by now: only
 * who was told of somebody else's change may save over it.
 *
 * @param current what the page shows
 */
export function useBasedOn(current: string): string {
  const answer = useActionData<{ errors?: Record<string, string>; typed?: Record<string, string> }>();
  if (answer?.errors?.form === "stale") return current;
  return answer?.typed?.basedOn ?? current;
}
