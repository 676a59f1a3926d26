import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { EnterRecordsLink } from "./enter-records-link.tsx";
import type { FileOutcome } from "./evidence-view.ts";

interface OutcomeListProps {
  outcomes: FileOutcome[];
  /** Address of the evidence page, if the files aren't attached to anything yet. Records can be entered from there. */
  looseBase?: string | undefined;
}

/** The result of each upload: accepted, already known, or rejected with the fix. */
export function OutcomeList({ outcomes, looseBase }: OutcomeListProps) {
  const { evidence: t } = useMessages();
  if (outcomes.length === 0) return null;
  const isAnyRefused = outcomes.some(({ outcome }) => outcome === "refused");
  return (
    <div
      role={isAnyRefused ? "alert" : "status"}
      className={`rounded-6 border px-4 py-3 text-14 ${isAnyRefused ? "border-bad bg-bad-tint" : "border-line bg-good-tint"}`}
    >
      <p className="sr-only">{t.outcomeTitle}</p>
      <ul className="space-y-2">
        {outcomes.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files of one name are two lines
          <li key={`${index} ${one.name}`} className="flex gap-2">
            <Icon
              name={one.outcome === "refused" ? "warning" : "check"}
              className={`mt-0.5 ${one.outcome === "refused" ? "text-bad-ink" : "text-good-ink"}`}
            />
            <span className="min-w-0 break-words">
              <span className="font-semibold">{one.name}</span> {sentenceOf(one)}{" "}
              {looseBase && one.outcome !== "refused" && one.fileId && (
                <EnterRecordsLink address={`${looseBase}/${one.fileId}`} name={one.name} />
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );

  function sentenceOf(one: FileOutcome): string {
    if (one.outcome === "refused") return `${t.refused} ${t.describeRefusal(one.code, one.facts)}`;
    if (one.outcome === "known") return t.known;
    return looseBase ? t.keptLoose : t.kept;
  }
}
