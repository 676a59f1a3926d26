import { Form, Link, useLocation } from "@remix-run/react";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, type SelectGroup, type SelectOption, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";

type Name = { en: string; zh: string };

export interface TrailFilterFormProps {
  search: {
    words: string;
    from: string;
    to: string;
    person: string;
    action: string;
    subject: string;
    source: string;
    about: string;
  };
  choices: { people: { id: string; name: string | null }[]; actions: string[]; subjects: string[]; sources: string[] };
  facilities: { id: string; name: Name }[];
  sources: { id: string; name: Name; facilityId: string }[];
  /** The name of the `about` subject, if it is neither a facility nor a source. */
  aboutName: string | null;
  isNarrowed: boolean;
}

/** The filter of the audit trail, kept in the address. */
export function TrailFilterForm(props: TrailFilterFormProps) {
  const { search, choices, aboutName, isNarrowed } = props;
  const { auditTrail: t } = useMessages();
  const { pathname } = useLocation();
  const actions: SelectGroup[] = useActionGroups(choices.actions);
  const labelled = (codes: string[], names: Record<string, string>) =>
    codes.map((value) => ({ value, label: names[value] ?? value }));
  return (
    <Form method="get" role="search" aria-label={t.filter} key={JSON.stringify(search)} className="mb-6">
      <div className="grid grid-cols-4 items-end gap-3 max-wide:grid-cols-2">
        <TextField label={t.words} name="q" type="search" maxLength={200} defaultValue={search.words} />
        <SelectField
          label={t.person}
          name="person"
          placeholder={t.anyone}
          defaultValue={search.person}
          options={choices.people.map(({ id, name }) => ({
            value: id,
            label: name ?? `${t.former} ${id.slice(0, 8)}`,
          }))}
        />
        <SelectField
          label={t.action}
          name="action"
          placeholder={t.anyAction}
          defaultValue={search.action}
          options={actions}
        />
        <SelectField
          label={t.subject}
          name="subject"
          placeholder={t.anySubject}
          defaultValue={search.subject}
          options={labelled(choices.subjects, t.subjects)}
        />
        <SelectField
          label={t.place}
          name="about"
          placeholder={t.anyPlace}
          defaultValue={search.about}
          options={usePlaceOptions(props, aboutName)}
        />
        <SelectField
          label={t.source}
          name="source"
          placeholder={t.anySource}
          defaultValue={search.source}
          options={labelled(choices.sources, t.sources)}
        />
        <TextField label={t.from} name="from" type="date" defaultValue={search.from} />
        <TextField label={t.to} name="to" type="date" defaultValue={search.to} />
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-2">
        <Button variant="secondary">{t.show}</Button>
        {isNarrowed && (
          <Link to={pathname} className="text-14 text-link">
            {t.clear}
          </Link>
        )}
        {aboutName && <span className="text-14 text-muted">{t.narrowedTo(aboutName)}</span>}
      </div>
    </Form>
  );
}

/** Actions grouped by the kind of their subject. */
function useActionGroups(actions: string[]): SelectGroup[] {
  const { auditTrail: t } = useMessages();
  const acts: Record<string, (about: string) => string> = t.acts;
  const groups = new Map<string, SelectOption[]>();
  for (const action of actions) {
    const kind = action.split(".")[0]!;
    const label = acts[action]?.("…") ?? action;
    groups.set(kind, [...(groups.get(kind) ?? []), { value: action, label }]);
  }
  return [...groups].map(([kind, options]) => ({ label: t.kinds[kind] ?? t.subjects[kind] ?? kind, options }));
}

function usePlaceOptions(
  { facilities, sources, search }: TrailFilterFormProps,
  aboutName: string | null,
): (SelectOption | SelectGroup)[] {
  const { auditTrail: t } = useMessages();
  const locale = useLocale();
  const option = ({ id, name }: { id: string; name: Name }) => ({ value: id, label: localName(name, locale) });
  const groups = facilities.map((facility) => ({
    label: t.sourcesOf(localName(facility.name, locale)),
    options: sources.filter(({ facilityId }) => facilityId === facility.id).map(option),
  }));
  return [
    ...(aboutName ? [{ value: search.about, label: aboutName }] : []),
    { label: t.facilities, options: facilities.map(option) },
    ...groups.filter(({ options }) => options.length > 0),
  ];
}
