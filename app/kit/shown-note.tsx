import { Link, useLocation } from "@remix-run/react";
import { useMessages } from "./i18n-context.tsx";

/** Below a partly shown list: the number of rows and a link to all of them. */
export function ShownNote({ shown, total }: { shown: number; total: number }) {
  const { common } = useMessages();
  const { search } = useLocation();
  if (shown >= total) return null;
  const whole = new URLSearchParams(search);
  whole.set("rows", "all");
  return (
    <p className="mt-3 text-14 text-muted">
      {common.shownOf(shown.toLocaleString("en"), total.toLocaleString("en"))}{" "}
      <Link to={`?${whole}`} preventScrollReset className="text-link touch:py-2">
        {common.showAll}
      </Link>
    </p>
  );
}
