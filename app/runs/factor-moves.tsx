import type { FactorMove, MovedFactor } from "#app/carbon/factor/factor-move.ts";
import { localName } from "#app/i18n/index.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Table } from "#app/kit/table.tsx";

interface FactorMovesProps {
  moves: (Omit<FactorMove, "activities"> & { lineCount: number })[];
  isPolicyChanged: boolean;
}

/** A longer list is folded, so that the figures stay in sight. */
const SHOWN_AT_ONCE = 4;

/** What a new run would choose differently: a proposal; the run itself does not change. */
export function FactorMoves({ moves, isPolicyChanged }: FactorMovesProps) {
  const { policy } = useMessages();
  const t = policy.moves;
  if (moves.length === 0) return null;
  const factors = new Set(moves.map(({ from }) => from.reference)).size;
  // A pin may have been moved back: newer are only those that the library brought.
  const isEditions = !isPolicyChanged && moves.every(({ isEdition }) => isEdition);
  return (
    <section className="mb-6 max-w-192 rounded-6 border border-rule bg-raised px-4 py-3">
      <h2 className="text-14 font-semibold">{isEditions ? t.titleEditions(factors) : t.title(factors)}</h2>
      <p className="mt-1 text-14 text-muted">
        {isPolicyChanged && `${t.policyChanged} `}
        {t.text}
      </p>
      <details className="group mt-2" open={moves.length <= SHOWN_AT_ONCE}>
        <summary className="inline-flex cursor-pointer items-center gap-1.5 text-14 text-accent touch:min-h-11">
          {t.show}
          <Icon name="chevron" size={12} className="group-open:rotate-180" />
        </summary>
        <Table
          caption={t.caption}
          rows={moves}
          rowKey={({ from, to }) => `${from.reference} ${to?.reference}`}
          columns={[
            { key: "from", head: t.now, isRowHead: true, cell: ({ from }) => <Moved factor={from} /> },
            { key: "to", head: t.later, cell: ({ to }) => (to ? <Moved factor={to} /> : t.gone) },
            { key: "lines", head: t.lines, isNumeric: true, cell: ({ lineCount }) => lineCount },
          ]}
        />
      </details>
    </section>
  );
}

function Moved({ factor }: { factor: MovedFactor }) {
  const { factor: t } = useMessages();
  const locale = useLocale();
  return (
    <>
      <span className="break-words">{localName(factor.name, locale) || factor.reference}</span>
      <span className="block text-12 font-normal text-muted">{t.editionNamed(factor.version)}</span>
    </>
  );
}
