import { Link, useNavigate } from "@remix-run/react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";
import { useFocus } from "./use-focus.ts";

interface SidePanelProps {
  title: ReactNode;
  /** The content of the panel, in one muted line. */
  about?: ReactNode;
  /** Address without the panel. Its state is in the URL, so closing works without JavaScript. */
  closeHref: string;
  /** 336 px next to the grid, 384 px for figures. */
  width?: "grid" | "figure";
  children: ReactNode;
}

/**
 * A panel on the right that leaves the page usable, or a bottom sheet on a phone. Takes the focus when it opens, closes
 * with `Esc`, and returns the focus.
 */
export function SidePanel({ title, about, closeHref, width = "grid", children }: SidePanelProps) {
  const { common } = useMessages();
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  useFocus(panel, { givesBack: true });
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) navigate(closeHref, { preventScrollReset: true });
    };
    document.addEventListener("keydown", closeOnEscape);
    return () => document.removeEventListener("keydown", closeOnEscape);
  }, [navigate, closeHref]);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-labelledby={titleId}
      className={`overflow-y-auto border-rule bg-surface [--ground:var(--color-surface)] outline-none max-desk:fixed max-desk:inset-x-0 max-desk:bottom-0 max-desk:z-40 max-desk:h-[90dvh] max-desk:rounded-t-6 max-desk:border-t max-desk:p-5 max-desk:shadow-float desk:sticky desk:top-0 desk:h-dvh desk:shrink-0 desk:border-l desk:p-6 ${width === "grid" ? "desk:w-[21rem]" : "desk:w-96"}`}
    >
      <div className="mb-3 flex items-start gap-3">
        <div className="min-w-0 grow">
          <h2 id={titleId} className="text-16 font-semibold">
            {title}
          </h2>
          {about && <p className="text-12 text-muted">{about}</p>}
        </div>
        <Link
          to={closeHref}
          preventScrollReset
          aria-label={common.close}
          className="-mt-1 -mr-2 flex size-8 items-center justify-center rounded-6 text-ink hover:bg-neutral-tint touch:size-11"
        >
          <Icon name="close" size={14} />
        </Link>
      </div>
      {children}
    </aside>
  );
}
