import { tonnesFromKg } from "#app/carbon/format.ts";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { MissingRows } from "#app/kit/missing-rows.tsx";
import { TONNES_DIGITS } from "./cell-text.ts";
import { Key } from "./key.tsx";
import type { UsedSummary } from "./use-summary.ts";

interface GridFooterProps {
  summary: UsedSummary;
  /** True if some matching records are not loaded. */
  isPart: boolean;
  onKeys: () => void;
  /** Moves to the next row that is not in the total. */
  onMissing: () => void;
}

/** The bottom bar: shortcuts, counts and the total of the shown rows. */
export function GridFooter({ summary, isPart, onKeys, onMissing }: GridFooterProps) {
  const { activity, sheet } = useMessages();
  const locale = useLocale();
  const { keys, footer } = activity;
  const count = (value: number) => value.toLocaleString(locale);
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-6 gap-y-1 border-t border-rule bg-paper px-8 py-2 text-12 text-muted">
      <ul className="flex flex-wrap gap-x-5 gap-y-1 max-wide:hidden">
        {[
          // Drawn as an icon, because the fonts have no arrows.
          [<Icon key="move" name="move" size={12} />, keys.move],
          ["Tab", keys.next],
          ["Ctrl V", keys.paste],
          ["Ctrl D", keys.fill],
          ["Ctrl Z", keys.undo],
          ["F8", sheet.nextFault],
        ].map(([key, text]) => (
          <li key={String(text)} className="flex items-center gap-1.5">
            <Key>{key}</Key>
            {text}
          </li>
        ))}
        <li className="flex items-center">
          <button type="button" onClick={onKeys} className="rounded-3 px-1 text-accent hover:bg-accent-tint">
            {sheet.keys.open}
          </button>
        </li>
      </ul>
      <p className="ml-auto flex flex-wrap items-baseline gap-x-1.5">
        <span>{footer.rows(count(summary.rows))}</span>
        <span aria-hidden="true">·</span>
        {summary.co2eKg === null ? (
          <span>{footer.computing(count(summary.done), count(summary.rows))}</span>
        ) : (
          <span>{footer.computed(count(summary.computed))}</span>
        )}
        {summary.co2eKg !== null && (
          <span data-total className="ml-4 text-14 font-semibold text-ink">
            {isPart ? sheet.totalShown : footer.total}{" "}
            <Figure value={tonnesFromKg(summary.co2eKg)} unit="tCO2e" digits={TONNES_DIGITS} />
          </span>
        )}
        <MissingRows missing={summary.faulty} all={summary.rows} to={onMissing} />
      </p>
    </div>
  );
}
