import { useMemo } from "react";
import type { EntryFault } from "#app/carbon/entry/activity-entry.ts";
import { sourceOfEntry } from "#app/carbon/entry/activity-entry.ts";
import { type EntryFix, suggestFixes } from "#app/carbon/entry/entry-fix.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { type WordedFix, wordFix } from "./fix-text.ts";
import { COLUMNS } from "./grid-column.ts";
import { fixesAlike, type RowFix, writeFixes } from "./grid-commands.ts";
import type { GridWork } from "./grid-work.ts";
import { Key } from "./key.tsx";
import type { SheetRow } from "./sheet.ts";

interface FixBoxProps {
  work: GridWork;
  row: SheetRow;
  fault: EntryFault;
  onFix: (texts: RowFix["texts"]) => void;
  /** Opens the cell with its options. */
  onChoose: () => void;
  /** Returns the focus to the cell. */
  onLeave: () => void;
}

/** The fixes of an error. If there are none, links to what is missing. */
export function FixBox({ work, row, fault, onFix, onChoose, onLeave }: FixBoxProps) {
  const { words, evaluator } = work;
  const fixes = suggestFixes(fault, row.cells, evaluator.context).flatMap(
    (fix) => wordFix(fix, row.cells, words) ?? [],
  );
  const only = fixes.length === 1 ? fixes[0]! : null;
  return (
    <div className="mt-3 space-y-2">
      {only && only.why !== "" && (
        <p className="text-12 text-ink-2" data-fix-reason>
          {only.why} {words.messages.sheet.fix.original}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {fixes.map((one) => (
          <FixButton key={one.label} one={one} isOnly={one === only} onFix={onFix} />
        ))}
        {only && <FixesAlike work={work} fault={fault} like={only.fix} onLeave={onLeave} />}
        {fixes.length === 0 && <Ways work={work} row={row} fault={fault} onChoose={onChoose} />}
        <Key className="ml-auto">{fixes.length > 0 ? "Ctrl ." : "F2"}</Key>
      </div>
    </div>
  );
}

/** No fix is preselected if there are several, because each is equally likely. */
function FixButton({ one, isOnly, onFix }: { one: WordedFix; isOnly: boolean; onFix: FixBoxProps["onFix"] }) {
  return (
    <Button type="button" size="row" variant={isOnly ? "primary" : "secondary"} onClick={() => onFix(one.texts)}>
      {one.label}
    </Button>
  );
}

/** A pasted column often has the same error many times. All rows are fixed in one step that can be undone at once. */
function FixesAlike({
  work,
  fault,
  like,
  onLeave,
}: Pick<FixBoxProps, "work" | "fault" | "onLeave"> & { like: EntryFix }) {
  const { shown, evaluator, words } = work;
  const alike = useMemo(() => fixesAlike({ shown, evaluator }, fault, like), [shown, evaluator, fault, like]);
  if (alike.length < 2) return null;
  const put = () => {
    const texts = alike.flatMap(({ row, fix }) => {
      const worded = wordFix(fix, shown[row]!.cells, words);
      return worded ? [{ row, texts: worded.texts }] : [];
    });
    work.edit(writeFixes(work, texts));
    work.say(words.messages.sheet.fixed(texts.length));
    onLeave();
  };
  return (
    <Button type="button" size="row" variant="secondary" onClick={put}>
      {words.messages.sheet.fixAll(alike.length)}
    </Button>
  );
}

/** If no conversion is possible: the source's heating value, a method, or another unit. */
function Ways({ work, row, fault, onChoose }: Pick<FixBoxProps, "work" | "row" | "fault" | "onChoose">) {
  const { grid, words, evaluator } = work;
  const t = words.messages.sheet.fix;
  const source = sourceOfEntry(row.cells, evaluator.context);
  const home = `/organizations/${grid.organizationId}`;
  const query = new URLSearchParams({ inventory: grid.inventoryId, ...(source && { source: source.id }) });
  return (
    <>
      {fault.facts.needs === "heating_value" && source && (
        <ButtonLink to={`${home}/sources/${source.id}`} size="row" variant="secondary">
          {t.openSource}
        </ButtonLink>
      )}
      {fault.facts.needs === "distance" && source && (
        <ButtonLink to={`${home}/activities/by-method?${query}`} size="row" variant="secondary">
          {t.byMethod}
        </ButtonLink>
      )}
      {COLUMNS[work.selection.active.column]?.field === "unit" && (
        <Button type="button" size="row" variant="secondary" onClick={onChoose}>
          {t.chooseUnit}
        </Button>
      )}
    </>
  );
}
