import { Form, Link } from "@remix-run/react";
import { ALL_CATEGORIES, SCOPES, scopeOf } from "#app/carbon/scope.ts";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/ui/button.tsx";
import { SelectField, TextField } from "#app/ui/field.tsx";
import { useLocale, useMessages } from "#app/ui/i18n-context.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { FILTER_NAMES } from "./factor-address.ts";

interface FactorFilterFormProps {
  /** What the address says, by its names. */
  current: Record<string, string>;
  datasets: { id: string; title: { en: string; zh: string }; publisher: string }[];
  places: { value: string; label: string }[];
}

/** Words and filters; sent by GET, so that a search can be linked to. */
export function FactorFilterForm({ current, datasets, places }: FactorFilterFormProps) {
  const { factor: t } = useMessages();
  const isFiltered = FILTER_NAMES.some((name) => current[name]);
  return (
    <Form method="get" action="/factors" role="search" key={JSON.stringify(current)}>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-60 grow">
          <TextField
            label={t.searchLabel}
            name="q"
            type="search"
            isLarge
            maxLength={200}
            placeholder={t.searchHint}
            defaultValue={current.q}
          />
        </div>
        <Button size="large" icon="search">
          {t.search}
        </Button>
      </div>
      <details open={isFiltered} className="group mt-3">
        <summary className="inline-flex items-center gap-1.5 text-14 text-accent touch:min-h-11">
          {t.filters}
          <Icon name="chevron" size={12} className="group-open:rotate-180" />
        </summary>
        <div className="mt-2 grid gap-4 rounded-6 bg-sunken p-4 sm:grid-cols-2 desk:grid-cols-3">
          <Filters current={current} datasets={datasets} places={places} />
        </div>
        <div className="mt-3 flex items-center gap-5">
          <Button variant="secondary">{t.search}</Button>
          {isFiltered && (
            <Link
              to={current.q ? `/factors?q=${encodeURIComponent(current.q)}` : "/factors"}
              className="text-link text-14"
            >
              {t.clear}
            </Link>
          )}
        </div>
      </details>
    </Form>
  );
}

function Filters({ current, datasets, places }: FactorFilterFormProps) {
  const { factor: t, carbon } = useMessages();
  const locale = useLocale();
  const field = (name: string) => ({ name, defaultValue: current[name] ?? "", placeholder: t.any });
  const named = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));
  return (
    <>
      <SelectField
        {...field("scope")}
        label={t.scope}
        options={SCOPES.map((scope) => ({
          value: String(scope),
          label: `${carbon.scope[scope]} · ${carbon.scopeName[scope]}`,
        }))}
      />
      <SelectField
        {...field("category")}
        label={t.category}
        options={SCOPES.map((scope) => ({
          label: carbon.scope[scope],
          options: ALL_CATEGORIES.filter((category) => scopeOf(category) === scope).map((category) => ({
            value: category,
            label: carbon.category[category],
          })),
        }))}
      />
      <SelectField {...field("region")} label={t.region} options={places} />
      <SelectField
        {...field("dataset")}
        label={t.dataset}
        options={datasets.map(({ id, title }) => ({ value: id, label: withoutYear(localName(title, locale)) }))}
      />
      <SelectField {...field("method")} label={t.method} options={named(t.methodName)} />
      <SelectField {...field("kind")} label={t.kind} options={named(t.kindName)} />
    </>
  );
}

/** A dataset stands for all its editions, so the year of one is left out of its title. */
function withoutYear(title: string): string {
  return title.replace(/[,，]?\s*20\d\d\s*(年版|年)?(?=\s|$)/u, "").trim();
}
