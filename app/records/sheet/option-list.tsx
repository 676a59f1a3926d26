import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { OfferFacts, useOfferName } from "#app/kit/factor-offer.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { FactorSuggestion } from "#emission-factors/suggestion.ts";
import type { CellChoice } from "./cell-text.ts";

/** An option of a cell: a text, or a factor from which a source is created. */
export interface CellOption extends CellChoice {
  key: string;
  group: "own" | "library";
  offer: FactorSuggestion | null;
}

interface OptionListProps {
  id: string;
  label: string;
  options: CellOption[];
  chosen: number;
  onTake: (option: CellOption) => void;
}

/** The options below a cell's input, with group headings if there are two groups. The focus stays in the input. */
export function OptionList({ id, label, options, chosen, onTake }: OptionListProps) {
  const { matching: t } = useMessages();
  const list = useRef<HTMLDivElement>(null);
  const [isAbove, setAbove] = useState(false);
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);
  useLayoutEffect(() => {
    // At the bottom of the sheet, the list opens upwards.
    const frame = list.current?.closest("[data-scroller]")?.getBoundingClientRect();
    if (list.current && frame && list.current.getBoundingClientRect().bottom > frame.bottom) setAbove(true);
  }, []);
  const groups = (["own", "library"] as const).filter((group) => options.some((option) => option.group === group));
  const hasOffers = groups.includes("library");
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className={`absolute left-0 z-30 my-1 max-h-80 w-max min-w-full overflow-y-auto rounded-6 bg-raised py-1 text-left text-ink shadow-float ${
        hasOffers ? "max-w-[30rem]" : "max-w-80"
      } ${isAbove ? "bottom-full" : "top-full"}`}
    >
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox (ARIA 1.2)
        <div key={group} role="group" aria-label={group === "own" ? t.suggestSources : t.suggestFactors}>
          {hasOffers && (
            <div aria-hidden className="px-2.5 pt-1.5 pb-0.5 text-11 font-medium text-muted">
              {group === "own" ? t.suggestSources : t.suggestFactors}
            </div>
          )}
          {options.map((option, index) =>
            option.group === group ? (
              <Option
                key={option.key}
                id={`${id}-${index}`}
                option={option}
                isChosen={index === chosen}
                onTake={onTake}
              />
            ) : null,
          )}
        </div>
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  option: CellOption;
  isChosen: boolean;
  onTake: (option: CellOption) => void;
}

function Option({ id, option, isChosen, onTake }: OptionProps) {
  const nameOf = useOfferName();
  const { text, about, offer } = option;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      onMouseDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onTake(option);
      }}
      className={`cursor-pointer px-2.5 py-1 ${isChosen ? "bg-accent-tint" : "hover:bg-neutral-tint"}`}
    >
      {offer ? (
        <>
          <span className="block text-14">{nameOf(offer)}</span>
          <OfferFacts offer={offer} />
        </>
      ) : (
        <span className="flex justify-between gap-4 whitespace-nowrap">
          <span>{text}</span>
          {about !== "" && about !== text && <span className="text-12 leading-5 text-muted">{about}</span>}
        </span>
      )}
    </div>
  );
}
