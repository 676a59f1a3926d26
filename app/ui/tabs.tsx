import { Link } from "@remix-run/react";
import type { KeyboardEvent, ReactNode } from "react";

export interface Tab {
  to: string;
  label: ReactNode;
  isCurrent: boolean;
}

/** Arrow keys move between the links, as a reader expects of tabs; Enter follows. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll("a")];
  const index = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (index < 0) return;
  event.preventDefault();
  links[(index + step + links.length) % links.length]?.focus();
}

/** Views of one page. They are links: the state is in the URL, and they work without JavaScript. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} onKeyDown={moveFocus} className="overflow-x-auto border-b border-line print:hidden">
      <ul className="flex w-max gap-6">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              preventScrollReset
              aria-current={tab.isCurrent ? "page" : undefined}
              className={`inline-flex items-center pt-2 pb-2.5 text-14 whitespace-nowrap no-underline outline-offset-[-2px] touch:min-h-11 ${
                tab.isCurrent
                  ? "border-b-2 border-accent font-semibold text-ink"
                  : "border-b-2 border-transparent text-muted hover:text-ink"
              }`}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
