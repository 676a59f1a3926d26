import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { localName } from "#app/i18n/index.ts";
import type { FactorSuggestion } from "#emission-factors/suggestion.ts";
import { useLocale, useMessages } from "../i18n-context.tsx";
import type { CellChoice } from "./cell-text.ts";
import { type CellOption, OptionList } from "./option-list.tsx";
import { type Suggester, useSuggestions } from "./use-suggestions.ts";

/** Where the selection goes when an edit ends. */
export type EditEnd = { rows: number } | { tab: 1 | -1 } | "stay" | "fill";

interface CellEditorProps {
  label: string;
  /** Text at the start: the cell's own, or the letter that was typed over it. */
  text: string;
  choices: CellChoice[];
  isListOpen: boolean;
  isNumeric: boolean;
  /** What stands in the field now, letter by letter. */
  onType: (text: string) => void;
  onCommit: (text: string, end: EditEnd) => void;
  onCancel: () => void;
  /** Asks for sources and factors by what is typed, where the column names a source. */
  suggest: Suggester | null;
  /** A factor was taken: a source is made of it before anything is written. */
  onOffer: (offer: FactorSuggestion, typed: string) => void;
}

const SHOWN_CHOICES = 60;

/** The field inside a cell, with its list where the column has choices. Arrow keys choose, Enter and Tab take. */
export function CellEditor(props: CellEditorProps) {
  const { label, text, choices, isListOpen, isNumeric, onCommit, onCancel } = props;
  const { matching } = useMessages();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(text);
  const [isOpen, setOpen] = useState(isListOpen || choices.length > 0);
  /** Key of the option that the arrows stand at: suggestions that come later move it, and must not take its place. */
  const [chosenKey, setChosenKey] = useState("");
  const isDone = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(text.length, text.length);
  }, [text]);
  const suggested = useSuggestions(value === text ? "" : value, props.suggest);
  const options = useOptions(isOpen ? matchingChoices(choices, value === text && isListOpen ? "" : value) : [], {
    found: isOpen ? suggested.found : null,
    all: choices,
  });
  const chosen = options.findIndex(({ key }) => key === chosenKey);
  const finish = (end: EditEnd, taken: CellOption | undefined = options[chosen]) => {
    if (isDone.current) return;
    isDone.current = true;
    if (taken?.offer) props.onOffer(taken.offer, value.trim());
    else onCommit(taken?.text ?? value, end);
  };
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (event.altKey) setOpen(step > 0);
      else if (options.length > 0)
        setChosenKey(options[(options.length + Math.max(chosen, step > 0 ? -1 : 0) + step) % options.length]!.key);
      else return finish({ rows: step });
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      finish(event.ctrlKey || event.metaKey ? "fill" : { rows: event.shiftKey ? -1 : 1 });
    } else if (event.key === "Tab") {
      event.preventDefault();
      finish({ tab: event.shiftKey ? -1 : 1 });
    } else if (event.key === "Escape") {
      event.preventDefault();
      isDone.current = true;
      onCancel();
    }
  };
  const isListShown = options.length > 0;
  return (
    <>
      <input
        ref={input}
        aria-label={label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        inputMode={isNumeric ? "decimal" : "text"}
        {...((choices.length > 0 || props.suggest) && {
          role: "combobox",
          "aria-expanded": isListShown,
          "aria-controls": listId,
          "aria-autocomplete": "list" as const,
          "aria-activedescendant": isListShown && chosen >= 0 ? `${listId}-${chosen}` : undefined,
        })}
        onChange={(event) => {
          setValue(event.target.value);
          props.onType(event.target.value);
          setChosenKey("");
          setOpen(true);
        }}
        onKeyDown={keys}
        onPaste={(event) => event.stopPropagation()}
        onCopy={(event) => event.stopPropagation()}
        onCut={(event) => event.stopPropagation()}
        onBlur={() => finish("stay")}
        className={`absolute inset-0 z-10 w-full bg-raised px-2.5 text-14 shadow-[inset_0_0_0_2px_var(--color-accent)] outline-none ${isNumeric ? "text-right" : ""}`}
      />
      {props.suggest && (
        <span role="status" className="sr-only">
          {suggested.isSearching ? matching.searching : isListShown ? matching.suggestionCount(options.length) : ""}
        </span>
      )}
      {isListShown && (
        <OptionList
          id={listId}
          label={label}
          options={options}
          chosen={chosen}
          onTake={(taken) => finish("stay", taken)}
        />
      )}
    </>
  );
}

/** The column's own choices, then sources that the words mean by a synonym, then factors of the library. */
function useOptions(
  shown: CellChoice[],
  { found, all }: { found: ReturnType<typeof useSuggestions>["found"] | null; all: CellChoice[] },
): CellOption[] {
  const { carbon } = useMessages();
  const locale = useLocale();
  const own: CellOption[] = shown.map((choice) => ({
    ...choice,
    key: `own ${choice.text}`,
    group: "own",
    offer: null,
  }));
  if (!found) return own;
  const named = new Set(own.map(({ text }) => text));
  const known = new Set(all.map(({ text }) => text));
  for (const { id, name, category } of found.sources) {
    const text = localName(name, locale);
    if (named.has(text) || !known.has(text)) continue;
    named.add(text);
    const about = (carbon.category as Record<string, string>)[category] ?? "";
    own.push({ key: id, text, about, group: "own", offer: null });
  }
  const offers = found.factors.map((offer): CellOption => {
    return { key: `${offer.factor} ${offer.via}`, text: "", about: "", group: "library", offer };
  });
  return [...own, ...offers];
}

function matchingChoices(choices: CellChoice[], typed: string): CellChoice[] {
  const wanted = typed.normalize("NFKC").trim().toLowerCase();
  const isMatch = ({ text, about }: CellChoice) => `${text} ${about}`.normalize("NFKC").toLowerCase().includes(wanted);
  return choices.filter((choice) => wanted === "" || isMatch(choice)).slice(0, SHOWN_CHOICES);
}
