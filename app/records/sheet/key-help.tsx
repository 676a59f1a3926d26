import { useEffect, useId, useRef } from "react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Key } from "./key.tsx";

/** The keys of each help line, by group and message name. `move` means the four arrow keys. */
const KEYS = {
  move: {
    arrows: ["move"],
    tab: ["Tab", "Shift Tab"],
    edge: ["Ctrl", "move"],
    page: ["PgUp", "PgDn"],
    home: ["Home", "End"],
    extend: ["Shift", "move"],
    row: ["Shift Space"],
    all: ["Ctrl A"],
  },
  type: {
    letters: ["a … z"],
    edit: ["F2"],
    list: ["Alt", "move"],
    end: ["Enter", "Shift Enter"],
    fill: ["Ctrl Enter"],
    cancel: ["Esc"],
  },
  change: {
    copy: ["Ctrl C", "Ctrl X", "Ctrl V"],
    down: ["Ctrl D"],
    clear: ["Del"],
    insert: ["Ctrl I"],
    delete: ["Ctrl Del"],
    undo: ["Ctrl Z", "Ctrl Y"],
  },
  help: {
    fault: ["F8", "Shift F8"],
    fixes: ["Ctrl ."],
    width: ["Alt Shift", "move"],
    leave: ["Esc Tab"],
    keys: ["Ctrl /"],
  },
} as const;

type Group = keyof typeof KEYS;

/** The dialog with all keyboard shortcuts. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { sheet } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto max-h-[90dvh] w-[52rem] max-w-[94vw] rounded-6 bg-raised p-6 text-ink shadow-float backdrop:bg-ink/40"
    >
      <h2 id={titleId} className="mb-4 text-20 font-semibold">
        {sheet.keys.title}
      </h2>
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
        {(Object.keys(KEYS) as Group[]).map((group) => (
          <section key={group}>
            <h3 className="mb-2 border-b border-ink pb-1 text-14 font-semibold">{sheet.keys.groups[group]}</h3>
            <KeyList group={group} />
          </section>
        ))}
      </div>
      <form method="dialog" className="mt-6 flex justify-end">
        <Button>{sheet.keys.close}</Button>
      </form>
    </dialog>
  );
}

function KeyList({ group }: { group: Group }) {
  const { sheet } = useMessages();
  const words = sheet.keys[group] as Record<string, string>;
  return (
    <dl className="space-y-1.5 text-14">
      {Object.entries(KEYS[group]).map(([name, keys]) => (
        <div key={name} className="flex items-baseline justify-between gap-4">
          <dt className="order-2 flex shrink-0 items-center gap-1">
            {(keys as readonly string[]).map((key) => (
              <Key key={key}>{key === "move" ? <Icon name="move" size={12} /> : key}</Key>
            ))}
          </dt>
          <dd className="min-w-0">{words[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
