import { useActionData } from "@remix-run/react";
import { useRef } from "react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { useFocus } from "#app/kit/use-focus.ts";
import { ChangeTable } from "#app/trail/change-table.tsx";
import type { Meanwhile } from "./setting.ts";

interface BasedOnProps {
  /** From `nameSetting`. */
  setting: string;
  /** The version shown on the page. */
  version: number;
  /** Distinguishes several forms of one setting. */
  form?: string;
  /** The form's id, if this element is outside the form. */
  formId?: string;
}

/**
 * The version a form is based on and, after a conflict, the changes made in the meantime. After a field error the
 * version doesn't change, so that users can only overwrite changes they have seen.
 */
export function BasedOn({ setting, version, form, formId }: BasedOnProps) {
  const answer = useActionData<{ typed?: Record<string, string>; meanwhile?: Meanwhile | null }>();
  const name = form === undefined ? setting : `${setting}#${form}`;
  const { typed, meanwhile } = answer ?? {};
  const isOwn = !typed?.setting ? meanwhile?.setting === setting : typed.setting === name;
  const changed = isOwn ? (meanwhile ?? null) : null;
  const basedOn = changed?.version ?? (isOwn ? typed?.basedOn : undefined) ?? version;
  return (
    <>
      {changed && <ChangedNote changed={changed} />}
      <input type="hidden" name="setting" value={name} form={formId} />
      <input type="hidden" name="basedOn" value={basedOn} form={formId} />
    </>
  );
}

function ChangedNote({ changed }: { changed: Meanwhile }) {
  const { setting: t, auditTrail } = useMessages();
  const clock = useClock();
  const box = useRef<HTMLDivElement>(null);
  useFocus(box, { isThere: true });
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="mb-5 space-y-3 rounded-6 border border-warning bg-warning-tint px-4 py-3 text-14"
    >
      <p className="flex gap-2 font-semibold text-warning-ink">
        <span className="flex h-5 items-center">
          <Icon name="warning" />
        </span>
        <span className="min-w-0">{t.changed}</span>
      </p>
      <p>{t.kept}</p>
      {changed.saves.map(({ version, authorName, at, fields }) => (
        <div key={version}>
          <p className="text-12 text-muted">
            <WholeDays>{t.saved(authorName ?? auditTrail.former, clock.instant(at))}</WholeDays>
          </p>
          <ChangeTable fields={fields} caption={t.caption} />
        </div>
      ))}
    </div>
  );
}
