import { type Locale, languageTag, type Messages } from "#app/i18n/index.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import type { SaveState } from "./use-autosave.ts";

/** Whether typed changes are saved, being sent or kept in this browser. Announced politely. */
export function SaveStateText({ save, isStorageFull }: { save: SaveState; isStorageFull: boolean }) {
  const { activity, sheet } = useMessages();
  const locale = useLocale();
  const isCalm = save.kind === "saved" || save.kind === "saving";
  return (
    <p
      role="status"
      className={`flex items-center gap-1.5 text-12 ${isCalm ? "text-muted" : "font-medium text-warning-ink"}`}
    >
      {save.kind === "saved" && <Icon name="check" size={14} />}
      {!isCalm && <Icon name="warning" size={14} />}
      {textOf(save, { activity, sheet, locale })}
      {isStorageFull && <span className="text-bad-ink">{activity.save.full}</span>}
    </p>
  );
}

type Said = Pick<Messages, "activity" | "sheet"> & { locale: Locale };

function textOf(save: SaveState, { activity: { save: t }, sheet, locale }: Said): string {
  switch (save.kind) {
    case "saved":
      return save.at === null ? t.saved : sheet.savedAt(timeOf(save.at, locale));
    case "offline":
      return sheet.waiting(save.count);
    case "errors":
    case "conflicts":
      return t[save.kind](save.count);
    case "signed_out":
      return t.signedOut;
    default:
      return t[save.kind];
  }
}

/** Hour and minute in the reader's time zone. */
function timeOf(instant: number, locale: Locale): string {
  return new Date(instant).toLocaleTimeString(languageTag(locale), { hour: "2-digit", minute: "2-digit" });
}
