import { Link, useLocation } from "@remix-run/react";
import { useMessages } from "./i18n-context.tsx";
import type { PageMark, PageWays } from "./list-page.ts";

/** Links to the previous and next page of a long list. The page is in the address. */
export function PageLinks({ number, pages, previous, next }: PageWays) {
  const { common: t } = useMessages();
  const { pathname, search } = useLocation();
  if (!previous && !next) return null;
  const text = pages === null ? t.pageOfMany(String(number)) : t.page(String(number), String(pages));
  const hrefOf = (mark: PageMark) => {
    const address = new URLSearchParams(search);
    address.delete("page");
    address.delete("after");
    if (mark.after !== "") {
      address.set("page", String(mark.number));
      address.set("after", mark.after);
    }
    return `${pathname}?${address}`;
  };
  return (
    <nav aria-label={text} className="mt-4 flex flex-wrap items-center gap-4 text-14">
      {previous && (
        <Link to={hrefOf(previous)} className="text-link">
          {t.previousPage}
        </Link>
      )}
      <span className="text-muted">{text}</span>
      {next && (
        <Link to={hrefOf(next)} className="text-link">
          {t.nextPage}
        </Link>
      )}
    </nav>
  );
}
