import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { CellChoice } from "./cell-text.ts";

/** Where the selection goes when an edit ends. */
export type EditEnd = { rows: number } | { tab: 1 | -1 } | "stay";

interface CellEditorProps {
  label: string;
  /** Text at the start: the cell's own, or the letter that was typed over it. */
  text: string;
  choices: CellChoice[];
  isListOpen: boolean;
  isNumeric: boolean;
  onCommit: (text: string, end: EditEnd) => void;
  onCancel: () => void;
}

const SHOWN_CHOICES = 60;

/** The field inside a cell, with its list where the column has choices. Arrow keys choose, Enter and Tab take. */
export function CellEditor({ label, text, choices, isListOpen, isNumeric, onCommit, onCancel }: CellEditorProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(text);
  const [isOpen, setOpen] = useState(isListOpen || choices.length > 0);
  const [chosen, setChosen] = useState(-1);
  const isDone = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(text.length, text.length);
  }, [text]);
  const matching = isOpen ? matchingChoices(choices, value === text && isListOpen ? "" : value) : [];
  const finish = (end: EditEnd, taken = chosen >= 0 ? matching[chosen]?.text : undefined) => {
    if (isDone.current) return;
    isDone.current = true;
    onCommit(taken ?? value, end);
  };
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (event.altKey) setOpen(step > 0);
      else if (matching.length > 0)
        setChosen((matching.length + Math.max(chosen, step > 0 ? -1 : 0) + step) % matching.length);
      else return finish({ rows: step });
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      finish({ rows: event.shiftKey ? -1 : 1 });
    } else if (event.key === "Tab") {
      event.preventDefault();
      finish({ tab: event.shiftKey ? -1 : 1 });
    } else if (event.key === "Escape") {
      event.preventDefault();
      isDone.current = true;
      onCancel();
    }
  };
  const isListShown = matching.length > 0;
  return (
    <>
      <input
        ref={input}
        aria-label={label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        inputMode={isNumeric ? "decimal" : "text"}
        {...(choices.length > 0 && {
          role: "combobox",
          "aria-expanded": isListShown,
          "aria-controls": listId,
          "aria-autocomplete": "list" as const,
          "aria-activedescendant": isListShown && chosen >= 0 ? `${listId}-${chosen}` : undefined,
        })}
        onChange={(event) => {
          setValue(event.target.value);
          setChosen(-1);
          setOpen(true);
        }}
        onKeyDown={keys}
        onPaste={(event) => event.stopPropagation()}
        onCopy={(event) => event.stopPropagation()}
        onCut={(event) => event.stopPropagation()}
        onBlur={() => finish("stay")}
        className={`absolute inset-0 z-10 w-full bg-raised px-2.5 text-14 shadow-[inset_0_0_0_2px_var(--color-accent)] outline-none ${isNumeric ? "text-right" : ""}`}
      />
      {isListShown && (
        <ChoiceList
          id={listId}
          label={label}
          choices={matching}
          chosen={chosen}
          onTake={(taken) => finish("stay", taken)}
        />
      )}
    </>
  );
}

interface ChoiceListProps {
  id: string;
  label: string;
  choices: CellChoice[];
  chosen: number;
  onTake: (text: string) => void;
}

function ChoiceList({ id, label, choices, chosen, onTake }: ChoiceListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [isAbove, setAbove] = useState(false);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  useLayoutEffect(() => {
    // At the lower edge of the sheet the list opens upwards.
    const frame = list.current?.closest("[data-scroller]")?.getBoundingClientRect();
    if (list.current && frame && list.current.getBoundingClientRect().bottom > frame.bottom) setAbove(true);
  }, []);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className={`absolute left-0 z-30 my-1 max-h-64 w-max max-w-80 min-w-full overflow-y-auto rounded-6 bg-raised py-1 text-left shadow-float ${isAbove ? "bottom-full" : "top-full"}`}
    >
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option
        <div
          key={choice.text}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onMouseDown={(event) => {
            event.preventDefault();
            event.stopPropagation();
            onTake(choice.text);
          }}
          className={`flex cursor-pointer justify-between gap-4 px-2.5 py-1 whitespace-nowrap ${index === chosen ? "bg-accent-tint" : "hover:bg-neutral-tint"}`}
        >
          <span>{choice.text}</span>
          {choice.about !== "" && choice.about !== choice.text && (
            <span className="text-12 leading-5 text-muted">{choice.about}</span>
          )}
        </div>
      ))}
    </div>
  );
}

function matchingChoices(choices: CellChoice[], typed: string): CellChoice[] {
  const wanted = typed.normalize("NFKC").trim().toLowerCase();
  const isMatch = ({ text, about }: CellChoice) => `${text} ${about}`.normalize("NFKC").toLowerCase().includes(wanted);
  return choices.filter((choice) => wanted === "" || isMatch(choice)).slice(0, SHOWN_CHOICES);
}
