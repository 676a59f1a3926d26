import { Link } from "@remix-run/react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

export interface Tab {
  to: string;
  label: ReactNode;
  isCurrent: boolean;
}

/** Arrow keys move between the links, as usual for tabs. Enter follows the link. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll("a")];
  const index = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (index < 0) return;
  event.preventDefault();
  links[(index + step + links.length) % links.length]?.focus();
}

/** On a narrow screen the row of tabs is wider than the page, so it scrolls to the current tab. */
function showCurrent(bar: HTMLElement | null, current: string | undefined): void {
  const link = current && bar?.querySelector<HTMLElement>("[aria-current=page]");
  if (bar && link) bar.scrollLeft = link.offsetLeft - bar.offsetLeft - (bar.clientWidth - link.offsetWidth) / 2;
}

/** Views of one page. They are links: the state is in the URL, and they work without JavaScript. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const bar = useRef<HTMLElement>(null);
  const current = tabs.find(({ isCurrent }) => isCurrent)?.to;
  useEffect(() => showCurrent(bar.current, current), [current]);
  return (
    <nav
      ref={bar}
      aria-label={label}
      onKeyDown={moveFocus}
      className="overflow-x-auto border-b border-line print:hidden"
    >
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
