import { Link } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "./i18n-context.tsx";

interface MissingRowsProps {
  missing: number;
  all: number;
  /** The link to the records or to what adds them: an address, or a function. */
  to: string | (() => void);
}

/** Next to a total: how many records it is missing. Nothing if it is complete. */
export function MissingRows({ missing, all, to }: MissingRowsProps) {
  const { common } = useMessages();
  const locale = useLocale();
  if (missing <= 0) return null;
  const count = (value: number) => formatDecimal(String(value), { locale });
  const text = common.missingRows(count(missing), count(all));
  const look = "font-semibold text-bad-ink underline underline-offset-2";
  return (
    <span data-missing-rows>
      {typeof to === "string" ? (
        <Link to={to} className={look}>
          {text}
        </Link>
      ) : (
        <button type="button" onClick={to} className={look}>
          {text}
        </button>
      )}
    </span>
  );
}
