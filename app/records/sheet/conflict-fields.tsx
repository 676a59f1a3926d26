import type { ActivityEntry, ActivityField } from "#app/carbon/entry/activity-entry.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { qualityText } from "./cell-text.ts";
import { unitText } from "./fault-text.ts";

interface ConflictFieldsProps {
  /** Null if they deleted the record. */
  theirs: ActivityEntry | null;
  mine: ActivityEntry;
}

/** The fields of a record that differ between two users. */
export function ConflictFields({ theirs, mine }: ConflictFieldsProps) {
  const messages = useMessages();
  const { grid: t, field: names } = messages.activity;
  if (!theirs) return null;
  const textOf = (text: string) => qualityText(unitText(messages, text), messages) || t.empty;
  const fields = (Object.keys(theirs) as ActivityField[]).filter((field) => theirs[field] !== mine[field]);
  return (
    <ul className="mt-2 space-y-0.5">
      {fields.map((field) => (
        <li key={field}>{t.conflictField(names[field], textOf(theirs[field]), textOf(mine[field]))}</li>
      ))}
    </ul>
  );
}
