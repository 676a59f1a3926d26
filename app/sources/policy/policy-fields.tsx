import { OWN_DATASET } from "#app/factors/own/own-factor-content.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { PIN_PREFIX } from "./policy-form.ts";
import { datasetName } from "./policy-text.ts";

export interface PolicyDataset {
  id: string;
  title: { en: string; zh: string };
  publisher: string;
  editions: string[];
  isUsed: boolean;
}

/** A dataset's name in the reader's language. The organization's custom factors are one dataset. */
export function useDatasetName(datasets: readonly PolicyDataset[]): (id: string) => string {
  const { policy: t } = useMessages();
  const locale = useLocale();
  return (id) => {
    if (id === OWN_DATASET) return t.ownDataset;
    const found = datasets.find((one) => one.id === id);
    return found ? datasetName(found.title, locale) : id;
  };
}

interface DatasetOrderProps {
  order: readonly string[];
  datasets: PolicyDataset[];
  isMoved: boolean;
  mayChange: boolean;
}

/** A sortable list with buttons. Each button submits the form, so that it works by keyboard and without JavaScript. */
export function DatasetOrder({ order, datasets, isMoved, mayChange }: DatasetOrderProps) {
  const { policy: t } = useMessages();
  const nameOf = useDatasetName(datasets);
  const free = [OWN_DATASET, ...datasets.map(({ id }) => id)].filter((id) => !order.includes(id));
  return (
    <div className="mt-3">
      <p className="text-14 text-muted">{t.precedenceText}</p>
      <input type="hidden" name="precedence" value={order.join(" ")} />
      {order.length === 0 ? (
        <p className="mt-3 text-14">{t.precedenceEmpty}</p>
      ) : (
        <ol className="mt-3 divide-y divide-line border-y border-line">
          {order.map((id, index) => (
            <li key={id} className="flex items-center gap-3 py-1.5 text-14">
              <span className="w-5 text-right text-muted tabular-nums">{index + 1}</span>
              <span className="min-w-0 grow">{nameOf(id)}</span>
              {mayChange && (
                <span className="flex gap-1">
                  <OrderButton intent={`up ${id}`} label={t.moveUp(nameOf(id))} look="up" />
                  <OrderButton intent={`down ${id}`} label={t.moveDown(nameOf(id))} look="down" />
                  <OrderButton intent={`drop ${id}`} label={t.remove(nameOf(id))} look="drop" />
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      <p role="status" className={isMoved ? "mt-2 text-12 font-medium text-warning-ink" : "sr-only"}>
        {isMoved ? t.moved : ""}
      </p>
      {mayChange && (
        <div className="mt-4 flex max-w-140 flex-wrap items-end gap-3">
          <div className="min-w-60 grow">
            <SelectField
              label={t.addDataset}
              name="added"
              placeholder={t.addChoose}
              options={free.map((id) => ({ value: id, label: nameOf(id) }))}
            />
          </div>
          <Button variant="secondary" icon="plus" name="intent" value="add">
            {t.add}
          </Button>
        </div>
      )}
    </div>
  );
}

function OrderButton({ intent, label, look }: { intent: string; label: string; look: "up" | "down" | "drop" }) {
  return (
    <button
      type="submit"
      name="intent"
      value={intent}
      aria-label={label}
      title={label}
      className="inline-flex size-8 items-center justify-center rounded-6 border border-rule bg-raised hover:border-muted touch:size-11"
    >
      <Icon name={look === "drop" ? "close" : "chevron"} size={14} className={look === "up" ? "rotate-180" : ""} />
    </button>
  );
}

interface EditionPinsProps {
  pins: Readonly<Record<string, string>>;
  datasets: PolicyDataset[];
  /** Whether unused, unpinned datasets stay collapsed even if there are no others. */
  isFolded?: boolean;
}

/** The pinned or newest edition of each dataset. Used and pinned datasets are visible, the others collapsed. */
export function EditionPins({ pins, datasets, isFolded = false }: EditionPinsProps) {
  const { policy: t } = useMessages();
  const weight = ({ id, isUsed }: PolicyDataset) => (pins[id] ? 0 : isUsed ? 1 : 2);
  const ordered = [...datasets].sort((a, b) => weight(a) - weight(b));
  const near = ordered.filter((dataset) => weight(dataset) < 2);
  const rest = ordered.filter((dataset) => weight(dataset) === 2);
  return (
    <div className="mt-3">
      <p className="text-14 text-muted">{t.pinsText}</p>
      {near.length > 0 && <PinRows pins={pins} datasets={near} all={datasets} />}
      {rest.length > 0 && (
        <details className="group mt-3" open={near.length === 0 && !isFolded}>
          <summary className="inline-flex cursor-pointer items-center gap-1.5 text-14 text-accent touch:min-h-11">
            {t.otherDatasets(rest.length)}
            <Icon name="chevron" size={12} className="group-open:rotate-180" />
          </summary>
          <PinRows pins={pins} datasets={rest} all={datasets} />
        </details>
      )}
    </div>
  );
}

function PinRows({ pins, datasets, all }: EditionPinsProps & { all: PolicyDataset[] }) {
  const { policy: t } = useMessages();
  const nameOf = useDatasetName(all);
  return (
    <div className="mt-3 divide-y divide-line border-y border-line">
      {datasets.map((dataset) => (
        <div
          key={dataset.id}
          className="grid grid-cols-[minmax(0,1fr)_15rem] items-center gap-x-4 gap-y-1 py-2 max-md:grid-cols-1"
        >
          <p className="text-14">
            {nameOf(dataset.id)}
            {dataset.isUsed && (
              <span className="ml-2">
                <Chip tone="accent">{t.used}</Chip>
              </span>
            )}
            <span className="block text-12 text-muted">{dataset.publisher}</span>
          </p>
          <SelectField
            hideLabel
            label={t.pinLabel(nameOf(dataset.id))}
            name={`${PIN_PREFIX}${dataset.id}`}
            defaultValue={pins[dataset.id] ?? ""}
            options={[
              { value: "", label: t.followsNewest(dataset.editions.at(-1)!) },
              ...dataset.editions.toReversed().map((edition) => ({ value: edition, label: t.pinned(edition) })),
            ]}
          />
        </div>
      ))}
    </div>
  );
}
