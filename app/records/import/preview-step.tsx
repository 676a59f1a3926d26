import { Form, Link, useNavigation } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Section } from "#app/kit/section.tsx";
import { Counts } from "./counts.tsx";
import { FaultRows } from "./fault-rows.tsx";
import type { CheckView, ImportHead } from "./import-view.ts";
import { PlannedPlaces } from "./new-places.tsx";
import { MoreRows, RowTable, RowTabs } from "./row-table.tsx";

/** The changes by row, and the button to import all or none. */
export function PreviewStep({ head, check }: { base: string; head: ImportHead; check: CheckView }) {
  const { activityImport: t } = useMessages();
  const locale = useLocale();
  const isBusy = useNavigation().state !== "idle";
  const { add, change, person } = head.counts;
  const count = (value: number) => value.toLocaleString(locale);
  const reason =
    person > 0 ? t.openRows(count(person)) : add + change === 0 ? t.failure.nothing_to_import() : undefined;
  return (
    <>
      <Counts head={head} check={check} />
      <PlannedPlaces places={check.places} mayEdit={head.mayEdit} />
      <Section title={t.previewTitle}>
        <RowTabs head={head} check={check} step="preview" />
        {check.rows.view === "person" ? (
          <FaultRows rows={check.rows.rows} mayEdit={head.mayEdit} />
        ) : (
          <RowTable rows={check.rows} mayEdit={head.mayEdit} head={head} />
        )}
        <MoreRows rows={check.rows} step="preview" />
      </Section>
      <div className="sticky bottom-0 z-10 -mx-8 flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-rule bg-paper px-8 py-3 max-md:-mx-4 max-md:px-4">
        <p className="flex items-center gap-1.5 text-12 text-muted">
          <Icon name="undo" size={14} />
          {t.undoable}
        </p>
        <div className="ml-auto flex flex-wrap items-center gap-4">
          <Link to="?step=check" className="text-link text-14">
            {t.back}
          </Link>
          {head.mayEdit && (
            <Form method="post">
              <input type="hidden" name="intent" value="commit" />
              <Button aria-disabled={isBusy} offReason={reason}>
                {isBusy ? t.importing : t.import(count(add + change))}
              </Button>
            </Form>
          )}
        </div>
      </div>
    </>
  );
}
