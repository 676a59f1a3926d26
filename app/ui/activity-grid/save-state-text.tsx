import { useMessages } from "../i18n-context.tsx";
import { Icon } from "../icon.tsx";
import type { SaveState } from "./use-sheet.ts";

/** Where what was typed is: saved, on its way, or kept in this browser. Announced politely. */
export function SaveStateText({ save, isStorageFull }: { save: SaveState; isStorageFull: boolean }) {
  const { activity } = useMessages();
  const t = activity.save;
  const isCalm = save.kind === "saved" || save.kind === "saving";
  return (
    <p
      role="status"
      className={`flex items-center gap-1.5 text-12 ${isCalm ? "text-muted" : "font-medium text-warning-ink"}`}
    >
      {save.kind === "saved" && <Icon name="check" size={14} />}
      {!isCalm && <Icon name="warning" size={14} />}
      {"count" in save ? t[save.kind](save.count) : t[save.kind === "signed_out" ? "signedOut" : save.kind]}
      {isStorageFull && <span className="text-bad-ink">{t.full}</span>}
    </p>
  );
}
