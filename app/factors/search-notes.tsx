import { Link } from "@remix-run/react";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { type FilterName, factorAddress } from "./factor-address.ts";
import { facetTitle } from "./factor-facets.tsx";
import type { FactorSearch } from "./factor-search.server.ts";

export type SearchFacts = Pick<FactorSearch, "corrected" | "unmatched" | "isPartial">;

/** Explains how the results differ from the search. */
export function SearchNotes({ corrected, unmatched, isPartial }: SearchFacts) {
  const { factor: t } = useMessages();
  const notes = [
    ...corrected.map(({ from, to }) => t.corrected(from, to)),
    ...(unmatched.length > 0 ? [t.unmatched(unmatched.join(" "))] : []),
    ...(isPartial ? [t.partial] : []),
  ];
  if (notes.length === 0) return null;
  return (
    <ul className="mb-3 space-y-1 rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
      {notes.map((note) => (
        <li key={note} className="flex gap-2">
          <Icon name="warning" size={14} className="mt-0.5" />
          {note}
        </li>
      ))}
    </ul>
  );
}

interface NothingFoundProps {
  current: Record<string, string>;
  isLibraryEmpty: boolean;
  /** Filters whose removal would give results. */
  wider: { name: FilterName; count: number }[];
  /** Organizations in whose name a supplier can be asked. Empty without a sign-in. */
  organizations: { id: string; name: string }[];
}

/** Suggests searches that give results. */
export function NothingFound({ current, isLibraryEmpty, wider, organizations }: NothingFoundProps) {
  const { factor: t } = useMessages();
  if (isLibraryEmpty) return <EmptyState title={t.emptyTitle} reason={t.libraryEmpty} />;
  return (
    <div>
      <EmptyState title={t.emptyTitle} reason={t.emptyReason(current.q ?? "")} />
      <AskSupplier product={current.q ?? ""} organizations={organizations} />
      {wider.length > 0 && (
        <section className="mb-6">
          <h3 className="mb-2 text-14 font-semibold">{t.widerTitle}</h3>
          <ul className="space-y-1 text-14">
            {wider.map(({ name, count }) => (
              <li key={name}>
                <Link to={factorAddress(current, { [name]: null, after: null })} className="text-link">
                  {t.widerFilter(facetTitle(t, name), count)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3 className="mb-2 text-14 font-semibold">{t.tryTitle}</h3>
        <ul className="flex flex-wrap gap-x-5 gap-y-2 text-14">
          {t.tryWords.map((words) => (
            <li key={words}>
              <Link to={factorAddress({ q: words }, {})} className="text-link">
                {words}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Without a published factor, the supplier's own one is the best. */
function AskSupplier({ product, organizations }: { product: string } & Pick<NothingFoundProps, "organizations">) {
  const { factor: t } = useMessages();
  const search = new URLSearchParams({ product });
  return (
    <section className="mb-6">
      <h3 className="mb-2 text-14 font-semibold">{t.supplierTitle}</h3>
      <p className="max-w-140 text-14 text-muted">{t.supplierText}</p>
      <ul className="mt-2 space-y-1 text-14">
        {organizations.map(({ id, name }) => (
          <li key={id}>
            <Link to={`/organizations/${id}/data-requests/new-factor?${search}`} className="text-link">
              {t.supplierAsk(name)}
            </Link>
          </li>
        ))}
        {organizations.length === 0 && (
          <li>
            <Link to="/sign-in" className="text-link">
              {t.supplierSignIn}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}
