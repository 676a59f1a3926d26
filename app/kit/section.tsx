import { type ReactNode, useId } from "react";

interface SectionProps {
  title: ReactNode;
  /** A button that explains the title's term. */
  term?: ReactNode;
  /** At the right end of the title line. */
  aside?: ReactNode;
  /** Between the title and the rule: nothing, or a muted count. */
  count?: ReactNode;
  /** A thicker rule above the title instead of a thin one below, as in the side column of public pages. */
  isAside?: boolean;
  /** Heading level of the title. */
  level?: 2 | 3;
  id?: string;
  children: ReactNode;
}

/** A section of a page: title, one rule, content. */
export function Section({ title, term, aside, count, isAside, level = 2, id, children }: SectionProps) {
  const headingId = useId();
  const Heading = level === 2 ? "h2" : "h3";
  const rule = isAside ? "border-t-2 border-ink pt-3" : "border-b border-ink pb-2.5";
  return (
    <section id={id} aria-labelledby={headingId} className="min-w-0">
      <div className={`flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 ${rule}`}>
        <div className="flex items-baseline gap-1.5">
          <Heading id={headingId} className={`font-semibold ${isAside ? "text-14" : "text-16"}`}>
            {title}
            {count !== undefined && <span className="ml-1.5 font-normal text-muted">{count}</span>}
          </Heading>
          {term}
        </div>
        {aside && <div className="min-w-0 text-12 wrap-anywhere text-muted">{aside}</div>}
      </div>
      <div className={isAside ? "mt-2" : ""}>{children}</div>
    </section>
  );
}
