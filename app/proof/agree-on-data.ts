import { type Check, notDone } from "./verdict.ts";

const ABSENT = "no_embedded_inventory";

/**
 * The check of the printed figures, as the check of the totals leaves it. Both take the data out of the file, each with
 * its own reader. In a file that another program wrote, one may find them and the other not. Then no line may state that
 * there are none next to one that calculated with them: the figures count as unread.
 */
export function agreeOnData(totals: Check, printed: Check): Check {
  if (totals.reason === "no_data") {
    const isRead = printed.reason === "printed_equal" || printed.reason === "printed_differs";
    return isRead ? notDone("printed", "printed_unreadable", { fault: totals.facts.fault ?? ABSENT }) : printed;
  }
  const hasData = totals.outcome === "passed" || totals.outcome === "failed";
  const isAbsent = printed.reason === "printed_unreadable" && printed.facts.fault === ABSENT;
  return hasData && isAbsent ? notDone("printed", "printed_unreadable", { fault: "not_our_form" }) : printed;
}
