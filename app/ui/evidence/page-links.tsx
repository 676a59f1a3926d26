import { Link, useLocation } from "@remix-run/react";
import { useMessages } from "../i18n-context.tsx";

/** The way through a long list; its page is in the address. */
export function PageLinks({ page, pages }: { page: number; pages: number }) {
  const { evidence: t } = useMessages();
  const { pathname, search } = useLocation();
  if (pages < 2) return null;
  const hrefOf = (to: number) => {
    const next = new URLSearchParams(search);
    next.set("page", String(to));
    return `${pathname}?${next}`;
  };
  return (
    <p className="mt-4 flex flex-wrap items-center gap-4 text-14">
      {page > 1 && (
        <Link to={hrefOf(page - 1)} className="text-link">
          {t.previous}
        </Link>
      )}
      <span className="text-muted">{t.page(String(page), String(pages))}</span>
      {page < pages && (
        <Link to={hrefOf(page + 1)} className="text-link">
          {t.next}
        </Link>
      )}
    </p>
  );
}
