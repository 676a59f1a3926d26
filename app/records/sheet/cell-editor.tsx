import { type KeyboardEvent, type SyntheticEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { FactorSuggestion } from "#emission-factors/suggestion.ts";
import type { CellChoice } from "./cell-text.ts";
import { isOfInputMethod } from "./grid-keys.ts";
import { type CellOption, OptionList } from "./option-list.tsx";
import { matchingChoices, useCellOptions } from "./use-cell-options.ts";
import { type Suggester, useSuggestions } from "./use-suggestions.ts";

/** Where the selection moves when an edit ends. */
export type EditEnd = { rows: number } | { tab: 1 | -1 } | "stay" | "fill";

export interface CellEdit {
  /** The cell's content, or the first typed text. */
  text: string;
  isTyped: boolean;
  isListOpen: boolean;
}

interface CellEditorProps {
  label: string;
  /** Null while the cell is selected but not edited. */
  edit: CellEdit | null;
  hasList: boolean;
  choices: CellChoice[];
  isNumeric: boolean;
  isInvalid: boolean;
  /** The first typed text, or the first letters of an IME composition. */
  onStart: (text: string) => void;
  /** The field's current text. */
  onType: (text: string) => void;
  onCommit: (text: string, end: EditEnd) => void;
  onCancel: () => void;
  /** Finds sources and factors for the typed text, in the source column. */
  suggest: Suggester | null;
  /** A factor was chosen. The source must be created before anything is saved. */
  onOffer: (offer: FactorSuggestion, typed: string) => void;
}

/**
 * The input of the active cell, with its list of options. Arrow keys choose, Enter and Tab confirm. It has the focus,
 * empty and invisible, as soon as the cell is selected, because an input method only composes in a field that had the
 * focus before the first letter.
 */
export function CellEditor(props: CellEditorProps) {
  const { label, edit, isNumeric } = props;
  const { matching } = useMessages();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (!edit) return;
    input.current?.focus();
    // Moving the caret would end an IME composition.
    if (!edit.isTyped) input.current?.setSelectionRange(edit.text.length, edit.text.length);
  }, [edit]);
  const entry = useCellEntry(props);
  const { value, options, chosen } = entry;
  const isListShown = options.length > 0;
  return (
    <>
      <input
        ref={input}
        data-resting={edit ? undefined : ""}
        aria-label={label}
        aria-describedby="cell-message"
        aria-invalid={props.isInvalid || undefined}
        value={value}
        autoComplete="off"
        spellCheck={false}
        inputMode={isNumeric ? "decimal" : "text"}
        {...(props.hasList && {
          role: "combobox",
          "aria-expanded": isListShown,
          "aria-controls": listId,
          "aria-autocomplete": "list" as const,
          "aria-activedescendant": isListShown && chosen >= 0 ? `${listId}-${chosen}` : undefined,
        })}
        onChange={(event) => entry.type(event.target.value)}
        onCompositionEnd={(event) => entry.endWord(event.currentTarget.value)}
        {...(edit && {
          onKeyDown: (event) => press(event, entry),
          onPaste: stopPropagation,
          onCopy: stopPropagation,
          onCut: stopPropagation,
          onBlur: () => entry.finish("stay"),
        })}
        className={`absolute inset-0 z-10 w-full px-2.5 text-14 outline-none ${isNumeric ? "text-right" : ""} ${
          edit ? "bg-raised shadow-[inset_0_0_0_2px_var(--color-accent)]" : "pointer-events-none opacity-0"
        }`}
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

const stopPropagation = (event: SyntheticEvent) => event.stopPropagation();

type CellEntry = ReturnType<typeof useCellEntry>;

/** The typed text, its options, and the single end of an edit. */
function useCellEntry({ edit, choices, suggest, ...props }: CellEditorProps) {
  const [kept, setKept] = useState(() => beginOf(edit));
  const entry = kept.edit === edit ? kept : beginOf(edit);
  const { value, isOpen } = entry;
  const ended = useRef<CellEdit | null>(null);
  const isUntouched = edit !== null && !edit.isTyped && value === edit.text;
  const suggested = useSuggestions(isUntouched ? "" : value, suggest);
  const options = useCellOptions(isOpen ? matchingChoices(choices, isUntouched && edit.isListOpen ? "" : value) : [], {
    found: isOpen ? suggested.found : null,
    all: choices,
  });
  const chosen = options.findIndex(({ key }) => key === entry.chosenKey);
  const type = (typed: string) => {
    if (!edit) return typed === "" ? undefined : props.onStart(typed);
    setKept({ edit, value: typed, isOpen: true, chosenKey: "" });
    props.onType(typed);
  };
  const setOpen = (open: boolean) => setKept({ ...entry, isOpen: open });
  const choose = (step: 1 | -1) => {
    const { key } = options[(options.length + Math.max(chosen, step > 0 ? -1 : 0) + step) % options.length]!;
    setKept({ ...entry, chosenKey: key });
  };
  const finish = (end: EditEnd, taken: CellOption | undefined = options[chosen]) => {
    if (ended.current === edit) return;
    ended.current = edit;
    if (taken?.offer) props.onOffer(taken.offer, value.trim());
    else props.onCommit(taken?.text ?? value, end);
  };
  const cancel = () => {
    ended.current = edit;
    props.onCancel();
  };
  /** If a composition in a field opened by typing is cancelled, the cell stays unchanged. */
  const endWord = (left: string) => {
    if (edit?.isTyped && left === "") cancel();
  };
  return { value, type, endWord, options, chosen, isSearching: suggested.isSearching, setOpen, choose, finish, cancel };
}

interface KeptEntry {
  edit: CellEdit | null;
  value: string;
  isOpen: boolean;
  /** Key of the highlighted option. Later suggestions can move the option but must not replace it. */
  chosenKey: string;
}

function beginOf(edit: CellEdit | null): KeptEntry {
  return { edit, value: edit?.text ?? "", isOpen: edit !== null, chosenKey: "" };
}

function press(event: KeyboardEvent, { options, setOpen, choose, finish, cancel }: CellEntry): void {
  event.stopPropagation();
  if (isOfInputMethod(event)) return;
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
