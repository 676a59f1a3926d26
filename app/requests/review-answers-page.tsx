import { isOpenAnswer } from "#app/carbon/entry/requested-answer.ts";
import { monthText } from "#app/day/month-text.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table, type TableColumn } from "#app/kit/table.tsx";
import { AnswerText } from "./answer-text.tsx";
import { answerFaultText } from "./answer-words.ts";
import { COLUMN } from "./recipient-frame.tsx";
import {
  type AskedCell,
  type AskedSource,
  type CellFaultView,
  emptyAnswer,
  keyOf,
  type RecipientView,
} from "./recipient-view.ts";

interface ReviewAnswersPageProps {
  page: RecipientView;
  token: string;
  /** `position.month` of the new and changed cells. */
  changedCells: string[];
  faults: CellFaultView[];
  /** The errors of a submission. */
  refused: { faults: CellFaultView[]; isNothingNew: boolean } | null;
}

export function ReviewAnswersPage({ page, token, changedCells, faults, refused }: ReviewAnswersPageProps) {
  const { dataRequest } = useMessages();
  const locale = useLocale();
  const { recipient: t } = dataRequest;
  const address = `/requests/${token}`;
  const shownFaults = [
    ...faults,
    ...(refused?.faults ?? []).filter((one) => !faults.some((known) => isSame(known, one))),
  ];
  const openCount = page.sources.length * page.months.length - answeredOf(page);
  return (
    <div className={`${COLUMN} pt-8 pb-16 max-md:pt-6`}>
      <h1 className="text-31 font-semibold tracking-[-0.02em] max-md:text-25">{t.reviewTitle}</h1>
      <p className="mt-2 text-16 text-muted">{t.reviewAbout(localName(page.organization, locale))}</p>
      <div className="mt-6 space-y-4 empty:hidden">
        {shownFaults.length > 0 && <Faults {...{ faults: shownFaults, page, address }} />}
        {refused?.isNothingNew && (
          <p role="alert" className="rounded-6 border border-bad bg-bad-tint px-4 py-3 text-14">
            {t.nothingNew}
          </p>
        )}
        {openCount > 0 && <p className="rounded-6 bg-neutral-tint px-4 py-3 text-14">{t.openLeft(openCount)}</p>}
      </div>
      <div className="mt-8 space-y-10">
        {page.sources.map((source) => (
          <SourceAnswers key={source.position} source={source} page={page} changedCells={changedCells} />
        ))}
      </div>
      <form method="post" action={`${address}/review`} className="mt-10 flex flex-wrap gap-3 max-sm:*:grow">
        <ButtonLink to={address} size="large" reloadDocument>
          {t.back}
        </ButtonLink>
        {shownFaults.length === 0 && <Button size="large">{t.submit}</Button>}
      </form>
    </div>
  );
}

function isSame(one: CellFaultView, other: CellFaultView): boolean {
  return keyOf(one) === keyOf(other) && one.code === other.code;
}

function answeredOf({ cells }: RecipientView): number {
  return cells.filter((cell) => !isOpenAnswer(cell) || cell.isHandedIn).length;
}

function Faults({ faults, page, address }: { faults: CellFaultView[]; page: RecipientView; address: string }) {
  const messages = useMessages();
  const locale = useLocale();
  const { recipient: t } = messages.dataRequest;
  const nameOf = (position: number) => {
    const source = page.sources.find((one) => one.position === position);
    return source ? localName(source.name, locale) : "";
  };
  return (
    <div role="alert" className="rounded-6 border border-bad bg-bad-tint px-4 py-3 text-14">
      <p className="flex items-center gap-2 font-semibold text-bad-ink">
        <Icon name="warning" />
        {t.faultsTitle}
      </p>
      <ul className="mt-1 space-y-1 pl-6">
        {faults.map((fault) => (
          <li key={`${keyOf(fault)} ${fault.field} ${fault.code}`}>
            <a
              href={`${address}#cell-${fault.position}-${fault.month}`}
              className="text-bad-ink underline underline-offset-2"
            >
              <WholeDays>
                {t.faultAt(nameOf(fault.position), monthText(fault.month, locale), answerFaultText(messages, fault))}
              </WholeDays>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface SourceAnswersProps {
  source: AskedSource;
  page: RecipientView;
  changedCells: string[];
}

function SourceAnswers({ source, page, changedCells }: SourceAnswersProps) {
  const { dataRequest } = useMessages();
  const locale = useLocale();
  const { recipient: t } = dataRequest;
  const files = page.files.filter(({ position }) => position === source.position);
  const rows = page.months.map(
    (month): AskedCell =>
      page.cells.find((cell) => cell.position === source.position && cell.month === month) ?? {
        ...emptyAnswer(source.unit),
        position: source.position,
        month,
        isHandedIn: false,
        isTakenOver: false,
        remark: "",
      },
  );
  const columns: TableColumn<AskedCell>[] = [
    { key: "month", head: t.month, cell: ({ month }) => monthText(month, locale), isRowHead: true },
    { key: "answer", head: t.answer, cell: (cell) => <AnswerText answer={cell} />, isNumeric: true },
    { key: "note", head: t.note, cell: ({ note }) => <span className="break-words">{note}</span>, isMuted: true },
    {
      key: "state",
      head: t.state,
      cell: (cell) => <CellState cell={cell} isChanged={changedCells.includes(keyOf(cell))} />,
    },
  ];
  const name = localName(source.name, locale);
  return (
    <Section title={name} aside={localName(source.facility, locale)}>
      <Table caption={name} columns={columns} rows={rows} rowKey={({ month }) => month} />
      {files.length > 0 && (
        <p className="mt-2 text-12 text-muted">
          <span className="mr-2 font-medium">{t.files}</span>
          {files.map((file) => file.name).join(", ")}
        </p>
      )}
    </Section>
  );
}

function CellState({ cell, isChanged }: { cell: AskedCell; isChanged: boolean }) {
  const { dataRequest } = useMessages();
  const { recipient: t } = dataRequest;
  if (isChanged) return <Chip tone="accent">{cell.isHandedIn ? t.stateChanged : t.stateNew}</Chip>;
  if (cell.isHandedIn) return <Chip tone="good">{t.stateSame}</Chip>;
  return <Chip>{t.stateOpen}</Chip>;
}
