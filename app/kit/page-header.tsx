import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { usePageHelp } from "./page-help-context.tsx";

export interface Crumb {
  to: string;
  label: string;
}

interface PageHeaderProps {
  title: ReactNode;
  /** A chip next to the title. */
  state?: ReactNode;
  /** One muted line below the title. In a text, dates are not broken across lines (`WholeDays`). */
  about?: ReactNode;
  /** Breadcrumbs, outermost first. */
  crumbs?: Crumb[];
  /** Buttons on the right, full width on a phone. */
  actions?: ReactNode;
}

/** The page's `h1` with its description and actions. */
export function PageHeader({ title, state, about, crumbs = [], actions }: PageHeaderProps) {
  const help = usePageHelp();
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4 max-md:mb-5">
      <div className="min-w-0">
        {crumbs.length > 0 && (
          <ol className="mb-2 flex flex-wrap gap-x-2 text-12 wrap-anywhere text-muted">
            {crumbs.map((crumb, index) => (
              <li key={crumb.to} className="flex gap-2">
                {index > 0 && (
                  <span aria-hidden="true" className="touch:py-2">
                    /
                  </span>
                )}
                <Link to={crumb.to} className="text-accent no-underline hover:underline touch:py-2">
                  {crumb.label}
                </Link>
              </li>
            ))}
          </ol>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-25 font-semibold tracking-[-0.01em] max-md:text-20">{title}</h1>
          {help}
          {state}
        </div>
        {about && (
          <p className="mt-0.5 text-14 text-muted">
            <WholeDays>{about}</WholeDays>
          </p>
        )}
      </div>
      {actions && <div className="flex flex-wrap gap-2 max-md:w-full max-md:*:grow print:hidden">{actions}</div>}
    </div>
  );
}
