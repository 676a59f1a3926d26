import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { ShownPage } from "./bill-view.ts";

/** The address of a mark within the page. */
export function markId(mark: number): string {
  return `bill-mark-${mark}`;
}

/** The text of a document at its places, with the read values marked. */
export function BillDocument({ pages }: { pages: ShownPage[] }) {
  const { bill: t } = useMessages();
  return (
    <Section title={t.document}>
      <p className="mt-3 text-12 text-muted">{t.documentAbout}</p>
      {pages.map((page) => {
        const label = page.kind === "data" ? t.ofData : t.page(String(page.number));
        return (
          <figure key={page.number} className="mt-4">
            <figcaption className="mb-1 text-12 text-muted">{label}</figcaption>
            <section
              aria-label={label}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide page scrolls, and the keyboard must reach it
              tabIndex={0}
              className="max-h-[80vh] overflow-auto rounded-6 border border-line bg-white"
            >
              <PageText label={label} {...page} />
            </section>
          </figure>
        );
      })}
    </Section>
  );
}

/** A line below its letters, as a share of the height of a text. */
const BASELINE = 0.85;

function PageText({ label, width, height, runs, marks }: ShownPage & { label: string }) {
  const edge = Math.max(width, height) / 400;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="block w-full min-w-[36rem] text-[#1a1a1a]">
      <title>{label}</title>
      {marks.map(({ mark, box }) => (
        <rect
          key={mark}
          id={markId(mark)}
          x={box.x - edge}
          y={box.y - edge}
          width={box.width + 2 * edge}
          height={box.height + 2 * edge}
          strokeWidth={edge / 2}
          className="fill-accent/10 stroke-accent/60 target:fill-accent/40 target:stroke-accent"
        />
      ))}
      {runs.map(({ text, box }, at) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: texts of a document repeat and never move
          key={at}
          x={box.x}
          y={box.y + box.height * BASELINE}
          fontSize={box.height}
          textLength={box.width > 0 ? box.width : undefined}
          lengthAdjust="spacingAndGlyphs"
          fill="currentColor"
        >
          {text}
        </text>
      ))}
    </svg>
  );
}
