/** Running text in which backticks mark code. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text.split("`").map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a fixed sentence never move
          <code key={index} className="rounded-3 bg-neutral-tint px-1 py-px font-mono text-[0.9em] break-words">
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </>
  );
}

export function Paragraphs({ texts }: { texts: readonly string[] }) {
  return (
    <div className="mt-3 max-w-160 space-y-3">
      {texts.map((text) => (
        <p key={text} className="text-14">
          <Prose text={text} />
        </p>
      ))}
    </div>
  );
}
