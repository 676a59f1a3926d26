import { formatDecimal } from "#app/carbon/format.ts";
import { formatInstant } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { UTC } from "#app/day/zone.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Button } from "#app/kit/plain-button.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { CodeBlock } from "#app/log/code-block.tsx";
import type { SeenLog } from "./seen-log.ts";

/** Two signed checkpoints that contradict each other, shown until the reader deletes them. */
export function LogConflict({ seen, onForget }: { seen: SeenLog; onForget: () => void }) {
  const { conflict: words } = useMessages().verify.trust;
  const locale = useLocale();
  const { conflict } = seen;
  if (conflict === null) return null;
  const views = [
    { title: words.before(formatInstant(seen.at, locale, UTC)), note: seen.note },
    { title: words.after(formatInstant(conflict.at, locale, UTC)), note: conflict.note },
  ];
  return (
    <div role="alert" className="border-b-2 border-bad bg-bad-band">
      <div className="page-column py-6">
        <h2 className="flex items-center gap-2 text-20 font-semibold text-bad-ink">
          <Icon name="warning" size={20} />
          {words.title}
        </h2>
        <p className="mt-2 max-w-[48rem] text-16">
          {conflict.kind === "shrunk" || conflict.kind === "key_gone" ? words.text[conflict.kind] : words.text.forked}
          <SentenceGap />
          {words.todo}
        </p>
        <div className="mt-4 grid grid-cols-2 gap-6 max-desk:grid-cols-1">
          {views.map(({ title, note }) => (
            <div key={title} className="min-w-0">
              <p className="mb-1 text-12 font-semibold">{title}</p>
              <CodeBlock text={note.trimEnd()} />
            </div>
          ))}
        </div>
        <div className="mt-4 print:hidden">
          <Button type="button" variant="destructive" onClick={onForget}>
            {words.forget}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** The stored checkpoint and a button to delete it. */
export function KeptCheckpoint({ seen, onForget }: { seen: SeenLog; onForget: () => void }) {
  const { kept } = useMessages().verify.trust;
  const locale = useLocale();
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 pt-3 text-12 text-muted print:hidden">
      <span>
        <WholeDays>
          {kept.text(formatDecimal(`${seen.size}`, { locale }), formatInstant(seen.at, locale, UTC))}
        </WholeDays>
      </span>
      <button type="button" onClick={onForget} className="text-link touch:min-h-11">
        {kept.forget}
      </button>
    </p>
  );
}
