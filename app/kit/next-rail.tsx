import { Link, useLocation } from "@remix-run/react";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";

/** A step with its words in the reader's language. */
export interface RailStep {
  key: string;
  title: string;
  about: string;
  to: string;
}

interface RailProps {
  steps: RailStep[];
}

/** The next step in the sidebar, and the others on request. */
export function NextBlock({ steps }: RailProps) {
  const { nextStep: t } = useMessages();
  const { pathname } = useLocation();
  const [first, ...others] = steps;
  if (!first) return null;
  const { title, about, to } = first;
  return (
    <nav aria-label={t.title} data-next-steps="" className="mt-4 rounded-6 border border-line bg-surface px-3 py-2.5">
      <p className="text-12 text-muted">{t.title}</p>
      <Link to={to} className="group mt-0.5 block text-ink no-underline">
        <span className="text-14 font-semibold text-link group-hover:underline">{title}</span>
        <span className="block text-12 text-muted">{about}</span>
      </Link>
      {others.length > 0 && (
        <details key={pathname} className="group mt-1.5">
          <summary className="flex min-h-6 items-center gap-1 rounded-3 text-12 text-muted">
            {t.more(others.length)}
            <Icon name="chevron" size={12} className="group-open:rotate-180" />
          </summary>
          <ul className="mt-1 space-y-1.5">
            {others.map((step) => (
              <li key={step.key}>
                <Link to={step.to} className="block text-14 text-neutral-ink no-underline hover:underline">
                  {step.title}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </nav>
  );
}

/** The same as a bar of a phone: the next step is a link, all of them open below. */
export function NextBar({ steps }: RailProps) {
  const { nextStep: t } = useMessages();
  const { pathname } = useLocation();
  const [first] = steps;
  if (!first) return null;
  const { title, to } = first;
  return (
    <nav
      aria-label={t.title}
      data-next-steps=""
      className="relative flex items-center gap-2 border-b border-line bg-surface pl-4 desk:hidden print:hidden"
    >
      <Link to={to} className="flex min-h-11 min-w-0 grow items-center text-14 font-semibold text-link no-underline">
        <span className="truncate">{t.next(title)}</span>
      </Link>
      <details data-floats="" key={pathname}>
        <summary
          aria-label={t.all(steps.length)}
          className="flex h-11 items-center gap-1 px-4 text-14 text-muted tabular-nums"
        >
          {steps.length}
          <Icon name="chevron" size={12} />
        </summary>
        <ol className="absolute inset-x-2 top-full z-30 max-h-[70dvh] overflow-y-auto rounded-6 bg-raised p-2 shadow-float">
          {steps.map((step) => (
            <li key={step.key}>
              <Link to={step.to} className="block rounded-6 px-2 py-2.5 text-14 font-semibold text-ink no-underline">
                {step.title}
                <span className="block text-12 font-normal text-muted">{step.about}</span>
              </Link>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}
