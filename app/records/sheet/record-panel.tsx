import { useRevalidator } from "@remix-run/react";
import { useId, useState } from "react";
import type { DocumentFactor } from "#app/carbon/document/inventory-document.ts";
import type { ActivityField } from "#app/carbon/entry/activity-entry.ts";
import type { EntryPreview } from "#app/carbon/entry/entry-preview.ts";
import { tonnesFromKg } from "#app/carbon/format.ts";
import { localName } from "#app/i18n/index.ts";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { RecordFiles } from "#app/records/files/record-files.tsx";
import { TraceSteps } from "#app/records/method/trace-steps.tsx";
import { faultText } from "./fault-text.ts";
import { type GridData, recordOf } from "./grid-data.ts";
import { MethodLink } from "./method-link.tsx";
import { RecordHints } from "./record-hints.tsx";
import { RecordHistory } from "./record-history.tsx";
import { RecordStanding } from "./record-standing.tsx";
import type { Evaluation } from "./row-evaluation.ts";
import type { RowReview } from "./row-review.ts";
import type { SheetRow } from "./sheet.ts";

interface RecordPanelProps {
  grid: GridData;
  row: SheetRow | undefined;
  index: number;
  /** 0 if not saved yet. */
  version: number;
  evaluation: Evaluation | null;
  review: RowReview | null;
  /** The current text of an open field, or null when it closes. */
  onType: (field: ActivityField, text: string | null) => void;
  onWrite: (field: ActivityField, text: string) => void;
  onClose: () => void;
}

/** The side panel of the selected row: warnings, calculation, evidence and history. */
export function RecordPanel({
  grid,
  row,
  index,
  version,
  evaluation,
  review,
  onType,
  onWrite,
  onClose,
}: RecordPanelProps) {
  const messages = useMessages();
  const { panel: t } = messages.activity;
  const titleId = useId();
  const { changes, noteChange } = useChanges();
  const saved = { organizationId: grid.organizationId, recordId: row?.id ?? "", version };
  return (
    <aside
      aria-labelledby={titleId}
      className="w-[21rem] shrink-0 overflow-y-auto border-l border-rule bg-surface p-6 [--ground:var(--color-surface)]"
    >
      <div className="mb-3 flex items-start gap-3">
        <div className="min-w-0 grow">
          <h2 id={titleId} className="text-16 font-semibold">
            {t.title(index + 1)}
          </h2>
          <p className="text-12 text-muted">
            {row ? [row.cells.facility, row.cells.source, row.cells.period].filter(Boolean).join(" · ") : t.none}
          </p>
        </div>
        <button
          type="button"
          onClick={onClose}
          aria-label={messages.common.close}
          className="-mt-1 -mr-2 flex size-8 items-center justify-center rounded-6 hover:bg-neutral-tint"
        >
          <Icon name="close" size={14} />
        </button>
      </div>
      {row && evaluation && (
        <>
          {review && (
            <RecordStanding
              review={review}
              record={recordOf(grid, row.id)}
              isEstimated={version > 0 && row.cells.dataQuality.trim() === "estimated"}
            />
          )}
          <RecordHints key={`hints ${row.id}`} {...saved} mayEdit={grid.mayEdit} onChange={noteChange} />
          <Calculation evaluation={evaluation} />
          <MethodLink grid={grid} recordId={row.id} />
          <InstrumentsLink grid={grid} sourceId={evaluation.value?.sourceId} />
          <Evidence
            key={row.id}
            row={row}
            evaluation={evaluation}
            canEdit={grid.mayEdit && !review?.lock}
            onType={onType}
            onWrite={onWrite}
          />
          <PanelTitle>{messages.evidence.files}</PanelTitle>
          <RecordFiles key={`files ${row.id}`} {...saved} mayEdit={grid.mayEdit} onChange={noteChange} />
          <PanelTitle>{t.history}</PanelTitle>
          <RecordHistory key={`history ${row.id}`} {...saved} changes={changes} />
        </>
      )}
    </aside>
  );
}

/** Counts changes other than cells, so that the history reloads and the sheet shows which rows have files. */
function useChanges() {
  const [changes, setChanges] = useState(0);
  const { revalidate } = useRevalidator();
  const noteChange = () => {
    setChanges((count) => count + 1);
    revalidate();
  };
  return { changes, noteChange };
}

/** Only purchased energy can have certificates and contracts. */
function InstrumentsLink({ grid, sourceId }: { grid: GridData; sourceId: string | undefined }) {
  const { activity } = useMessages();
  if (!grid.sources.some(({ id, scope }) => id === sourceId && scope === 2)) return null;
  return (
    <p className="mt-4 text-14">
      <a className="text-link" href={`/organizations/${grid.organizationId}/instruments`}>
        {activity.panel.instruments}
      </a>
    </p>
  );
}

function PanelTitle({ children }: { children: string }) {
  return <h3 className="mt-6 mb-2 border-b border-ink pb-2 text-14 font-semibold">{children}</h3>;
}

function Calculation({ evaluation }: { evaluation: Evaluation }) {
  const messages = useMessages();
  const { preview, faults } = evaluation;
  const { panel: t } = messages.activity;
  if (!preview) {
    return (
      <ul className="space-y-2 text-14 text-bad-ink">
        {faults.map((fault) => (
          <li key={`${fault.field} ${fault.code}`}>
            <span className="font-semibold">{messages.activity.field[fault.field]}</span> {faultText(messages, fault)}
          </li>
        ))}
      </ul>
    );
  }
  if (!preview.ok) {
    return (
      <ul className="space-y-2 text-14 text-warning-ink">
        {preview.problems.map(({ code, detail }) => (
          <li key={code}>{messages.carbon.describeProblem(code, detail)}</li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <p>
        <Figure value={tonnesFromKg(preview.co2eKg)} unit="tCO2e" digits={2} size="medium" isAccent />
      </p>
      {preview.co2eKgMarketBased !== null && (
        <p className="text-12 text-muted">
          {t.marketBased} <Figure value={tonnesFromKg(preview.co2eKgMarketBased)} unit="tCO2e" digits={2} />
        </p>
      )}
      <h3 className="mt-6 -mb-2 text-14 font-semibold">{t.calculation}</h3>
      <TraceSteps trace={preview.trace} />
      <PanelTitle>{t.factors}</PanelTitle>
      <ul className="space-y-2">
        {preview.factors.map((factor) => (
          <FactorOrigin key={`${factor.id}@${factor.version}`} factor={factor} />
        ))}
      </ul>
      <FactorNotes preview={preview} />
    </>
  );
}

/** Notes on the factors as in the report, for example if the policy allowed another release than that of the year. */
function FactorNotes({ preview }: { preview: EntryPreview & { ok: true } }) {
  const { inventory } = useMessages();
  const locale = useLocale();
  const sentences = inventory.disclosed as Record<string, (name: string, facts: Record<string, string>) => string>;
  const notes = preview.disclosures.flatMap(({ code, detail = {} }) => {
    const factor = preview.factors.find(({ id, version }) => `${id}@${version}` === detail.factor);
    const name = localName(factor?.name ?? {}, locale) || (detail.factor ?? "");
    return factor && sentences[code] ? [sentences[code](`${name} (${factor.version})`, detail)] : [];
  });
  return notes.map((note) => (
    <p key={note} className="mt-2 text-12 text-warning-ink">
      {note}
    </p>
  ));
}

function FactorOrigin({ factor }: { factor: DocumentFactor }) {
  const { activity } = useMessages();
  const locale = useLocale();
  const { source } = factor;
  const place = [source?.title, source?.table, source?.cell].filter(Boolean).join(", ");
  return (
    <li className="text-14">
      <p className="font-medium break-words">{localName(factor.name ?? {}, locale) || factor.id}</p>
      <p className="text-12 text-muted">
        {[factor.publisher, activity.panel.edition(factor.version), factor.region].filter(Boolean).join(" · ")}
      </p>
      {place && <p className="text-12 break-words text-muted">{place}</p>}
    </li>
  );
}

interface EvidenceProps {
  row: SheetRow;
  evaluation: Evaluation;
  canEdit: boolean;
  onType: RecordPanelProps["onType"];
  onWrite: (field: ActivityField, text: string) => void;
}

/** Fields without a column. They are saved when they lose the focus, and updated when the row changes. */
function Evidence({ row, evaluation, canEdit, onType, onWrite }: EvidenceProps) {
  const messages = useMessages();
  const { activity } = messages;
  const bind = (field: ActivityField) => {
    const fault = evaluation.faults.find((one) => one.field === field);
    return {
      name: `panel-${field}`,
      label: activity.field[field],
      error: fault ? faultText(messages, fault) : undefined,
      defaultValue: row.cells[field],
      readOnly: !canEdit,
      onInput: (event: { currentTarget: { value: string } }) => onType(field, event.currentTarget.value),
      onBlur: (event: { target: { value: string } }) => {
        onType(field, null);
        if (event.target.value !== row.cells[field]) onWrite(field, event.target.value);
      },
    };
  };
  return (
    <>
      <PanelTitle>{activity.panel.evidence}</PanelTitle>
      <div className="space-y-3">
        <TextField
          key={`evidence ${row.cells.evidence}`}
          {...bind("evidence")}
          hint={activity.hint.evidence}
          maxLength={200}
        />
        <TextAreaField key={`note ${row.cells.note}`} {...bind("note")} maxLength={1000} rows={2} />
      </div>
    </>
  );
}
