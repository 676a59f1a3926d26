import { Chip } from "#app/kit/chip.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { markId } from "./bill-document.tsx";
import type { BillView, ShownBill } from "./bill-view.ts";

const TONES = {
  read: "good",
  needs_entry: "warning",
  scanned: "warning",
  no_text: "warning",
  not_a_bill: "neutral",
} as const;

/** What was read from a file, with its state and what to look at. */
export function BillFindings({ bill, attachedCount }: { bill: ShownBill; attachedCount: number }) {
  const { bill: t } = useMessages();
  const notes = [
    ...(attachedCount > 0 ? [t.attached(String(attachedCount))] : []),
    ...(bill.ok ? bill.view.problems.map((problem) => t.problems[problem] ?? problem) : []),
  ];
  return (
    <Section title={t.title} aside={bill.ok && <Chip tone={TONES[bill.view.state]}>{t.states[bill.view.state]}</Chip>}>
      <p className="mt-3 text-14">{bill.ok ? t.explained[bill.view.state] : (t.refused[bill.code] ?? bill.code)}</p>
      {notes.length > 0 && (
        <ul className="mt-3 space-y-2 rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {bill.ok && bill.view.facts.length > 0 && (
        <>
          <p className="mt-3 mb-2 text-12 text-muted">{t.about}</p>
          <FactList
            facts={[
              ...bill.view.facts.map(({ name, values }) => ({
                label: t.fields[name],
                value: <Values values={values} />,
              })),
              ...bill.view.items.map(({ name, energy, values }, at) => ({
                label: `${t.item(String(at + 1), name)}${energy ? ` (${t.energy[energy]})` : ""}`,
                value: <Values values={values} />,
              })),
            ]}
          />
        </>
      )}
    </Section>
  );
}

/** Each value links to its mark on the page. */
function Values({ values }: { values: BillView["items"][number]["values"] }) {
  const { bill: t } = useMessages();
  if (values.length === 0) return <span className="text-muted">{t.missing}</span>;
  return (
    <ul className="space-y-1">
      {values.length > 1 && <li className="text-12 text-warning-ink">{t.several}</li>}
      {values.map(({ mark, page, isData, value, raw }) => (
        <li key={mark} className="flex flex-wrap items-baseline gap-x-2">
          <a href={`#${markId(mark)}`} className="font-medium wrap-anywhere underline">
            {value}
          </a>
          <span className="text-12 text-muted">
            {isData ? t.ofData : t.onPage(String(page))}
            {raw !== value && ` · ${raw}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
