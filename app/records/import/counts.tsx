import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { tonnesFromKg } from "#app/carbon/format.ts";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { CheckView, ImportHead } from "./import-view.ts";

/** Four counts that add up to the rows of the file, and their emissions. */
export function Counts({ head, check }: { head: ImportHead; check: CheckView }) {
  const { activityImport: t, common } = useMessages();
  const locale = useLocale();
  const count = (value: number) => value.toLocaleString(locale);
  const { add, change, skip, person, repeated, leftOut } = head.counts;
  return (
    <div>
      <dl className="grid grid-cols-5 border-t-2 border-b border-ink border-b-line max-md:grid-cols-2">
        <Count label={t.counts.add} about={repeated > 0 ? t.countsAbout.repeated(count(repeated)) : t.countsAbout.add}>
          {count(add)}
        </Count>
        <Count label={t.counts.change} about={t.countsAbout.change}>
          {count(change)}
        </Count>
        <Count label={t.counts.skip} about={leftOut > 0 ? t.countsAbout.leftOut(count(leftOut)) : t.countsAbout.skip}>
          {count(skip)}
        </Count>
        <Count label={t.counts.person} about={t.countsAbout.person} isBad={person > 0}>
          {count(person)}
        </Count>
        <Count
          label={t.countsAbout.total}
          about={check.co2eKg === null ? t.countsAbout.noTotal : t.countsAbout.totalAbout}
        >
          {check.co2eKg === null ? "–" : <Figure value={tonnesFromKg(check.co2eKg)} digits={2} />}
        </Count>
      </dl>
      <p className="mt-2 text-12 text-muted">
        {t.countsAbout.sum(count(add + change + skip + person))} · {t.mappedColumns(check.mappedColumns)}{" "}
        <Link to="?step=map" className="text-link">
          {t.changeColumns}
        </Link>
      </p>
      {check.unusedColumns.length > 0 && (
        <p className="mt-1 text-12 break-words text-muted">{t.unusedColumns(common.listed(check.unusedColumns))}</p>
      )}
    </div>
  );
}

function Count({
  label,
  about,
  isBad,
  children,
}: {
  label: string;
  about: string;
  isBad?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="border-line px-5 py-4 not-first:border-l first:pl-0 max-md:px-3 max-md:odd:border-l-0 max-md:odd:pl-0">
      <dt className="text-12 text-muted">{label}</dt>
      <dd>
        <span className={`block text-25 font-semibold tabular-nums ${isBad ? "text-bad-ink" : ""}`}>{children}</span>
        <span className="text-12 text-muted">{about}</span>
      </dd>
    </div>
  );
}
