import type { ShouldRevalidateFunction } from "@remix-run/react";

/**
 * A page whose form was refused reads what holds now. By itself it would keep what it was opened with, and a form that
 * names the version it is based on would be refused as outdated however often it is saved again.
 */
export const seeWhatHolds: ShouldRevalidateFunction = ({ actionStatus = 200, defaultShouldRevalidate }) =>
  defaultShouldRevalidate || actionStatus >= 400;
