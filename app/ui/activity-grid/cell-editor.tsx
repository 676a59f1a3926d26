import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import type { FactorSuggestion } from "#emission-factors/suggestion.ts";
import { useMessages } from "../i18n-context.tsx";
import type { CellChoice } from "./cell-text.ts";
import { type CellOption, OptionList } from "./option-list.tsx";
import { matchingChoices, useCellOptions } from "./use-cell-options.ts";
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

/** The field inside a cell, with its list where the column has choices. Arrow keys choose, Enter and Tab take. */
export function CellEditor(props: CellEditorProps) {
  const { label, text, choices, isNumeric } = props;
  const { matching } = useMessages();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(text.length, text.length);
  }, [text]);
  const entry = useCellEntry(props);
  const { value, options, chosen } = entry;
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
        onChange={(event) => entry.type(event.target.value)}
        onKeyDown={(event) => press(event, entry)}
        onPaste={(event) => event.stopPropagation()}
        onCopy={(event) => event.stopPropagation()}
        onCut={(event) => event.stopPropagation()}
        onBlur={() => entry.finish("stay")}
        className={`absolute inset-0 z-10 w-full bg-raised px-2.5 text-14 shadow-[inset_0_0_0_2px_var(--color-accent)] outline-none ${isNumeric ? "text-right" : ""}`}
      />
      {props.suggest && (
        <span role="status" className="sr-only">
          {entry.isSearching ? matching.searching : isListShown ? matching.suggestionCount(options.length) : ""}
        </span>
      )}
      {isListShown && (
        <OptionList
          id={listId}
          label={label}
          options={options}
          chosen={chosen}
          onTake={(taken) => entry.finish("stay", taken)}
        />
      )}
    </>
  );
}

type CellEntry = ReturnType<typeof useCellEntry>;

/** What is typed into the field, what its list offers for that, and the one end that an edit has. */
function useCellEntry({ text, choices, isListOpen, suggest, ...props }: CellEditorProps) {
  const [value, setValue] = useState(text);
  const [isOpen, setOpen] = useState(isListOpen || choices.length > 0);
  /** Key of the option that the arrows stand at: suggestions that come later move it, and must not take its place. */
  const [chosenKey, setChosenKey] = useState("");
  const isDone = useRef(false);
  const suggested = useSuggestions(value === text ? "" : value, suggest);
  const options = useCellOptions(isOpen ? matchingChoices(choices, value === text && isListOpen ? "" : value) : [], {
    found: isOpen ? suggested.found : null,
    all: choices,
  });
  const chosen = options.findIndex(({ key }) => key === chosenKey);
  const type = (typed: string) => {
    setValue(typed);
    props.onType(typed);
    setChosenKey("");
    setOpen(true);
  };
  const choose = (step: 1 | -1) => {
    setChosenKey(options[(options.length + Math.max(chosen, step > 0 ? -1 : 0) + step) % options.length]!.key);
  };
  const finish = (end: EditEnd, taken: CellOption | undefined = options[chosen]) => {
    if (isDone.current) return;
    isDone.current = true;
    if (taken?.offer) props.onOffer(taken.offer, value.trim());
    else props.onCommit(taken?.text ?? value, end);
  };
  const cancel = () => {
    isDone.current = true;
    props.onCancel();
  };
  return { value, type, options, chosen, isSearching: suggested.isSearching, setOpen, choose, finish, cancel };
}

function press(event: KeyboardEvent, { options, setOpen, choose, finish, cancel }: CellEntry): void {
  event.stopPropagation();
  if (event.nativeEvent.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (event.altKey || options.length > 0) event.preventDefault();
    if (event.altKey) setOpen(step > 0);
    else if (options.length > 0) choose(step);
    else finish({ rows: step });
  } else if (event.key === "Enter") {
    event.preventDefault();
    finish(event.ctrlKey || event.metaKey ? "fill" : { rows: event.shiftKey ? -1 : 1 });
  } else if (event.key === "Tab") {
    event.preventDefault();
    finish({ tab: event.shiftKey ? -1 : 1 });
  } else if (event.key === "Escape") {
    event.preventDefault();
    cancel();
  }
}
