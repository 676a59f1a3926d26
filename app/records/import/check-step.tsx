import { Form, Link, useNavigation } from "@remix-run/react";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Section } from "#app/kit/section.tsx";
import { Counts } from "./counts.tsx";
import { DescriptionMatcher, RememberedDescriptions } from "./description-matcher.tsx";
import { FaultRows } from "./fault-rows.tsx";
import type { CheckView, ImportHead } from "./import-view.ts";
import { PlannedPlaces, UnknownFacilities } from "./new-places.tsx";
import { MoreRows, RowTable, RowTabs } from "./row-table.tsx";

interface CheckStepProps {
  base: string;
  head: ImportHead;
  check: CheckView;
}

/** The result of the check, with corrections for rows that need attention. */
export function CheckStep({ base, head, check }: CheckStepProps) {
  const { activityImport: t } = useMessages();
  const locale = useLocale();
  const { person, add, change } = head.counts;
  const address = `${base}/activities/imports/${head.id}`;
  const isFaulty = check.rows.view === "person" || check.rows.view === "waiting";
  return (
    <>
      <Counts head={head} check={check} />
      {head.mayEdit && <UnknownFacilities places={check.places} />}
      {check.descriptions.length > 0 && head.mayEdit && (
        <DescriptionMatcher
          key={`${check.descriptions.length} ${check.descriptions.map(({ words, suggested }) => suggested?.id ?? words).join("")}`}
          descriptions={check.descriptions}
          model={check.model}
        />
      )}
      <Section
        title={
          check.rows.view === "person"
            ? t.faultsTitle(person.toLocaleString(locale))
            : t.view[check.rows.view as keyof typeof t.view]
        }
        aside={
          isFaulty ? (
            <>
              {t.faultsAbout} ·{" "}
              <a href={`${address}/rows.csv`} className="text-link" download>
                {t.downloadFaults}
              </a>
            </>
          ) : undefined
        }
      >
        <RowTabs head={head} check={check} step="check" />
        {isFaulty && <Conversions conversions={check.conversions} />}
        {isFaulty ? (
          <FaultList check={check} mayEdit={head.mayEdit} />
        ) : (
          <RowTable rows={check.rows} mayEdit={head.mayEdit} head={head} />
        )}
        <MoreRows rows={check.rows} step="check" />
      </Section>
      <PlannedPlaces places={check.places} mayEdit={head.mayEdit} />
      {check.remembered.length > 0 && <RememberedDescriptions remembered={check.remembered} />}
      <div className="sticky bottom-0 z-10 -mx-8 flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-rule bg-paper px-8 py-3 max-md:-mx-4 max-md:px-4">
        <p className="flex items-center gap-1.5 text-12 text-muted">
          <Icon name="undo" size={14} />
          {t.leaveAnyTime} {t.undoable}
        </p>
        <div className="ml-auto flex flex-wrap items-center gap-4">
          {person > 0 && <span className="text-12 text-muted">{t.openRows(person.toLocaleString(locale))}</span>}
          {person > 0 && head.mayEdit && <CheckAgain />}
          {add + change > 0 && (
            <ButtonLink variant={person > 0 ? "secondary" : "primary"} to="?step=preview">
              {t.toPreview}
            </ButtonLink>
          )}
        </div>
      </div>
    </>
  );
}

/** Rows in a unit that a published value converts, each kind with one button. */
function Conversions({ conversions }: Pick<CheckView, "conversions">) {
  const { activityImport: t } = useMessages();
  const isBusy = useNavigation().state !== "idle";
  return conversions.map(({ reference, from, fromText, toText, why }) => (
    <Form
      key={`${reference} ${from}`}
      method="post"
      preventScrollReset
      className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line py-3"
    >
      <input type="hidden" name="reference" value={reference} />
      <input type="hidden" name="from" value={from} />
      <p className="max-w-3xl grow text-14">{why}</p>
      <Button variant="secondary" name="intent" value="convert" aria-disabled={isBusy}>
        {t.convertAll(fromText, toText)}
      </Button>
    </Form>
  ));
}

/** Rows that only wait for a facility or a source are one entry, which leads to the choices above. */
function FaultList({ check, mayEdit }: { check: CheckView; mayEdit: boolean }) {
  const { activityImport: t } = useMessages();
  const locale = useLocale();
  const { rows, view } = check.rows;
  if (view !== "person" || check.waiting === 0) return <FaultRows rows={rows} mayEdit={mayEdit} />;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line py-3">
        <p className="text-14 font-semibold">{t.waiting(check.waiting.toLocaleString(locale))}</p>
        <a
          href={check.places.unknown.length > 0 ? "#places" : "#descriptions"}
          className="text-link text-14 touch:py-3"
        >
          {t.toChoices}
        </a>
        <Link to="?step=check&rows=waiting" className="text-link text-14 touch:py-3">
          {t.showRows}
        </Link>
      </div>
      {rows.length > 0 && <FaultRows rows={rows} mayEdit={mayEdit} />}
    </>
  );
}

/** Checks again with facilities and sources added since. Corrections are kept. */
function CheckAgain() {
  const { activityImport: t } = useMessages();
  const isBusy = useNavigation().state !== "idle";
  return (
    <Form method="post" preventScrollReset>
      <Button variant="secondary" name="intent" value="recheck" aria-disabled={isBusy} title={t.checkAgainAbout}>
        {t.checkAgain}
      </Button>
    </Form>
  );
}
